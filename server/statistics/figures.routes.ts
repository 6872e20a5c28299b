import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';
import { type Api, FileAnswer } from '../platform/http';
import {
  AreaRangeQuery,
  AreasQuery,
  ExportQuery,
  OrganizationFiguresQuery,
  OrganizationParams,
  RangeQuery,
  RefreshForm,
} from './figures.dto';
import type { FiguresExport } from './figures.export';
import type { FiguresKeeper } from './figures.keeper';
import { readInScope } from './figures.lists';
import type { FiguresService } from './figures.service';
import {
  AreasView,
  areasView,
  nameOfArea,
  OrganizationFiguresPage,
  OwnFigures,
  organizationFigures,
  SeriesView,
  seriesView,
} from './figures.view';
import type { OwnFiguresService } from './own-figures.service';
import { ALL_TIME, listPeriods } from './periods.rules';

export interface FiguresRoutesNeeds {
  database: Database;
  clock: Clock;
  organizations: OrganizationService;
  rights: RightsService;
  memberships: MembershipService;
  keeper: FiguresKeeper;
  figures: FiguresService;
  exports: FiguresExport;
  own: OwnFiguresService;
  /** asks for the marked periods to be counted soon */
  count: () => Promise<void>;
}

/** Figures for those whom they concern: volunteers, organizations, units and the platform. */
export function figuresRoutes(api: Api, needs: FiguresRoutesNeeds): void {
  const { database, organizations, rights, memberships, keeper, figures, exports, own } = needs;

  const seriesOf = async (organizationId: string, range: RangeQuery) => {
    const { name } = await organizations.findOrganization(database, organizationId);
    const series = await figures.series(database, 'ORGANIZATION', organizationId, range);
    return seriesView(name, await keeper.asOf(database), series);
  };

  api.volunteer.get('/figures', { summary: '我的统计（即时）', returns: OwnFigures }, ({ actor, now }) =>
    own.of(database, actor, now),
  );

  api.organizer.get(
    '/organizations/:organizationId/figures',
    { summary: '本组织的统计', params: OrganizationParams, query: RangeQuery, returns: SeriesView },
    async ({ actor, params, query }) => {
      await memberships.requireAdmin(database, actor, params.organizationId);
      return seriesOf(params.organizationId, query);
    },
  );

  api.unit.get(
    '/figures',
    { summary: '辖区的统计', query: AreaRangeQuery, returns: SeriesView },
    async ({ actor, query: { areaCode, ...range } }) => {
      const code = await figures.requireArea(database, actor, areaCode);
      const series = await figures.series(database, 'AREA', code, range);
      return seriesView(nameOfArea(code), await keeper.asOf(database), series);
    },
  );

  api.unit.get(
    '/figures/areas',
    { summary: '辖区内下级地区的统计', query: AreasQuery, returns: AreasView },
    async ({ actor, query: { areaCode, period } }) => {
      const code = await figures.requireArea(database, actor, areaCode);
      const rows = await figures.areasBelow(database, code, period ?? ALL_TIME);
      return areasView(code, period, await keeper.asOf(database), rows);
    },
  );

  api.unit.get(
    '/figures/organizations',
    { summary: '管理范围内组织的统计', query: OrganizationFiguresQuery, returns: OrganizationFiguresPage },
    async ({ actor, query: { period = ALL_TIME, ...page } }) => {
      const units = await rights.officerUnits(database, actor);
      const { items, next } = await readInScope(
        database,
        (alias) => rights.inScope(alias, units),
        period,
        page,
      );
      const ids = items.map(({ scopeId }) => scopeId);
      const found = await organizations.findOrganizations(database, ids);
      return {
        asOf: await keeper.asOf(database),
        items: items.map((row) => organizationFigures(row, found.get(row.scopeId)!)),
        next,
      };
    },
  );

  api.unit.get(
    '/organizations/:organizationId/figures',
    {
      summary: '管理范围内一个组织的统计',
      params: OrganizationParams,
      query: RangeQuery,
      returns: SeriesView,
    },
    async ({ actor, params, query }) => {
      const organization = await organizations.findOrganization(database, params.organizationId);
      await rights.requireScope(database, actor, organization);
      return seriesOf(params.organizationId, query);
    },
  );

  api.unit.get(
    '/figures/export',
    { summary: '导出辖区的统计', query: ExportQuery, returns: FileAnswer },
    async ({ actor, query }) => exports.make(await exportable(actor, query)),
  );

  /** Settles the rights and notes the export before the file begins. */
  const exportable = async (actor: Actor, query: ExportQuery) => {
    const areaCode = await figures.requireArea(database, actor, query.areaCode);
    const units = await rights.officerUnits(database, actor);
    await database.transaction((tx) => exports.record(tx, actor, units, areaCode, query));
    return { ...query, areaCode, units };
  };

  api.platform.post(
    '/figures/refreshes',
    { summary: '重新统计一段日期', body: RefreshForm },
    async ({ body: { from, to } }) => {
      const days = listPeriods(from, to);
      await database.transaction((tx) => keeper.markDays(tx, days));
      await needs.count();
    },
  );
}
