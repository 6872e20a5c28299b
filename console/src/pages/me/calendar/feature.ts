import { CalendarIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'calendar',
      title: '日历订阅',
      page: () => import('./calendar.vue'),
      nav: { order: 15, icon: CalendarIcon },
    },
  ],
});
