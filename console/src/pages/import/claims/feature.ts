import { UserSearchIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'claims',
      title: '认领核对',
      page: () => import('./claims.vue'),
      nav: { order: 20, icon: UserSearchIcon },
    },
  ],
});
