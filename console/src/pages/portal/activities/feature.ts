import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    { path: 'activities', title: '活动', page: () => import('./activities.vue'), nav: { order: 10 } },
    { path: 'activities/:activityId', title: '活动详情', page: () => import('./activity.vue') },
  ],
});
