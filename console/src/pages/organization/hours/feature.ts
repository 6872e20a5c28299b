import { TimeIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'hours',
      title: '服务时长',
      page: () => import('./hours.vue'),
      nav: { order: 42, icon: TimeIcon },
    },
    { path: 'attendance/:activityId', title: '签到与时长', page: () => import('./attendance.vue') },
    { path: 'attendance/:activityId/entry', title: '登记时长', page: () => import('./entry.vue') },
  ],
});
