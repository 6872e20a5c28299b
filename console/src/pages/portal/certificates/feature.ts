import { CertificateIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'certificates',
      title: '证书验证',
      page: () => import('./certificates.vue'),
      nav: { order: 60, icon: CertificateIcon },
    },
  ],
});
