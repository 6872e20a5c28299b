import type { MembershipService } from '../memberships';
import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Api, Id, pageOf } from '../platform/http';
import { DemandQuery, DemandReasonForm } from './demand.dto';
import { readOfOrganization } from './demand.lists';
import type { DemandService } from './demand.service';
import type { DemandSubjects } from './demand.subjects';
import { ContactView, DemandCard, DemandFileView } from './demand.view';
import type { DemandServingService } from './demand-serving.service';

class OrganizationParams {
  @Id() organizationId: string;
}

class OrganizationDemandParams extends OrganizationParams {
  @Id() demandId: string;
}

export interface DemandOrganizerRoutesNeeds {
  database: Database;
  memberships: MembershipService;
  demands: DemandService;
  serving: DemandServingService;
  subjects: DemandSubjects;
}

/** What the admins of an organization do about demands. */
export function demandOrganizerRoutes(api: Api, needs: DemandOrganizerRoutesNeeds): void {
  const { database, memberships, demands, serving, subjects } = needs;
  const path = '/organizations/:organizationId/demands';

  api.organizer.get(
    path,
    { summary: '本组织的需求', params: OrganizationParams, query: DemandQuery, returns: pageOf(DemandCard) },
    async ({ actor, params, query }) => {
      await memberships.requireAdmin(database, actor, params.organizationId);
      return subjects.cards(database, await readOfOrganization(database, params.organizationId, query));
    },
  );

  api.organizer.get(
    `${path}/:demandId`,
    { summary: '查看本组织的需求', params: OrganizationDemandParams, returns: DemandFileView },
    async ({ actor, params: { organizationId, demandId } }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const demand = await demands.findDemand(database, demandId);
      ensure(
        demand.organizationId === organizationId,
        missing('demand_not_found', '这条需求已不在本组织，可能已经撤回或退回需求池。'),
      );
      return subjects.file(database, demand, organizationId);
    },
  );

  api.organizer.post(
    `${path}/:demandId/taking`,
    { summary: '接单', params: OrganizationDemandParams },
    ({ actor, params }) =>
      database.transaction((tx) => serving.take(tx, actor, params.organizationId, params.demandId)),
  );

  api.organizer.post(
    `${path}/:demandId/acceptance`,
    { summary: '接受派单', params: OrganizationDemandParams },
    ({ actor, params }) =>
      database.transaction((tx) => serving.accept(tx, actor, params.organizationId, params.demandId)),
  );

  for (const [name, summary, cause] of [
    ['declining', '婉拒派单', 'DECLINE'],
    ['release', '退回已接的需求', 'RELEASE'],
  ] as const) {
    api.organizer.post(
      `${path}/:demandId/${name}`,
      { summary, params: OrganizationDemandParams, body: DemandReasonForm },
      ({ actor, params: { organizationId, demandId }, body: { reason } }) =>
        database.transaction((tx) =>
          serving.giveBack(tx, actor, organizationId, demandId, { cause, reason }),
        ),
    );
  }

  api.organizer.post(
    `${path}/:demandId/contact`,
    { summary: '查看需求方联系方式（留痕）', params: OrganizationDemandParams, returns: ContactView },
    ({ actor, params }) =>
      database.transaction((tx) => serving.openContact(tx, actor, params.organizationId, params.demandId)),
  );
}
