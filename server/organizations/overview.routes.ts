import { type Audit, auditEntries } from '../platform/audit';
import { shanghaiDay } from '../platform/clock';
import type { Database } from '../platform/database';
import { type Api, FileAnswer, readPage } from '../platform/http';
import { SHEET_TYPE, writeSheet } from '../platform/sheets';
import { areaFullName, codeTable } from '../reference';
import type { VolunteerService } from '../volunteers';
import { UnitOrganizationFilter, UnitTreeQuery } from './organization.dto';
import type { Organization } from './organization.entity';
import { organizationsInScope } from './organization.lists';
import { OrganizationParams } from './organization.routes';
import type { OrganizationService } from './organization.service';
import { OpinionsView, opinionView, QueuesView, TreeView, treeNodeView } from './overview.view';
import type { RightsService, ScopeFragment } from './rights.service';
import type { UnitQueues } from './unit-queues';
import { countedChildren, countedNodes } from './unit-tree';

export interface OverviewRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  queues: UnitQueues;
  audit: Audit;
}

/** What the officers of a unit see of everything below it. */
export function overviewRoutes(api: Api, needs: OverviewRoutesNeeds): void {
  const { database, volunteers, organizations, rights, queues, audit } = needs;

  api.unit.get(
    '/tree',
    { summary: '管理范围内的组织树（下一级，带数量）', query: UnitTreeQuery, returns: TreeView },
    async ({ actor, query: { line, parentId } }) => {
      const units = await rights.officerUnits(database, actor);
      if (!parentId) return { items: (await countedNodes(database, line, units)).map(treeNodeView) };
      const parent = await organizations.findOrganization(database, parentId);
      rights.requireBelow(units, parent, line);
      return { items: (await countedChildren(database, line, parent)).map(treeNodeView) };
    },
  );

  api.unit.get('/queues', { summary: '待处理的事项', returns: QueuesView }, async ({ actor }) => {
    const units = await rights.officerUnits(database, actor);
    return { items: await queues.countAll(database, units) };
  });

  api.unit.get(
    '/organizations/:organizationId/opinions',
    { summary: '以往的审核意见', params: OrganizationParams, returns: OpinionsView },
    async ({ actor, params: { organizationId } }) => {
      await rights.requireSight(database, actor, organizationId);
      const entries = auditEntries(database, { subjectId: organizationId });
      const { items } = await readPage(entries, 'entry', { limit: 50 });
      const people = await volunteers.findVolunteers(
        database,
        items.flatMap(({ volunteerId }) => volunteerId ?? []),
      );
      return { items: items.map((entry) => opinionView(entry, people.get(entry.volunteerId ?? ''))) };
    },
  );

  api.unit.get(
    '/organization-sheet',
    {
      summary: '导出管理范围内的组织（电子表格）',
      query: UnitOrganizationFilter,
      returns: FileAnswer,
    },
    async ({ actor, query, now }) => {
      const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
      await database.transaction((tx) =>
        audit.record(tx, actor, 'organizations.exported', actor.volunteerId, { filter: { ...query } }),
      );
      return {
        content: organizationSheet(needs, scope, query),
        type: SHEET_TYPE,
        name: `科技志愿服务组织${shanghaiDay(now)}.xlsx`,
      };
    },
  );
}

function organizationSheet(
  { database, organizations }: OverviewRoutesNeeds,
  scope: ScopeFragment,
  filter: UnitOrganizationFilter,
) {
  async function* rows(): AsyncGenerator<string[]> {
    for (let cursor: string | undefined; ; ) {
      const page = await readPage(organizationsInScope(database, scope, filter), 'organization', {
        cursor,
        limit: 500,
      });
      yield* page.items.map((each) => rowOf(each, organizations.maskedPhoneOf(each)));
      if (page.next === null) return;
      cursor = page.next;
    }
  }
  const titles = [
    ...['编号', '组织名称', '组织类型', '所在地区', '详细地址', '成立时间', '统一社会信用代码'],
    ...['负责人', '负责人手机（部分隐去）', '现有人数（自报）', '状态', '成员', '活动', '登记日期'],
  ];
  return writeSheet({ name: '组织', columns: titles.map((title) => ({ title })), rows: rows() });
}

const STATES: Record<Organization['state'], string> = {
  DRAFT: '草稿',
  PENDING: '待审核',
  RETURNED: '退回修改',
  REJECTED: '未通过',
  ACTIVE: '正常',
  SUSPENDED: '已停用',
  DISSOLVED: '已注销',
};

const rowOf = (organization: Organization, principalPhone: string | null): string[] => [
  organization.number,
  organization.name,
  codeTable('organizationType')[organization.type] ?? '',
  organization.areaCode === '000000' ? '全国' : areaFullName(organization.areaCode),
  organization.address ?? '',
  organization.foundedOn ?? '',
  organization.creditCode ?? '',
  organization.principalName,
  principalPhone ?? '',
  organization.headcount === null ? '' : String(organization.headcount),
  STATES[organization.state],
  String(organization.memberCount),
  String(organization.activityCount),
  shanghaiDay(organization.createdAt),
];
