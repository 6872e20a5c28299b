import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Api, mapPage, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { OrganizationReviewForm, ReasonForm, UnitQueueQuery } from './organization.dto';
import { organizationsInScope } from './organization.lists';
import { OrganizationParams, surroundingsOf } from './organization.routes';
import type { OrganizationService } from './organization.service';
import { ReviewView, reviewView, UnitQueueItem, unitQueueItem } from './organization.view';
import type { RightsService } from './rights.service';

export interface UnitRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
}

/** What the officers of a CAST unit do about the organizations below it. */
export function unitRoutes(api: Api, needs: UnitRoutesNeeds): void {
  const { database, volunteers, organizations, rights } = needs;

  api.unit.get(
    '/organizations',
    { summary: '管理范围内的组织', query: UnitQueueQuery, returns: pageOf(UnitQueueItem) },
    async ({ actor, query: { cursor, limit, ...filter } }) => {
      const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
      const rows = organizationsInScope(database, scope, filter);
      return mapPage(
        await readPage(rows, 'organization', { cursor, limit }, { direction: 'ASC' }),
        unitQueueItem,
      );
    },
  );

  api.unit.get(
    '/organizations/:organizationId',
    { summary: '组织申请详情', params: OrganizationParams, returns: ReviewView },
    async ({ actor, params }) => {
      const organization = await organizations.findOrganization(database, params.organizationId);
      ensure(
        organization.state !== 'DRAFT',
        missing('organization_not_found', '没有找到这个组织，它可能已经停用。'),
      );
      await rights.requireScope(database, actor, organization);
      const { applicantId } = organization;
      const volunteer = applicantId && (await volunteers.findVolunteer(database, applicantId));
      return reviewView(
        organization,
        await surroundingsOf(organizations, database, organization),
        volunteer ? { volunteer, phone: volunteers.plainIdentity(volunteer).phone } : null,
      );
    },
  );

  api.unit.post(
    '/organizations/:organizationId/review',
    { summary: '审核组织', params: OrganizationParams, body: OrganizationReviewForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => organizations.review(tx, actor, params.organizationId, body)),
  );

  api.unit.post(
    '/organizations/:organizationId/suspension',
    { summary: '停用组织', params: OrganizationParams, body: ReasonForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => organizations.suspend(tx, actor, params.organizationId, body.reason)),
  );

  api.unit.post(
    '/organizations/:organizationId/resumption',
    { summary: '恢复组织', params: OrganizationParams },
    ({ actor, params }) =>
      database.transaction((tx) => organizations.resume(tx, actor, params.organizationId)),
  );
}
