import type { OrganizationService } from '../organizations';
import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Api, Id, pageOf } from '../platform/http';
import { DemandBoardQuery, DemandForm, DemandQuery, DemandReasonForm, RatingForm } from './demand.dto';
import { OPEN_TO_PUBLIC, readBoard, readOwn } from './demand.lists';
import type { DemandService } from './demand.service';
import type { DemandSubjects } from './demand.subjects';
import { DemandCard, DemandFileView, DemandView, demandView } from './demand.view';

export class DemandParams {
  @Id() demandId: string;
}

export interface DemandRoutesNeeds {
  database: Database;
  organizations: OrganizationService;
  demands: DemandService;
  subjects: DemandSubjects;
}

/** The public board, and what requesters do. */
export function demandRoutes(api: Api, needs: DemandRoutesNeeds): void {
  const { database, organizations, demands, subjects } = needs;

  api.public.get(
    '/demands',
    { summary: '需求公示板', query: DemandBoardQuery, returns: pageOf(DemandCard) },
    async ({ query, now }) => subjects.cards(database, await readBoard(database, query, now)),
  );

  api.public.get(
    '/demands/:demandId',
    { summary: '需求详情', params: DemandParams, returns: DemandView },
    async ({ params }) => {
      const demand = await demands.findDemand(database, params.demandId);
      ensure(
        OPEN_TO_PUBLIC.includes(demand.state),
        missing('demand_not_found', '没有找到这条需求，它可能已经撤回。'),
      );
      const around = await organizations.findOrganizations(database, [demand.organizationId ?? '']);
      return demandView(demand, around);
    },
  );

  api.volunteer.post(
    '/demands',
    { summary: '发布需求', body: DemandForm, returns: DemandFileView, status: 201 },
    async ({ actor, body }) =>
      subjects.file(database, await database.transaction((tx) => demands.submit(tx, actor, body))),
  );

  api.volunteer.get(
    '/demands',
    { summary: '我发布的需求', query: DemandQuery, returns: pageOf(DemandCard) },
    async ({ actor, query }) =>
      subjects.cards(database, await readOwn(database, actor.volunteerId ?? '', query)),
  );

  api.volunteer.get(
    '/demands/:demandId',
    { summary: '查看我发布的需求', params: DemandParams, returns: DemandFileView },
    async ({ actor, params }) =>
      subjects.file(database, await demands.findOwn(database, actor, params.demandId)),
  );

  api.volunteer.post(
    '/demands/:demandId/withdrawal',
    { summary: '撤回需求', params: DemandParams, body: DemandReasonForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => demands.withdraw(tx, actor, params.demandId, body.reason)),
  );

  api.volunteer.post(
    '/demands/:demandId/rating',
    { summary: '评价服务', params: DemandParams, body: RatingForm },
    ({ actor, params, body }) =>
      database.transaction((tx) =>
        demands.rate(tx, actor, params.demandId, body.rating, body.comment ?? null),
      ),
  );
}
