import Router from '@koa/router';
import { Fault } from '../platform/fault';
import type { Parts } from '../platform/parts';
import { type PortalNeeds, PortalPages } from './portal.pages';
import { Site, type SitePage } from './site';

/** Every path but those that are no pages of the site even when nothing answers there. */
const PAGES = /^\/(?!(?:api|wechat|files|h5|assets|static)(?:\/|$)).*$/;
/** Pages behind the log-in: their content is the browser's business. */
const WORKING = /^\/(log-in|workplaces|organization|unit|import|platform|me)(\/|$)/;

const NOT_FOUND: SitePage = { head: { title: '页面不在这里 · 科技志愿服务平台' }, internal: true };

/** The PC site: its files, and for every path that nothing else answers the page that the site shows there. */
export function portalModule(
  parts: Parts,
  needs: Pick<PortalNeeds, 'activities' | 'organizations'>,
): {
  pages: Router[];
} {
  const { database, clock, config } = parts;
  const site = new Site(config.consoleDir);
  const pages = new PortalPages({ database, clock, publicUrl: config.http.publicUrl, ...needs });
  const router = new Router();
  router.get(PAGES, async (ctx) => {
    if (WORKING.test(ctx.path)) {
      return site.send(ctx, { head: { title: '科技志愿服务平台' }, internal: true });
    }
    const page = await pages.find(ctx.path).catch((error) => {
      if (error instanceof Fault && error.kind === 'missing') return null;
      throw error;
    });
    ctx.status = page ? 200 : 404;
    return site.send(ctx, page ?? NOT_FOUND);
  });
  return { pages: [site.files(), router] };
}
