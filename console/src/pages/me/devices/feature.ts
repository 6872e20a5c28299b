import { DesktopIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'devices',
      title: '我的设备',
      page: () => import('./devices.vue'),
      nav: { order: 10, icon: DesktopIcon },
    },
  ],
});
