import { LinkIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'legacy-teams',
      title: '认领原系统队伍',
      page: () => import('./legacy-teams.vue'),
      nav: { order: 30, icon: LinkIcon },
    },
  ],
});
