import { NotificationIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'notices',
      title: '通知',
      page: () => import('./notices.vue'),
      nav: { order: 60, icon: NotificationIcon },
    },
    { path: 'notices/new', title: '写通知', page: () => import('./compose.vue') },
  ],
});
