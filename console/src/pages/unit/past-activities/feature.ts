import { HistoryIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'past-activities',
      title: '补录审核',
      page: () => import('./past-activities.vue'),
      nav: { order: 27, icon: HistoryIcon },
    },
  ],
});
