import { SwapIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'changes',
      title: '变更申请',
      page: () => import('./changes.vue'),
      nav: { order: 82, icon: SwapIcon },
    },
  ],
});
