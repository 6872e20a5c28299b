import type Koa from 'koa';
import type { Database } from '../platform/database';
import { ensure, invalid } from '../platform/fault';
import { type Api, Id, pageOf } from '../platform/http';
import type { ServiceHoursService } from '../service-hours';
import type { Wechat } from '../wechat';
import { JsSdkQuery, RecapListQuery, ShareForm } from './recap.dto';
import { readPublished } from './recap.lists';
import type { RecapService } from './recap.service';
import type { RecapSubjects } from './recap.subjects';
import { JsSdkView, PublicRecapView, publicRecapView, RecapCard, recapCard } from './recap.view';
import type { VisitorMarks } from './visitor-marks';

class RecapParams {
  @Id() recapId: string;
}

export interface RecapPublicNeeds {
  database: Database;
  recaps: RecapService;
  subjects: RecapSubjects;
  hours: ServiceHoursService;
  visitors: VisitorMarks;
  wechat: Wechat;
  publicUrl: string;
}

const visitorOf = (ctx: Koa.Context) => ({ ip: ctx.ip, userAgent: ctx.get('user-agent') });

/** @returns a published recap as everybody sees it, with its effective hours */
export async function readPublicRecap(
  { database, recaps, subjects, hours }: Omit<RecapPublicNeeds, 'visitors' | 'wechat' | 'publicUrl'>,
  id: string,
): Promise<PublicRecapView> {
  const recap = await recaps.findPublished(database, id);
  const totals = await hours.publicTotals(database, { activityId: recap.activityId });
  return publicRecapView(await subjects.ofOne(database, recap), totals);
}

/** What everybody reads and counts, without log-in: Moments opens pages where nobody can log in. */
export function recapPublicRoutes(api: Api, needs: RecapPublicNeeds): void {
  const { database, recaps, subjects, visitors, wechat } = needs;
  const origin = new URL(needs.publicUrl).origin;

  api.public.get(
    '/recaps',
    { summary: '活动分享列表', query: RecapListQuery, returns: pageOf(RecapCard) },
    async ({ query }) => subjects.ofPage(database, await readPublished(database, query), recapCard),
  );

  api.public.get(
    '/recaps/:recapId',
    { summary: '活动分享', params: RecapParams, returns: PublicRecapView },
    ({ params }) => readPublicRecap(needs, params.recapId),
  );

  api.public.post(
    '/recaps/:recapId/views',
    { summary: '计一次阅读（同一访客每天一次）', params: RecapParams },
    async ({ params: { recapId }, ctx }) => {
      await recaps.findPublished(database, recapId);
      if (!(await visitors.isFirstToday(`recap-views:${recapId}`, visitorOf(ctx)))) return;
      await database.transaction((tx) => recaps.count(tx, recapId, 'views'));
    },
  );

  api.public.post(
    '/recaps/:recapId/shares',
    { summary: '计一次转发（同一访客每天每种方式一次）', params: RecapParams, body: ShareForm },
    async ({ params: { recapId }, body, ctx }) => {
      await recaps.findPublished(database, recapId);
      const mark = `recap-shares:${body.channel}:${recapId}`;
      if (!(await visitors.isFirstToday(mark, visitorOf(ctx)))) return;
      await database.transaction((tx) => recaps.count(tx, recapId, 'shares'));
    },
  );

  api.public.get(
    '/js-sdk',
    { summary: '网页 JS-SDK 签名（仅限本站网页）', query: JsSdkQuery, returns: JsSdkView },
    async ({ query: { url } }) => {
      ensure(
        URL.canParse(url) && new URL(url).origin === origin,
        invalid('foreign_page', '只能为本站的网页申请签名，请从本站页面打开。'),
      );
      return wechat.officialAccount.jsSdkConfig(url);
    },
  );
}
