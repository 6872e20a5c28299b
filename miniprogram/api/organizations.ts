import { codeName } from '../core/codes';
import { del, get, post, put, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { countText } from '../core/time';

interface OrganizationRow {
  id: string;
  number: string;
  name: string;
  type: string;
  typeName: string;
  line: 'TERRITORY' | 'SYSTEM';
  teamLevel: string | null;
  areaName: string;
  joinMode: 'REVIEW' | 'OPEN';
  memberCount: number;
  activityCount: number;
}

/** An organization as `components/organization-card` shows it. */
export interface OrganizationCard extends OrganizationRow {
  /** one character, its mark until it has a picture */
  mark: string;
  /** 大队 · 北京市朝阳区 */
  levelAndArea: string;
  membersText: string;
  activitiesText: string;
}

interface OrganizationName {
  id: string;
  name: string;
}

interface OrganizationRowInFull extends OrganizationRow {
  intro: string;
  categories: string[];
  principalName: string;
  address: string | null;
  foundedOn: string | null;
  creditCode: string | null;
  territoryParent: OrganizationName | null;
  systemParent: OrganizationName | null;
}

export interface OrganizationDetail
  extends OrganizationCard,
    Omit<OrganizationRowInFull, keyof OrganizationRow> {
  categoryNames: string[];
  parentText: string;
}

export interface OrganizationFilter {
  areaCode?: string;
  line?: string;
  type?: string;
  name?: string;
}

export async function listOrganizations(
  filter: OrganizationFilter,
  cursor?: string,
  limit = 15,
): Promise<PageOf<OrganizationCard>> {
  const path = withQuery('/api/public/organizations', { ...filter, cursor, limit });
  const { items, next } = await get<PageOf<OrganizationRow>>(path);
  return { items: items.map(organizationCard), next };
}

export async function findOrganization(id: string): Promise<OrganizationDetail> {
  const row = await get<OrganizationRowInFull>(`/api/public/organizations/${id}`);
  return {
    ...row,
    ...organizationCard(row),
    categoryNames: row.categories.map((code) => codeName('activityCategory', code)),
    parentText: [row.territoryParent, row.systemParent].flatMap((parent) => parent?.name ?? []).join('、'),
  };
}

export function organizationCard(row: OrganizationRow): OrganizationCard {
  return {
    ...row,
    mark: markOf(row.name),
    levelAndArea: [codeName('teamLevel', row.teamLevel) || row.typeName, row.areaName]
      .filter(Boolean)
      .join(' · '),
    membersText: countText(row.memberCount),
    activitiesText: countText(row.activityCount),
  };
}

/** What tells it from its neighbours: not the areas that most names begin with. */
const markOf = (name: string): string => {
  const own = name.replace(/^([^省市区县]{1,8}[省市区县])+/, '').replace(/^中国/, '');
  return (own || name).slice(0, 1);
};

/** Asks to join. @returns the state: ACTIVE at once where the organization is open */
export const join = (id: string, remark?: string): Promise<{ state: string }> =>
  post(`/api/volunteer/organizations/${id}/memberships`, remark ? { remark } : {});

/** Leaves, or takes the application back. */
export const leave = (id: string): Promise<void> => post(`/api/volunteer/organizations/${id}/departure`);

export const follow = (id: string): Promise<void> => put(`/api/volunteer/organizations/${id}/following`);

export const unfollow = (id: string): Promise<void> => del(`/api/volunteer/organizations/${id}/following`);
