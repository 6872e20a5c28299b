import { TreeRoundDotVerticalIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'units',
      title: '科协层级',
      page: () => import('./units.vue'),
      nav: { order: 12, icon: TreeRoundDotVerticalIcon },
    },
  ],
});
