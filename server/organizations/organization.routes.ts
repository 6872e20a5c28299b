import type { Database, Reader } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import { OrganizationForm, OrganizationQuery, SystemTreeQuery, UnitQuery } from './organization.dto';
import type { Organization } from './organization.entity';
import { applicationsOf, castUnits, publicOrganizations } from './organization.lists';
import type { OrganizationService } from './organization.service';
import {
  ApplicationView,
  applicationView,
  OrganizationCard,
  OrganizationView,
  organizationCard,
  organizationView,
  type Surroundings,
  SystemNode,
  systemNode,
  UnitView,
  unitView,
} from './organization.view';
import { systemChildren, withSystemChildren } from './system-tree';

export class OrganizationParams {
  @Id() organizationId: string;
}

/** @returns the parents of organizations, by id, for views */
export function parentsOf(
  organizations: OrganizationService,
  reader: Reader,
  rows: readonly Organization[],
): Promise<Map<string, Organization>> {
  const ids = rows.flatMap(({ territoryParentId, systemParentId }) => [territoryParentId, systemParentId]);
  return organizations.findOrganizations(
    reader,
    ids.filter((id) => id !== null),
  );
}

/** @returns what the views of an organization's own people need beside it */
export async function surroundingsOf(
  organizations: OrganizationService,
  reader: Reader,
  organization: Organization,
): Promise<Surroundings> {
  return {
    parents: await parentsOf(organizations, reader, [organization]),
    principalPhone: organizations.maskedPhoneOf(organization),
  };
}

/** What anybody may see of organizations, and applying for one. */
export function organizationRoutes(api: Api, database: Database, organizations: OrganizationService): void {
  const around = (organization: Organization) => surroundingsOf(organizations, database, organization);

  api.public.get(
    '/organizations',
    { summary: '查找组织', query: OrganizationQuery, returns: pageOf(OrganizationCard) },
    async ({ query }) =>
      mapPage(await readPage(publicOrganizations(database, query), 'organization', query), organizationCard),
  );

  api.public.get(
    '/organizations/:organizationId',
    { summary: '组织主页', params: OrganizationParams, returns: OrganizationView },
    async ({ params }) => {
      const named = await organizations.findOrganization(database, params.organizationId);
      const { mergedIntoId } = named;
      // Links and codes of a merged organization lead to the one that goes on.
      const organization = mergedIntoId
        ? await organizations.findOrganization(database, mergedIntoId)
        : named;
      ensure(
        organization.kind === 'ORGANIZATION' && organization.state === 'ACTIVE',
        missing('organization_not_found', '没有找到这个组织，它可能已经停用。'),
      );
      return organizationView(organization, await parentsOf(organizations, database, [organization]));
    },
  );

  api.public.get(
    '/organization-tree',
    { summary: '按系统看组织：逐层展开', query: SystemTreeQuery, returns: pageOf(SystemNode) },
    async ({ query }) => {
      const children = systemChildren(database, query.parentId);
      const page = await readPage(children, 'organization', query, { by: 'kind', direction: 'ASC' });
      const parents = await withSystemChildren(database, page.items);
      return mapPage(page, (node) => systemNode(node, parents));
    },
  );

  api.public.get(
    '/units',
    { summary: '各级科协', query: UnitQuery, returns: pageOf(UnitView) },
    async ({ query }) => {
      const page = await readPage(castUnits(database, query), 'organization', query, {
        by: 'areaCode',
        direction: 'ASC',
      });
      return mapPage(page, unitView);
    },
  );

  api.organizer.post(
    '/organizations',
    { summary: '申请成立组织', body: OrganizationForm, returns: ApplicationView, status: 201 },
    async ({ actor, body }) => {
      const organization = await database.transaction((tx) => organizations.apply(tx, actor, body));
      return applicationView(organization, await around(organization));
    },
  );

  api.organizer.post(
    '/organizations/:organizationId/resubmission',
    {
      summary: '修改后重新提交申请',
      params: OrganizationParams,
      body: OrganizationForm,
      returns: ApplicationView,
    },
    async ({ actor, params, body }) => {
      const { organizationId } = params;
      const organization = await database.transaction((tx) =>
        organizations.resubmit(tx, actor, organizationId, body),
      );
      return applicationView(organization, await around(organization));
    },
  );

  api.organizer.post(
    '/organizations/:organizationId/withdrawal',
    { summary: '撤回组织申请，成为草稿', params: OrganizationParams },
    ({ actor, params }) =>
      database.transaction((tx) => organizations.withdraw(tx, actor, params.organizationId)),
  );

  api.organizer.post(
    '/organization-drafts',
    { summary: '保存组织申请草稿', body: OrganizationForm, returns: ApplicationView, status: 201 },
    async ({ actor, body }) => {
      const organization = await database.transaction((tx) => organizations.draft(tx, actor, body));
      return applicationView(organization, await around(organization));
    },
  );

  api.organizer.delete(
    '/organization-drafts/:organizationId',
    { summary: '删除组织申请草稿', params: OrganizationParams },
    ({ actor, params }) =>
      database.transaction((tx) => organizations.discard(tx, actor, params.organizationId)),
  );

  api.organizer.get(
    '/organization-applications',
    { summary: '我申请的组织', query: PageQuery, returns: pageOf(ApplicationView) },
    async ({ actor, query }) => {
      const page = await readPage(applicationsOf(database, actor.volunteerId), 'organization', query);
      const parents = await parentsOf(organizations, database, page.items);
      return mapPage(page, (organization) =>
        applicationView(organization, {
          parents,
          principalPhone: organizations.maskedPhoneOf(organization),
        }),
      );
    },
  );
}
