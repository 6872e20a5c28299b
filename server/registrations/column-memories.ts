import type { Reader, Tx } from '../platform/database';
import { newId } from '../platform/ids';
import { ColumnMemory } from './column-memory.entity';
import { headerKey, type MappedColumn } from './header.rules';
import type { ImportKind } from './import-batch.entity';

const NATIONAL = 'NATIONAL';
const MOST = 500;

/** What each unit has mapped by hand. */
export class ColumnMemories {
  /** @returns field by `headerKey`; null is "leave aside" */
  async recall(reader: Reader, unitId: string | null, kind: ImportKind): Promise<Map<string, string | null>> {
    const where = { unitKey: unitId ?? NATIONAL, kind };
    const rows = await reader.manager.find(ColumnMemory, { where, take: MOST });
    return new Map(rows.map((row) => [row.headerKey, row.field]));
  }

  /** Remembers how these columns were mapped, instead of what was remembered of them before. */
  async remember(
    tx: Tx,
    unitId: string | null,
    kind: ImportKind,
    columns: readonly MappedColumn[],
  ): Promise<void> {
    const unitKey = unitId ?? NATIONAL;
    for (const { title, field } of columns) {
      const key = headerKey(title).slice(0, 60);
      if (key === '') continue;
      await tx.manager.delete(ColumnMemory, { unitKey, kind, headerKey: key });
      await tx.manager.insert(ColumnMemory, { id: newId(), unitKey, kind, headerKey: key, field });
    }
  }
}
