import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Audit } from '../platform/audit';
import { shanghaiDay } from '../platform/clock';
import type { Database } from '../platform/database';
import { type Api, FileAnswer, Id, pageOf } from '../platform/http';
import type { RecordLists } from './record-lists';
import type { RecordSheet } from './record-sheet';
import { OrganizationRecordQuery, RecordSheetQuery } from './service-record.dto';
import { RecordListItem } from './service-record.view';

class OrganizationParams {
  @Id() organizationId: string;
}

export interface OfficeRoutesNeeds {
  database: Database;
  lists: RecordLists;
  sheet: RecordSheet;
  memberships: MembershipService;
  organizations: OrganizationService;
  rights: RightsService;
  audit: Audit;
}

/** Hours at the desk of an organization and of a unit: over all activities, and as a spreadsheet to take away. */
export function officeRoutes(api: Api, needs: OfficeRoutesNeeds): void {
  const { database, lists, sheet, memberships, organizations, rights, audit } = needs;

  api.organizer.get(
    '/organizations/:organizationId/service-records',
    {
      summary: '组织的服务记录',
      params: OrganizationParams,
      query: OrganizationRecordQuery,
      returns: pageOf(RecordListItem),
    },
    async ({ actor, params, query }) => {
      await memberships.requireAdmin(database, actor, params.organizationId);
      return lists.ofOrganization(actor, params.organizationId, query);
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/service-record-sheet',
    {
      summary: '导出组织的服务记录（全国系统代码）',
      params: OrganizationParams,
      query: RecordSheetQuery,
      returns: FileAnswer,
    },
    async ({ actor, params: { organizationId }, query, now }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const { name } = await organizations.findOrganization(database, organizationId);
      await database.transaction((tx) =>
        audit.record(tx, actor, 'service-records.exported', organizationId, { organizationId, ...query }),
      );
      const own = { where: 'record.organizationId = :organizationId', parameters: { organizationId } };
      return sheet.make(own, query, `${name}服务记录${shanghaiDay(now)}`);
    },
  );

  api.unit.get(
    '/service-record-sheet',
    {
      summary: '导出下级组织的服务记录（全国系统代码）',
      query: RecordSheetQuery,
      returns: FileAnswer,
    },
    async ({ actor, query, now }) => {
      const units = await rights.officerUnits(database, actor);
      await database.transaction((tx) =>
        audit.record(tx, actor, 'service-records.exported', units[0]!.id, { ...query }),
      );
      return sheet.make(
        rights.inScope('organization', units),
        query,
        `${units[0]!.name}服务记录${shanghaiDay(now)}`,
      );
    },
  );
}
