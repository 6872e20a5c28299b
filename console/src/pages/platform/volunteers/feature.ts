import { UserSearchIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'volunteers',
      title: '志愿者',
      page: () => import('./volunteers.vue'),
      nav: { order: 40, icon: UserSearchIcon },
    },
  ],
});
