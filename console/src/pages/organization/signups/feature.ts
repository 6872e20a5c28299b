import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [{ path: 'activities/:activityId/signups', title: '报名名单', page: () => import('./signups.vue') }],
});
