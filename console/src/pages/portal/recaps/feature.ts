import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [{ path: 'recaps', title: '活动风采', page: () => import('./recaps.vue'), nav: { order: 30 } }],
});
