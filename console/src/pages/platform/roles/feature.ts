import { UserSafetyIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: '',
      title: '授权',
      page: () => import('./roles.vue'),
      nav: { order: 10, icon: UserSafetyIcon },
    },
  ],
});
