import type { SelectQueryBuilder } from 'typeorm';
import type { Reader } from '../platform/database';
import type { ChangeQuery } from './change.dto';
import { OrganizationChange } from './change.entity';
import { Organization } from './organization.entity';
import type { ScopeFragment } from './rights.service';

type Query = SelectQueryBuilder<OrganizationChange>;

const rows = ({ manager }: Reader): Query => manager.createQueryBuilder(OrganizationChange, 'change');

/** @returns the requests about one organization */
export const changesOf = (reader: Reader, organizationId: string): Query =>
  rows(reader).where('change.organizationId = :organizationId', { organizationId });

/** @returns the requests to move CAST units, as filtered */
export function movesOfUnits(reader: Reader, { state }: Pick<ChangeQuery, 'state'>): Query {
  const query = rows(reader).where("change.kind = 'MOVE_UNIT'");
  return state ? query.andWhere('change.state = :state', { state }) : query;
}

/** @returns the requests about organizations in a scope, as filtered */
export function changesInScope(reader: Reader, scope: ScopeFragment, filter: ChangeQuery): Query {
  const query = rows(reader)
    .innerJoin(Organization, 'organization', 'organization.id = change.organizationId')
    .where(scope.where, scope.parameters);
  const { state, kind } = filter;
  if (state) query.andWhere('change.state = :state', { state });
  if (kind) query.andWhere('change.kind = :kind', { kind });
  return query;
}
