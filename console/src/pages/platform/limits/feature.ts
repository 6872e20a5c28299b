import { SettingIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'limits',
      title: '参数',
      page: () => import('./limits.vue'),
      nav: { order: 80, icon: SettingIcon },
    },
  ],
});
