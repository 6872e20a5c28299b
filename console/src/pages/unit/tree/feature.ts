import { TreeRoundDotVerticalIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'tree',
      title: '组织树',
      page: () => import('./tree.vue'),
      nav: { order: 40, icon: TreeRoundDotVerticalIcon },
    },
  ],
});
