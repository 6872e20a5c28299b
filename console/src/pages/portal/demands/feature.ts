import { ChatBubbleHelpIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'demands',
      title: '需求',
      page: () => import('./demands.vue'),
      nav: { order: 35, icon: ChatBubbleHelpIcon },
    },
  ],
});
