import { UserCheckedIcon, UserSearchIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'verifications',
      title: '人工认证',
      page: () => import('./verifications.vue'),
      nav: { order: 20, icon: UserCheckedIcon },
    },
    {
      path: 'claims',
      title: '认领核对',
      page: () => import('./claims.vue'),
      nav: { order: 22, icon: UserSearchIcon },
    },
  ],
});
