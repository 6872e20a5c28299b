import type { Policy } from '../../config/config';
import type { OrganizationService } from '../organizations';
import type { Database } from '../platform/database';
import type { Api } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { AreaRangeQuery, AreasQuery, OrganizationParams, ShowcaseQuery } from './figures.dto';
import type { FiguresKeeper } from './figures.keeper';
import { readOrganizations, readVolunteers } from './figures.lists';
import { type FiguresService, requireKnown } from './figures.service';
import {
  AreasView,
  areasView,
  HonoursView,
  nameOfArea,
  OrganizationFiguresPage,
  OrganizationTotals,
  organizationFigures,
  organizationTotals,
  SeriesView,
  ShownVolunteersPage,
  seriesView,
  shownVolunteer,
} from './figures.view';
import { ALL_TIME, COUNTRY } from './periods.rules';

export interface ShowcaseRoutesNeeds {
  database: Database;
  policy: Policy;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  keeper: FiguresKeeper;
  figures: FiguresService;
}

/** 集中展示 and 定期公布 (R80): what everybody may see, with the instant it is as of (R82). */
export function showcaseRoutes(api: Api, needs: ShowcaseRoutesNeeds): void {
  const { database, policy, volunteers, organizations, keeper, figures } = needs;

  api.public.get(
    '/figures',
    { summary: '全国或地区的统计', query: AreaRangeQuery, returns: SeriesView },
    async ({ query: { areaCode = COUNTRY, ...range } }) => {
      requireKnown(areaCode);
      const series = await figures.series(database, 'AREA', areaCode, range);
      return seriesView(nameOfArea(areaCode), await keeper.asOf(database), series);
    },
  );

  api.public.get(
    '/figures/areas',
    { summary: '下级地区的统计', query: AreasQuery, returns: AreasView },
    async ({ query: { areaCode = COUNTRY, period } }) => {
      requireKnown(areaCode);
      const rows = await figures.areasBelow(database, areaCode, period ?? ALL_TIME);
      return areasView(areaCode, period, await keeper.asOf(database), rows);
    },
  );

  api.public.get(
    '/organizations/:organizationId/figures',
    { summary: '组织的统计', params: OrganizationParams, returns: OrganizationTotals },
    async ({ params }) => {
      const { organizationId } = params;
      const { mergedIntoId } = await organizations.findOrganization(database, organizationId);
      const total = await figures.total(database, 'ORGANIZATION', mergedIntoId ?? organizationId);
      return organizationTotals(await keeper.asOf(database), total);
    },
  );

  api.public.get(
    '/showcase/volunteers',
    {
      summary: '志愿者风采（按有效时长，本人同意，姓名脱敏）',
      query: ShowcaseQuery,
      returns: ShownVolunteersPage,
    },
    async ({ query }) => {
      const { items, next } = await readVolunteers(database, query, policy);
      const ids = items.map(({ volunteerId }) => volunteerId);
      const people = await volunteers.findVolunteers(database, ids);
      return {
        asOf: await keeper.asOf(database),
        items: items.map((row) => shownVolunteer(row, people.get(row.volunteerId)!)),
        next,
      };
    },
  );

  api.public.get(
    '/showcase/organizations',
    { summary: '组织风采（按有效时长）', query: ShowcaseQuery, returns: OrganizationFiguresPage },
    async ({ query }) => {
      const { items, next } = await readOrganizations(database, query, policy);
      const ids = items.map(({ scopeId }) => scopeId);
      const found = await organizations.findOrganizations(database, ids);
      return {
        asOf: await keeper.asOf(database),
        items: items.map((row) => organizationFigures(row, found.get(row.scopeId)!)),
        next,
      };
    },
  );

  api.public.get(
    '/showcase/honours',
    { summary: '先进典型的条件', returns: HonoursView },
    async () => policy.honours,
  );
}
