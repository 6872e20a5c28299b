import { MoneyIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'deposits',
      title: '押金异常',
      page: () => import('./deposits.vue'),
      nav: { order: 26, icon: MoneyIcon },
    },
  ],
});
