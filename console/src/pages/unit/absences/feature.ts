import { UserUnknownIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'absences',
      title: '未到场申诉',
      page: () => import('./absences.vue'),
      nav: { order: 26, icon: UserUnknownIcon },
    },
  ],
});
