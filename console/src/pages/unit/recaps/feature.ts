import { ImageIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'recaps',
      title: '活动回顾',
      page: () => import('./recaps.vue'),
      nav: { order: 18, icon: ImageIcon },
    },
    { path: 'recaps/:recapId', title: '活动回顾', page: () => import('./recap.vue') },
  ],
});
