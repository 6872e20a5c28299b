import { FileImportIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: '',
      title: '集体注册',
      page: () => import('./imports.vue'),
      nav: { order: 10, icon: FileImportIcon },
    },
    { path: 'imports/:importId', title: '导入详情', page: () => import('./import.vue') },
  ],
});
