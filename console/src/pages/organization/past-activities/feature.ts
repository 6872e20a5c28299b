import { HistoryIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'past-activities',
      title: '补录活动',
      page: () => import('./past-activities.vue'),
      nav: { order: 43, icon: HistoryIcon },
    },
    { path: 'past-activities/new', title: '补录一次活动', page: () => import('./entry.vue') },
  ],
});
