import { SettingIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'profile',
      title: '组织资料',
      page: () => import('./profile.vue'),
      nav: { order: 80, icon: SettingIcon },
    },
  ],
});
