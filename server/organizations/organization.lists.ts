import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Reader } from '../platform/database';
import { areaPrefix, findArea } from '../reference';
import type { OrganizationQuery, UnitQuery } from './organization.dto';
import { Organization, type OrganizationState } from './organization.entity';
import type { ScopeFragment } from './rights.service';

type Query = SelectQueryBuilder<Organization>;

/** `!` escapes on both engines; the backslash does not. */
const containing = (text: string): string => `%${text.normalize('NFKC').replace(/[!%_]/g, '!$&')}%`;

const rows = ({ manager }: Reader): Query => manager.createQueryBuilder(Organization, 'organization');

const named = (query: Query, name: string | undefined): Query =>
  name === undefined
    ? query
    : query.andWhere("organization.nameKey LIKE :name ESCAPE '!'", { name: containing(name) });

/** @returns what anybody may find: active organizations, as filtered */
export function publicOrganizations(reader: Reader, filter: OrganizationQuery): Query {
  const query = rows(reader).where("organization.kind = 'ORGANIZATION' AND organization.state = 'ACTIVE'");
  const { areaCode, line, type, name } = filter;
  if (areaCode) {
    const area = findArea(areaCode);
    // An unknown area holds nothing; as its own prefix it finds nothing.
    query.andWhere('organization.areaCode LIKE :area', { area: `${area ? areaPrefix(area) : areaCode}%` });
  }
  if (line) query.andWhere('organization.line = :line', { line });
  if (type) query.andWhere('organization.type = :type', { type });
  return named(query, name);
}

/** @returns the CAST units below one, the root when neither parent nor name is given */
export function castUnits(reader: Reader, { parentId, name }: UnitQuery): Query {
  const query = rows(reader).where("organization.kind = 'CAST_UNIT' AND organization.state = 'ACTIVE'");
  if (parentId) query.andWhere('organization.territoryParentId = :parentId', { parentId });
  else if (!name) query.andWhere('organization.territoryParentId IS NULL');
  return named(query, name);
}

/** Narrows a query that has an `organization` to those with a part of the name, or with the whole number. */
export function namedOrNumbered(query: SelectQueryBuilder<ObjectLiteral>, text: string): void {
  const parameters = { named: containing(text), number: text.toUpperCase() };
  query.andWhere(
    "(organization.name LIKE :named ESCAPE '!' OR organization.nameKey LIKE :named ESCAPE '!' OR organization.number = :number)",
    parameters,
  );
}

/** @returns the organizations inside a scope, as filtered; drafts are nobody's but their applicant's */
export function organizationsInScope(
  reader: Reader,
  scope: ScopeFragment,
  { state, name, type }: { state?: OrganizationState; name?: string; type?: string },
): Query {
  const query = rows(reader)
    .where("organization.kind = 'ORGANIZATION'")
    .andWhere(scope.where, scope.parameters);
  query.andWhere("organization.state <> 'DRAFT'");
  if (state) query.andWhere('organization.state = :state', { state });
  if (type) query.andWhere('organization.type = :type', { type });
  if (name) namedOrNumbered(query, name);
  return query;
}

export const applicationsOf = (reader: Reader, volunteerId: string): Query =>
  rows(reader).where('organization.applicantId = :volunteerId', { volunteerId });
