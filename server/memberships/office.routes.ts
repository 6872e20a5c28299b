import type { Policy } from '../../config/config';
import {
  OrganizationProfileForm,
  type OrganizationService,
  OwnOrganizationView,
  ownOrganizationView,
  surroundingsOf,
} from '../organizations';
import { type Audit, entriesOf } from '../platform/audit';
import { shanghaiDay } from '../platform/clock';
import { maskPhone } from '../platform/crypto/personal-data';
import type { Database } from '../platform/database';
import { type Api, FileAnswer, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import { SHEET_TYPE, writeSheet } from '../platform/sheets';
import type { VolunteerService } from '../volunteers';
import { Following } from './following.entity';
import { eachChunkOfMembers } from './member.lists';
import { MemberFilter } from './membership.dto';
import { Membership } from './membership.entity';
import { allowedAdmins } from './membership.rules';
import type { MembershipService } from './membership.service';
import { OfficeAuditItem, OfficeSummary, officeAuditItem } from './office.view';

class OrganizationParams {
  @Id() organizationId: string;
}

export interface OfficeRoutesNeeds {
  database: Database;
  organizations: OrganizationService;
  volunteers: VolunteerService;
  memberships: MembershipService;
  audit: Audit;
  policy: Policy;
}

/** What the admins of an organization see of it as a whole: its numbers, its list of members to take away, its audit. */
export function officeRoutes(api: Api, needs: OfficeRoutesNeeds): void {
  const { database, organizations, volunteers, memberships, audit, policy } = needs;

  api.organizer.get(
    '/organizations/:organizationId/summary',
    { summary: '组织概况', params: OrganizationParams, returns: OfficeSummary },
    async ({ actor, params: { organizationId } }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const { manager } = database;
      const { memberCount: members } = await organizations.findOrganization(database, organizationId);
      const [applicants, admins, followers] = await Promise.all([
        manager.countBy(Membership, { organizationId, state: 'APPLIED' }),
        manager.countBy(Membership, { organizationId, state: 'ACTIVE', role: 'ADMIN' }),
        manager.countBy(Following, { organizationId }),
      ]);
      return {
        members,
        applicants,
        followers,
        admins,
        allowedAdmins: allowedAdmins(members, policy.adminBands),
      };
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/profile',
    { summary: '本组织的资料', params: OrganizationParams, returns: OwnOrganizationView },
    async ({ actor, params: { organizationId } }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const organization = await organizations.findOrganization(database, organizationId);
      return ownOrganizationView(organization, await surroundingsOf(organizations, database, organization));
    },
  );

  api.organizer.put(
    '/organizations/:organizationId/profile',
    {
      summary: '修改组织的简介、服务类别、加入方式和登记信息',
      params: OrganizationParams,
      body: OrganizationProfileForm,
    },
    ({ actor, params: { organizationId }, body }) =>
      database.transaction(async (tx) => {
        await memberships.requireAdmin(tx, actor, organizationId);
        await organizations.describe(tx, actor, organizationId, body);
      }),
  );

  api.organizer.get(
    '/organizations/:organizationId/member-sheet',
    {
      summary: '导出成员名单（电子表格）',
      params: OrganizationParams,
      query: MemberFilter,
      returns: FileAnswer,
    },
    async ({ actor, params: { organizationId }, query, now }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const organization = await organizations.findOrganization(database, organizationId);
      organizations.requireLinked(organization);
      await database.transaction((tx) =>
        audit.record(tx, actor, 'members.exported', organizationId, { organizationId, filter: { ...query } }),
      );
      return {
        content: memberSheet(needs, organizationId, query),
        type: SHEET_TYPE,
        name: `${organization.name}成员名单${shanghaiDay(now)}.xlsx`,
      };
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/audit',
    {
      summary: '本组织的操作记录',
      params: OrganizationParams,
      query: PageQuery,
      returns: pageOf(OfficeAuditItem),
    },
    async ({ actor, params: { organizationId }, query }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const ids = [organizationId, ...(await organizations.findMerged(database, organizationId))];
      const page = await readPage(entriesOf(database, ids), 'entry', query);
      const people = await volunteers.findVolunteers(
        database,
        page.items.flatMap(({ volunteerId }) => volunteerId ?? []),
      );
      const names = await audit.subjects.namesOf(database, page.items);
      return mapPage(page, (entry) =>
        officeAuditItem(entry, people.get(entry.volunteerId ?? ''), names.get(entry.subjectId)),
      );
    },
  );
}

/** Only what admins need (R63): phones stay masked, and documents are not in it at all. */
function memberSheet(
  { database, volunteers }: OfficeRoutesNeeds,
  organizationId: string,
  filter: MemberFilter,
) {
  async function* rows(): AsyncGenerator<string[]> {
    for await (const members of eachChunkOfMembers(database, organizationId, filter)) {
      const people = await volunteers.findVolunteers(
        database,
        members.map(({ volunteerId }) => volunteerId),
      );
      for (const { volunteerId, role, appliedAt, joinedAt } of members) {
        const volunteer = people.get(volunteerId)!;
        yield [
          volunteer.name,
          volunteer.number,
          maskPhone(volunteers.plainIdentity(volunteer).phone),
          role === 'ADMIN' ? '管理员' : '成员',
          shanghaiDay(appliedAt),
          joinedAt ? shanghaiDay(joinedAt) : '',
        ];
      }
    }
  }
  const columns = ['姓名', '志愿者编号', '手机号（部分隐去）', '角色', '申请日期', '加入日期'];
  return writeSheet({ name: '成员', columns: columns.map((title) => ({ title })), rows: rows() });
}
