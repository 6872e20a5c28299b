import { CalendarIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'activities',
      title: '活动',
      page: () => import('./activities.vue'),
      nav: { order: 16, icon: CalendarIcon },
    },
    { path: 'activities/:activityId', title: '活动详情', page: () => import('./activity.vue') },
  ],
});
