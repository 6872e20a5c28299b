import { ImageIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'recaps',
      title: '活动回顾',
      page: () => import('./recaps.vue'),
      nav: { order: 50, icon: ImageIcon },
    },
    { path: 'recaps/new', title: '写活动回顾', page: () => import('./choose-activity.vue') },
    { path: 'recaps/new/:activityId', title: '写活动回顾', page: () => import('./editor.vue') },
    { path: 'recaps/:recapId', title: '活动回顾', page: () => import('./editor.vue') },
  ],
});
