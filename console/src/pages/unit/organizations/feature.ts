import { UsergroupIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'organizations',
      title: '组织',
      page: () => import('./organizations.vue'),
      nav: { order: 12, icon: UsergroupIcon },
    },
    { path: 'organizations/:organizationId', title: '组织详情', page: () => import('./organization.vue') },
  ],
});
