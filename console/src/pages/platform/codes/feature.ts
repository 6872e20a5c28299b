import { TableIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'codes',
      title: '代码表',
      page: () => import('./codes.vue'),
      nav: { order: 85, icon: TableIcon },
    },
  ],
});
