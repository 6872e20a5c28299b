import { HistoryIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'audit',
      title: '操作记录',
      page: () => import('./audit.vue'),
      nav: { order: 60, icon: HistoryIcon },
    },
  ],
});
