import { In, Not } from 'typeorm';
import { lockRows, type Tx } from '../platform/database';
import { conflict, ensure, invalid } from '../platform/fault';
import { LINES, type Line, Organization } from './organization.entity';
import { idsOnPath, MAX_DEPTH, pathOn, placeBelow, tooDeep } from './organization.rules';

/** How the parent and the path of an axis are called in the entity and in the table. */
export const AXES = {
  TERRITORY: { parent: 'territoryParentId', path: 'territoryPath', column: 'territory_path' },
  SYSTEM: { parent: 'systemParentId', path: 'systemPath', column: 'system_path' },
} as const;

/**
 * Where organizations hang. Whoever places or moves one first locks the parent and all above it, so that no place is
 * computed from a tree that is changing: two moves that would make a circle, or an application below a place that moves,
 * follow one another.
 */
export class OrganizationTree {
  /**
   * @param parentId null for a node without parent on this axis
   * @returns the path of node `id` below an active parent
   * @throws Fault invalid `parent_unknown`; conflict `parent_without_unit` | `organization_cycle` | `too_deep`
   */
  async pathBelow(tx: Tx, id: string, line: Line, parentId: string | null): Promise<string> {
    if (parentId === null) return placeBelow(id, []);
    const [parent] = await lockRows(tx, Organization, [{ id: parentId }]);
    ensure(
      parent?.state === 'ACTIVE',
      invalid('parent_unknown', '所选的上级不存在或已停用，请重新选择。', { field: AXES[line].parent }),
    );
    const ids = idsOnPath(pathOn(line, parent));
    const rows = await lockRows(tx, Organization, [{ id: In(ids) }]);
    const found = new Map(rows.map((row) => [row.id, row]));
    return placeBelow(
      id,
      ids.flatMap((each) => found.get(each) ?? []),
    );
  }

  /**
   * Hangs a CAST unit with all below it under another unit, on both axes, in this transaction. Whether the other may
   * stand above it is the caller's.
   *
   * @returns id of the unit that it hung under until now
   */
  async moveUnit(tx: Tx, id: string, parentId: string): Promise<string> {
    let fromId: string | null = null;
    for (const line of LINES) fromId = await this.move(tx, id, line, parentId);
    // The root alone hangs nowhere, and nothing stands above it that it could hang under.
    return fromId!;
  }

  /**
   * Hangs an organization with all below it under another parent on one axis, in this transaction.
   *
   * @returns id of its former parent there
   */
  async move(tx: Tx, id: string, line: Line, parentId: string): Promise<string | null> {
    const { parent, path, column } = AXES[line];
    const locked = await lockRows(tx, Organization, [{ id }, { id: parentId }]);
    const moving = locked.find((row) => row.id === id)!;
    const from = moving[path];
    const to = await this.pathBelow(tx, id, line, parentId);
    const below = await this.subtree(tx, line, from);
    // Of a unit, how deep organizations stand below their own unit stays as it is.
    if (moving.kind === 'ORGANIZATION') {
      const units = await tx.manager.countBy(Organization, { id: In(idsOnPath(to)), kind: 'CAST_UNIT' });
      const deepest = Math.max(...below.map((row) => idsOnPath(row[path]).length));
      ensure(idsOnPath(to).length - units + deepest - idsOnPath(from).length <= MAX_DEPTH, tooDeep);
    }
    await tx.manager
      .createQueryBuilder()
      .update(Organization)
      .set({ [path]: () => `REPLACE(${column}, :from, :to)` })
      .where(`${column} LIKE :below`, { from, to, below: `${from}%` })
      .execute();
    await tx.manager.update(Organization, { id }, { [parent]: parentId });
    return moving[parent];
  }

  /** Locks and reads a node and everything below it. */
  private async subtree(
    { manager }: Tx,
    line: Line,
    path: string,
  ): Promise<Pick<Organization, 'territoryPath' | 'systemPath'>[]> {
    const query = manager
      .createQueryBuilder(Organization, 'node')
      .select(['node.id', 'node.territoryPath', 'node.systemPath'])
      .where(`node.${AXES[line].path} LIKE :below`, { below: `${path}%` })
      .orderBy('node.id');
    if (manager.connection.options.type === 'mysql') query.setLock('pessimistic_write');
    return query.getMany();
  }

  /**
   * Locks the organization; while it is locked nobody can be placed below it.
   *
   * @throws Fault conflict `has_suborganizations`
   */
  async requireLeaf(tx: Tx, id: string): Promise<void> {
    await lockRows(tx, Organization, [{ id }]);
    const children = (['territoryParentId', 'systemParentId'] as const).map((parent) => ({
      [parent]: id,
      state: Not(In(['REJECTED', 'DISSOLVED', 'DRAFT'])),
    }));
    const living = await lockRows(tx, Organization, children);
    ensure(
      living.length === 0,
      conflict(
        'has_suborganizations',
        `这个组织下面还有 ${living.length} 个组织，请先把它们变更到其他上级，或先处理它们。`,
        { count: living.length },
      ),
    );
  }
}
