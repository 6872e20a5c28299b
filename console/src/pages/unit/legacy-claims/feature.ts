import { LinkIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'legacy-claims',
      title: '原系统队伍关联',
      page: () => import('./legacy-claims.vue'),
      nav: { order: 35, icon: LinkIcon },
    },
  ],
});
