import { SwapIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'changes',
      title: '组织变更',
      page: () => import('./changes.vue'),
      nav: { order: 14, icon: SwapIcon },
    },
    { path: 'changes/:changeId', title: '变更申请', page: () => import('./change.vue') },
  ],
});
