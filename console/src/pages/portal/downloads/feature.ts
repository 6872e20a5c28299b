import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [{ path: 'downloads', title: '表格下载', page: () => import('./downloads.vue') }],
});
