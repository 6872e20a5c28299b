import { CertificateIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'certificates',
      title: '志愿服务证明',
      page: () => import('./certificates.vue'),
      nav: { order: 70, icon: CertificateIcon },
    },
  ],
});
