import type { MembershipService } from '../memberships';
import type { RightsService } from '../organizations';
import type { Database } from '../platform/database';
import { type Api, Id, PageQuery, pageOf, readPage } from '../platform/http';
import type { ContentGuard } from './content-guard';
import { RecapForm, RecapQueueQuery, RecapReviewForm, TakedownForm } from './recap.dto';
import { Recap } from './recap.entity';
import type { RecapService } from './recap.service';
import type { RecapSubjects } from './recap.subjects';
import { RecapView, recapView } from './recap.view';

class ActivityParams {
  @Id() activityId: string;
}

class OrganizationParams {
  @Id() organizationId: string;
}

class RecapParams {
  @Id() recapId: string;
}

export interface RecapRoutesNeeds {
  database: Database;
  recaps: RecapService;
  subjects: RecapSubjects;
  guard: ContentGuard;
  rights: RightsService;
  memberships: MembershipService;
}

/** Writing and reviewing; what everybody reads is in `recap-public.routes.ts`. */
export function recapRoutes(api: Api, needs: RecapRoutesNeeds): void {
  const { database, recaps, subjects, guard, rights, memberships } = needs;
  const view = async (recap: Recap) => recapView(await subjects.ofOne(database, recap));

  api.organizer.post(
    '/activities/:activityId/recaps',
    { summary: '写活动分享', params: ActivityParams, body: RecapForm, returns: RecapView, status: 201 },
    async ({ actor, params, body }) =>
      view(await database.transaction((tx) => recaps.draft(tx, actor, params.activityId, body))),
  );

  api.organizer.get(
    '/activities/:activityId/recaps',
    {
      summary: '活动的分享（各状态）',
      params: ActivityParams,
      query: PageQuery,
      returns: pageOf(RecapView),
    },
    async ({ actor, params: { activityId }, query }) => {
      await recaps.requireOrganizer(database, actor, activityId);
      const own = database.manager
        .createQueryBuilder(Recap, 'recap')
        .where('recap.activityId = :activityId', { activityId });
      return subjects.ofPage(database, await readPage(own, 'recap', query), recapView);
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/recaps',
    {
      summary: '本组织的活动分享（各状态）',
      params: OrganizationParams,
      query: RecapQueueQuery,
      returns: pageOf(RecapView),
    },
    async ({ actor, params: { organizationId }, query: { state, ...page } }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const own = database.manager
        .createQueryBuilder(Recap, 'recap')
        .where('recap.organizationId = :organizationId', { organizationId });
      if (state) own.andWhere('recap.state = :state', { state });
      return subjects.ofPage(database, await readPage(own, 'recap', page), recapView);
    },
  );

  api.organizer.get(
    '/recaps/:recapId',
    { summary: '查看分享（作者方）', params: RecapParams, returns: RecapView },
    async ({ actor, params }) => view(await recaps.findOwn(database, actor, params.recapId)),
  );

  api.organizer.put(
    '/recaps/:recapId',
    { summary: '修改分享', params: RecapParams, body: RecapForm, returns: RecapView },
    async ({ actor, params, body }) =>
      view(await database.transaction((tx) => recaps.edit(tx, actor, params.recapId, body))),
  );

  api.organizer.post(
    '/recaps/:recapId/submission',
    { summary: '提交分享审核', params: RecapParams },
    async ({ actor, params }) => {
      const { text } = await recaps.findOwn(database, actor, params.recapId);
      const verdict = await guard.judge(actor, text);
      await database.transaction((tx) => recaps.submit(tx, actor, params.recapId, { text, verdict }));
    },
  );

  api.organizer.post(
    '/recaps/:recapId/takedown',
    { summary: '撤下自己的分享', params: RecapParams, body: TakedownForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => recaps.takeDown(tx, actor, params.recapId, body.reason, 'organizer')),
  );

  api.unit.get(
    '/recaps',
    { summary: '辖区内的分享', query: RecapQueueQuery, returns: pageOf(RecapView) },
    async ({ actor, query: { state = 'PENDING', ...page } }) => {
      const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
      const query = database.manager
        .createQueryBuilder(Recap, 'recap')
        .innerJoin('organizations', 'organization', 'organization.id = recap.organizationId')
        .where('recap.state = :state', { state })
        .andWhere(scope.where, scope.parameters);
      const rows = await readPage(query, 'recap', page, { direction: 'ASC' });
      return subjects.ofPage(database, rows, recapView);
    },
  );

  api.unit.get(
    '/recaps/:recapId',
    { summary: '查看分享（审核方）', params: RecapParams, returns: RecapView },
    async ({ actor, params }) => view(await recaps.findReviewed(database, actor, params.recapId)),
  );

  api.unit.post(
    '/recaps/:recapId/review',
    { summary: '审核分享', params: RecapParams, body: RecapReviewForm },
    ({ actor, params, body }) => database.transaction((tx) => recaps.review(tx, actor, params.recapId, body)),
  );

  api.unit.post(
    '/recaps/:recapId/takedown',
    { summary: '撤下辖区内的分享', params: RecapParams, body: TakedownForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => recaps.takeDown(tx, actor, params.recapId, body.reason, 'unit')),
  );
}
