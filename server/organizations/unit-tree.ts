import type { Reader } from '../platform/database';
import { type Line, Organization } from './organization.entity';
import { AXES } from './organization-tree';

/** A node with what is below it, itself included when it is an organization. */
export interface CountedNode {
  node: Organization;
  organizations: number;
  members: number;
  activities: number;
  /** applications that wait */
  waiting: number;
  hasChildren: boolean;
}

interface Sums {
  child: string;
  organizations: number;
  members: number;
  activities: number;
  waiting: number;
  descendants: number;
}

const ID_LENGTH = 26;
const MOST_CHILDREN = 500;

/**
 * @returns the children of a node on one axis with the sums of their subtrees, in one query over the subtree: all
 *   children have the same place in the path. What is reviewed on the other line counts there, and is shown by name only
 *   when it is public.
 */
export async function countedChildren(
  { manager }: Reader,
  line: Line,
  parent: Organization,
): Promise<CountedNode[]> {
  const { path, parent: parentOf } = AXES[line];
  const children = await manager
    .createQueryBuilder(Organization, 'node')
    .where(`node.${parentOf} = :parentId`, { parentId: parent.id })
    .andWhere("node.state NOT IN ('DRAFT', 'REJECTED', 'DISSOLVED')")
    .andWhere("(node.kind = 'CAST_UNIT' OR node.line = :line OR node.state = 'ACTIVE')", { line })
    .orderBy('node.kind')
    .addOrderBy('node.areaCode')
    .addOrderBy('node.id')
    .limit(MOST_CHILDREN)
    .getMany();
  const own = (what: string) =>
    `SUM(CASE WHEN node.kind = 'ORGANIZATION' AND node.line = :line THEN ${what} ELSE 0 END)`;
  const sums: Sums[] = await manager
    .createQueryBuilder(Organization, 'node')
    .select(`SUBSTR(node.${path}, :start, ${ID_LENGTH})`, 'child')
    .addSelect(own("CASE WHEN node.state IN ('ACTIVE', 'SUSPENDED') THEN 1 ELSE 0 END"), 'organizations')
    .addSelect(own('node.memberCount'), 'members')
    .addSelect(own('node.activityCount'), 'activities')
    .addSelect(own("CASE WHEN node.state = 'PENDING' THEN 1 ELSE 0 END"), 'waiting')
    .addSelect('COUNT(*)', 'descendants')
    .where(`node.${path} LIKE :below`, { below: `${parent[path]}_%` })
    .andWhere("node.state NOT IN ('DRAFT', 'REJECTED', 'DISSOLVED')")
    .setParameters({ line, start: parent[path].length + 1 })
    .groupBy('child')
    .getRawMany();
  const bySubtree = new Map(sums.map((sum) => [sum.child, sum]));
  return children.map((node) => {
    const sum = bySubtree.get(node.id);
    return {
      node,
      organizations: Number(sum?.organizations ?? 0),
      members: Number(sum?.members ?? 0),
      activities: Number(sum?.activities ?? 0),
      waiting: Number(sum?.waiting ?? 0),
      hasChildren: Number(sum?.descendants ?? 1) > 1,
    };
  });
}

/** @returns nodes with the sums of their subtrees: where an officer begins */
export async function countedNodes(
  reader: Reader,
  line: Line,
  nodes: readonly Organization[],
): Promise<CountedNode[]> {
  return Promise.all(
    nodes.map(async (node) => {
      const below = await countedChildren(reader, line, node);
      const sum = (key: 'organizations' | 'members' | 'activities' | 'waiting') =>
        below.reduce((total, each) => total + each[key], 0);
      return {
        node,
        organizations: sum('organizations'),
        members: sum('members'),
        activities: sum('activities'),
        waiting: sum('waiting'),
        hasChildren: below.length > 0,
      };
    }),
  );
}
