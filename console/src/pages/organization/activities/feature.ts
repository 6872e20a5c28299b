import { CalendarIcon } from 'tdesign-icons-vue-next';
import { defineFeature } from '../../../feature';

export default defineFeature({
  pages: [
    {
      path: 'activities',
      title: '活动',
      page: () => import('./activities.vue'),
      nav: { order: 30, icon: CalendarIcon },
    },
    { path: 'activities/new', title: '起草活动', page: () => import('./editor.vue') },
    { path: 'activities/drafts', title: '没写完的活动', page: () => import('./drafts.vue') },
    { path: 'activities/templates', title: '活动模板', page: () => import('./templates.vue') },
    { path: 'activities/:activityId', title: '活动详情', page: () => import('./activity.vue') },
    { path: 'activities/:activityId/series', title: '安排为每周服务', page: () => import('./series.vue') },
    { path: 'activities/:activityId/edit', title: '编辑活动', page: () => import('./editor.vue') },
    { path: 'activities/:activityId/close-out', title: '结项', page: () => import('./close-out.vue') },
    {
      path: 'activities/:activityId/rescheduling',
      title: '变更时间地点',
      page: () => import('./rescheduling.vue'),
    },
  ],
});
