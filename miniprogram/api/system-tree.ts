import { get, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { countText } from '../core/time';

interface NodeRow {
  id: string;
  kind: 'CAST_UNIT' | 'ORGANIZATION';
  name: string;
  hasChildren: boolean;
  memberCount: number;
  activityCount: number;
}

/** One line of the unfolded tree: a node, or the way to the rest of what stands beside the nodes above it. */
export interface TreeRow {
  /** of the node; of the parent with a mark behind it where the row leads on */
  id: string;
  kind: 'node' | 'more';
  name: string;
  /** an organization has a page of its own; a 科协 is only unfolded */
  organization: boolean;
  /** 12 名成员 · 3 场活动 */
  note: string;
  depth: number;
  unfoldable: boolean;
  open: boolean;
  /** whose children; empty at the top */
  parentId: string;
  /** of a row that leads on */
  cursor: string;
}

const AT_ONCE = 20;

/** @returns what stands directly below a node, as rows; the top without one */
export async function listTreeRows(parentId: string, depth: number, cursor?: string): Promise<TreeRow[]> {
  const query = { parentId, cursor, limit: AT_ONCE };
  const { items, next } = await get<PageOf<NodeRow>>(withQuery('/api/public/organization-tree', query));
  const rows = items.map((node) => treeRow(node, parentId, depth));
  return next ? [...rows, moreRow(parentId, depth, next)] : rows;
}

const treeRow = (node: NodeRow, parentId: string, depth: number): TreeRow => {
  const organization = node.kind === 'ORGANIZATION';
  return {
    id: node.id,
    kind: 'node',
    name: node.name,
    organization,
    note: organization
      ? `${countText(node.memberCount)} 名成员 · ${countText(node.activityCount)} 场活动`
      : '展开看所属组织',
    depth,
    unfoldable: node.hasChildren,
    open: false,
    parentId,
    cursor: '',
  };
};

const moreRow = (parentId: string, depth: number, cursor: string): TreeRow => ({
  id: `${parentId}+`,
  kind: 'more',
  name: '显示更多',
  organization: false,
  note: '',
  depth,
  unfoldable: false,
  open: false,
  parentId,
  cursor,
});

/** @returns rows with those below one added behind it, and the one marked as open */
export const unfolded = (rows: TreeRow[], index: number, below: TreeRow[]): TreeRow[] => [
  ...rows.slice(0, index),
  { ...(rows[index] as TreeRow), open: true },
  ...below,
  ...rows.slice(index + 1),
];

/** @returns rows without everything below one */
export function folded(rows: TreeRow[], index: number): TreeRow[] {
  const row = rows[index] as TreeRow;
  const after = rows.slice(index + 1);
  const end = after.findIndex(({ depth }) => depth <= row.depth);
  return [...rows.slice(0, index), { ...row, open: false }, ...(end < 0 ? [] : after.slice(end))];
}
