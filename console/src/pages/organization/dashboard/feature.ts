import { HomeIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    { path: '', title: '今天', page: () => import('./dashboard.vue'), nav: { order: 10, icon: HomeIcon } },
  ],
});
