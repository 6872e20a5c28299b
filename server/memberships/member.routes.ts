import type { OrganizationService } from '../organizations';
import type { Database } from '../platform/database';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { membersOf } from './member.lists';
import type { MemberRoleService } from './member-role.service';
import {
  FirstAdminForm,
  HandOverForm,
  MemberQuery,
  MembershipReviewForm,
  RemovalForm,
  RoleForm,
} from './membership.dto';
import { Membership } from './membership.entity';
import type { MembershipService } from './membership.service';
import { MembershipView, MemberView, membershipView, memberView } from './membership.view';

class OrganizationParams {
  @Id() organizationId: string;
}

class MemberParams extends OrganizationParams {
  @Id() membershipId: string;
}

export interface MemberRoutesNeeds {
  database: Database;
  organizations: OrganizationService;
  volunteers: VolunteerService;
  memberships: MembershipService;
  roles: MemberRoleService;
}

/** What the admins of an organization do about its members. */
export function memberRoutes(api: Api, needs: MemberRoutesNeeds): void {
  const { database, organizations, volunteers, memberships, roles } = needs;

  api.organizer.get(
    '/organizations',
    { summary: '我管理的组织', query: PageQuery, returns: pageOf(MembershipView) },
    async ({ actor, query }) => {
      const own = database.manager
        .createQueryBuilder(Membership, 'membership')
        .where('membership.volunteerId = :volunteerId', { volunteerId: actor.volunteerId })
        .andWhere("membership.state = 'ACTIVE' AND membership.role = 'ADMIN'");
      const page = await readPage(own, 'membership', query);
      const ids = page.items.map(({ organizationId }) => organizationId);
      const found = await organizations.findOrganizations(database, ids);
      return mapPage(page, (membership) => membershipView(membership, found.get(membership.organizationId)!));
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/members',
    {
      summary: '成员和申请人',
      params: OrganizationParams,
      query: MemberQuery,
      returns: pageOf(MemberView),
    },
    async ({ actor, params: { organizationId }, query: { state, role, text, ...query } }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      organizations.requireLinked(await organizations.findOrganization(database, organizationId));
      const rows = membersOf(database, organizationId, { state, role, text });
      const page = await readPage(rows, 'membership', query, { direction: 'ASC' });
      const ids = page.items.map(({ volunteerId }) => volunteerId);
      const people = await volunteers.findVolunteers(database, ids);
      return mapPage(page, (membership) => {
        const volunteer = people.get(membership.volunteerId)!;
        return memberView(membership, volunteer, volunteers.plainIdentity(volunteer).phone);
      });
    },
  );

  api.organizer.post(
    '/organizations/:organizationId/members/:membershipId/review',
    { summary: '审核入会申请', params: MemberParams, body: MembershipReviewForm },
    ({ actor, params: { organizationId, membershipId }, body }) =>
      database.transaction((tx) => memberships.review(tx, actor, organizationId, membershipId, body)),
  );

  api.organizer.post(
    '/organizations/:organizationId/members/:membershipId/removal',
    { summary: '移出成员', params: MemberParams, body: RemovalForm },
    ({ actor, params: { organizationId, membershipId }, body }) =>
      database.transaction((tx) => roles.remove(tx, actor, organizationId, membershipId, body.reason)),
  );

  api.organizer.put(
    '/organizations/:organizationId/members/:membershipId/role',
    { summary: '设为或取消管理员', params: MemberParams, body: RoleForm },
    ({ actor, params: { organizationId, membershipId }, body }) =>
      database.transaction((tx) => roles.setRole(tx, actor, organizationId, membershipId, body.role)),
  );

  api.organizer.post(
    '/organizations/:organizationId/admin-handovers',
    { summary: '移交管理员', params: OrganizationParams, body: HandOverForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => roles.handOver(tx, actor, params.organizationId, body.membershipId)),
  );

  api.unit.post(
    '/organizations/:organizationId/first-admin',
    { summary: '为没有管理员的组织指定管理员', params: OrganizationParams, body: FirstAdminForm },
    async ({ actor, params, body }) => {
      const volunteer = await volunteers.findByNumber(database, body.volunteerNumber);
      await database.transaction((tx) => roles.nameFirstAdmin(tx, actor, params.organizationId, volunteer));
    },
  );
}
