import type { OrganizationService, RightsService } from '../organizations';
import type { Database } from '../platform/database';
import { type Api, pageOf } from '../platform/http';
import { DemandQuery, DemandReviewForm, DispatchForm } from './demand.dto';
import { readOfUnits } from './demand.lists';
import { DemandParams } from './demand.routes';
import type { DemandSubjects } from './demand.subjects';
import { DemandCard, DemandFileView, MatchesView, matchesView } from './demand.view';
import type { DemandCoordinationService } from './demand-coordination.service';
import type { MatchingService } from './matching.service';

export interface DemandUnitRoutesNeeds {
  database: Database;
  organizations: OrganizationService;
  rights: RightsService;
  coordination: DemandCoordinationService;
  matching: MatchingService;
  subjects: DemandSubjects;
}

/** What the officers of a CAST unit do about the demands of its area. */
export function demandUnitRoutes(api: Api, needs: DemandUnitRoutesNeeds): void {
  const { database, organizations, rights, coordination, matching, subjects } = needs;

  api.unit.get(
    '/demands',
    { summary: '辖区内的需求', query: DemandQuery, returns: pageOf(DemandCard) },
    async ({ actor, query }) => {
      const units = await rights.officerUnits(database, actor);
      return subjects.cards(database, await readOfUnits(database, units, query));
    },
  );

  api.unit.get(
    '/demands/:demandId',
    { summary: '查看辖区内的需求', params: DemandParams, returns: DemandFileView },
    async ({ actor, params }) =>
      subjects.file(database, await coordination.requireScope(database, actor, params.demandId)),
  );

  api.unit.post(
    '/demands/:demandId/review',
    { summary: '审核需求', params: DemandParams, body: DemandReviewForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => coordination.review(tx, actor, params.demandId, body)),
  );

  api.unit.get(
    '/demands/:demandId/matches',
    { summary: '推荐组织', params: DemandParams, returns: MatchesView },
    async ({ actor, params }) => {
      const demand = await coordination.requireScope(database, actor, params.demandId);
      const matches = await matching.propose(database, demand);
      const ids = matches.map(({ organizationId }) => organizationId);
      return matchesView(matches, await organizations.findOrganizations(database, ids));
    },
  );

  api.unit.post(
    '/demands/:demandId/dispatch',
    { summary: '派单', params: DemandParams, body: DispatchForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => coordination.dispatch(tx, actor, params.demandId, body.organizationId)),
  );
}
