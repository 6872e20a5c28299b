import type { SelectQueryBuilder } from 'typeorm';
import type { Reader } from '../platform/database';
import { Organization } from './organization.entity';

/**
 * @returns what anybody may see directly below a node of the system tree, the national unit when none is given: active
 *   organizations, and CAST units that lead to one
 */
export function systemChildren(
  { manager }: Reader,
  parentId: string | undefined,
): SelectQueryBuilder<Organization> {
  const query = manager
    .createQueryBuilder(Organization, 'organization')
    .where("organization.state = 'ACTIVE'");
  const root =
    "SELECT root.id FROM organizations root WHERE root.kind = 'CAST_UNIT' AND root.system_parent_id IS NULL";
  if (parentId) query.andWhere('organization.systemParentId = :parentId', { parentId });
  else query.andWhere(`organization.systemParentId IN (${root})`);
  return query.andWhere(
    `(organization.kind = 'ORGANIZATION' OR EXISTS (
      SELECT 1 FROM organizations below WHERE below.kind = 'ORGANIZATION' AND below.state = 'ACTIVE'
        AND below.system_path LIKE CONCAT(organization.systemPath, '_%')))`,
  );
}

/** @returns which of these nodes have an active organization directly below */
export async function withSystemChildren(
  { manager }: Reader,
  nodes: readonly Organization[],
): Promise<Set<string>> {
  const ids = nodes.map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const parents: { parent: string }[] = await manager
    .createQueryBuilder(Organization, 'child')
    .select('child.systemParentId', 'parent')
    .distinct()
    .where('child.systemParentId IN (:...ids)', { ids })
    .andWhere("child.kind = 'ORGANIZATION' AND child.state = 'ACTIVE'")
    .getRawMany();
  return new Set(parents.map(({ parent }) => parent));
}
