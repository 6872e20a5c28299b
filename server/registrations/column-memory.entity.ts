import { Entity, Unique } from 'typeorm';
import { CodeColumn, IdColumn, TextColumn } from '../platform/database';
import type { ImportKind } from './import-batch.entity';

/** What somebody of a unit once mapped by hand: the next file of theirs is understood at once. */
@Entity('column_memories')
@Unique('uq_column_memories_header', ['unitKey', 'kind', 'headerKey'])
export class ColumnMemory {
  @IdColumn() id: string;
  /** id of the unit, `NATIONAL` without one */
  @TextColumn(26) unitKey: string;
  @CodeColumn(12) kind: ImportKind;
  @TextColumn(60) headerKey: string;
  /** null: leave the column aside */
  @CodeColumn(24, { nullable: true }) field: string | null;
}
