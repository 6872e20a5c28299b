import { type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import type { Reader } from '../database';
import type { AuditEntry } from './audit-entry.entity';

/** id → how people call it */
type Names = ReadonlyMap<string, string>;
type FindNames = (reader: Reader, ids: string[]) => Promise<Names>;

/** What entries are about, in words. The modules say it of what is theirs; a kind is the first word of an action. */
export class AuditSubjects {
  private readonly kinds = new Map<string, FindNames>();

  add(kinds: readonly string[], find: FindNames): void {
    for (const kind of kinds) this.kinds.set(kind, find);
  }

  /** For what carries its own name. */
  addEntity<T extends ObjectLiteral & { id: string }>(
    kinds: readonly string[],
    entity: EntityTarget<T>,
    name: (row: T) => string,
  ): void {
    this.add(kinds, async ({ manager }, ids) => {
      const rows = await manager.findBy(entity, { id: In(ids) } as never);
      return new Map(rows.map((row) => [row.id, name(row)]));
    });
  }

  /** @returns the names of what these entries are about, as far as it is still there */
  async namesOf(reader: Reader, entries: readonly AuditEntry[]): Promise<Names> {
    const wanted = new Map<FindNames, Set<string>>();
    for (const { action, subjectId } of entries) {
      const find = this.kinds.get(action.split('.')[0]!);
      if (find) wanted.set(find, (wanted.get(find) ?? new Set()).add(subjectId));
    }
    const found = await Promise.all([...wanted].map(([find, ids]) => find(reader, [...ids])));
    return new Map(found.flatMap((names) => [...names]));
  }
}
