import { ChatBubbleHelpIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'demands',
      title: '供需对接',
      page: () => import('./demands.vue'),
      nav: { order: 35, icon: ChatBubbleHelpIcon },
    },
  ],
});
