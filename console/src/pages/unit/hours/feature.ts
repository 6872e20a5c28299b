import { ErrorTriangleIcon, TimeIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'hours',
      title: '时长审核',
      page: () => import('./hours.vue'),
      nav: { order: 24, icon: TimeIcon },
    },
    {
      path: 'anomalies',
      title: '异常时长',
      page: () => import('./anomalies.vue'),
      nav: { order: 44, icon: ErrorTriangleIcon },
    },
  ],
});
