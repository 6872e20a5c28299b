import { ServerIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'jobs',
      title: '后台任务',
      page: () => import('./jobs.vue'),
      nav: { order: 90, icon: ServerIcon },
    },
  ],
});
