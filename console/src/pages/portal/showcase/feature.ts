import { StarIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'showcase',
      title: '集中展示',
      page: () => import('./showcase.vue'),
      nav: { order: 40, icon: StarIcon },
    },
  ],
});
