import { UsergroupIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'members',
      title: '成员',
      page: () => import('./members.vue'),
      nav: { order: 20, icon: UsergroupIcon },
    },
  ],
});
