import { ChartBarIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'statistics',
      title: '统计',
      page: () => import('./statistics.vue'),
      nav: { order: 75, icon: ChartBarIcon },
    },
  ],
});
