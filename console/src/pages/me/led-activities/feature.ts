import { CalendarIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

/** For who leads an activity without being an admin of its organization. */
export default defineFeature({
  pages: [
    {
      path: 'activities',
      title: '我负责的活动',
      page: () => import('./led-activities.vue'),
      nav: { order: 20, icon: CalendarIcon },
    },
    {
      path: 'activities/:activityId',
      title: '签到与时长',
      page: () => import('../../organization/hours/attendance.vue'),
    },
    {
      path: 'activities/:activityId/entry',
      title: '登记时长',
      page: () => import('../../organization/hours/entry.vue'),
    },
  ],
});
