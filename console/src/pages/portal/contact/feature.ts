import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [{ path: 'contact', title: '联系我们', page: () => import('./contact.vue') }],
});
