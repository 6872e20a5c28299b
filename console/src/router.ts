import { MessagePlugin } from 'tdesign-vue-next';
import type { Component } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { AREAS, type AreaName, areaOf } from './areas';
import { navigationOf, pagesOf } from './features';
import { loadSession, session } from './session';
import { titleOf } from './use/page-title';

declare module 'vue-router' {
  interface RouteMeta {
    area?: AreaName;
    title?: string;
  }
}

/** @returns the routes of all features, each area inside its layout */
const featureRoutes = (): RouteRecordRaw[] =>
  (Object.keys(AREAS) as AreaName[]).map((area) => ({
    path: AREAS[area].path,
    component:
      area === 'portal'
        ? () => import('./layouts/portal-layout.vue')
        : () => import('./layouts/console-layout.vue'),
    meta: { area },
    children: [
      ...pagesOf(area).map(({ path, title, page }) => ({
        path,
        component: page as () => Promise<Component>,
        meta: { area, title },
      })),
      ...beginning(area),
    ],
  }));

/** An area without a page of its own at its beginning begins with the first entry of its navigation. */
function beginning(area: AreaName): RouteRecordRaw[] {
  const [first] = navigationOf(area);
  if (!first || pagesOf(area).some(({ path }) => path === '')) return [];
  return [{ path: '', redirect: ({ path }) => `${path.replace(/\/$/, '')}/${first.path}` }];
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/log-in', component: () => import('./pages/log-in.vue'), meta: { title: '登录' } },
    { path: '/workplaces', component: () => import('./pages/workplaces.vue'), meta: { title: '选择工作台' } },
    ...featureRoutes(),
    {
      path: '/:rest(.*)*',
      component: () => import('./pages/not-found.vue'),
      meta: { title: '页面不在这里' },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** Areas that somebody works in need a log-in; whether it is their area, the layout tells with the way to get in. */
router.beforeEach(async (to) => {
  await loadSession();
  const working = to.path === '/workplaces' || (to.meta.area !== undefined && areaOf(to.meta.area).allows);
  if (working && !session.loggedIn.value && !session.problem.value)
    return { path: '/log-in', query: { to: to.fullPath } };
  return true;
});

/** The page's code could not be had: the network is away, or the site was renewed since this tab loaded it. */
router.onError(async (_error, to, from) => {
  const reached = await fetch(to.fullPath, { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => false,
  );
  // A page that fails at its very first loading would fail again.
  if (reached && from.matched.length > 0) return location.assign(to.fullPath);
  const content = reached ? '页面没有读完整，请刷新后重试。' : '没有连上服务器，请检查网络后重试。';
  void MessagePlugin.error({ content, duration: 6_000, closeBtn: true });
});

router.afterEach(({ meta }) => {
  document.title = titleOf(meta.title);
});
