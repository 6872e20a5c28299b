import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    { path: 'manual', title: '用户手册', page: () => import('./manual.vue') },
    { path: 'manual/:chapter', title: '用户手册', page: () => import('./manual.vue') },
  ],
});
