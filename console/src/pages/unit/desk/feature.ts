import { TaskChecked1Icon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: '',
      title: '待办',
      page: () => import('./desk.vue'),
      nav: { order: 10, icon: TaskChecked1Icon },
    },
  ],
});
