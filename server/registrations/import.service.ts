import { In } from 'typeorm';
import type { RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Tx } from '../platform/database';
import { conflict, ensure, invalid } from '../platform/fault';
import type { ColumnMemories } from './column-memories';
import { columnsOf, isRequired } from './columns';
import type { MappedColumn } from './header.rules';
import { ImportBatch } from './import-batch.entity';
import { type BatchStep, TRANSITIONS } from './import-batch.rules';
import type { ImportScope } from './import-scope';

export interface ColumnChoice {
  index: number;
  /** null leaves the column aside */
  field: string | null;
}

const stateChanged = conflict(
  'import_state_changed',
  '这次导入的状态已经变化，可能已被他人处理，请刷新后再看。',
);

/** What an officer decides about an import. The work itself is done by jobs. */
export class ImportService {
  constructor(
    private readonly scope: ImportScope,
    private readonly memories: ColumnMemories,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Says by hand what columns hold; the unit's next file is then understood at once. All rows are checked anew. */
  async mapColumns(
    tx: Tx,
    actor: RegisteredActor,
    id: string,
    choices: readonly ColumnChoice[],
  ): Promise<ImportBatch> {
    const batch = await this.scope.requireBatch(tx, actor, id);
    const columns = chosen(batch, choices);
    const changes = { columns, mappingVersion: batch.mappingVersion + 1, checkedCount: 0 };
    await this.step(tx, 'MAP', batch, changes, { mappingVersion: batch.mappingVersion });
    const changed = columns.filter(({ index, field }) =>
      choices.some((c) => c.index === index && c.field === field),
    );
    await this.memories.remember(tx, batch.unitId, batch.kind, changed);
    return { ...batch, ...changes, state: 'UPLOADED' };
  }

  /** The officer has seen the summary and wants the sound rows in. Of two who confirm at once one does. */
  async confirm(tx: Tx, actor: RegisteredActor, id: string): Promise<void> {
    const batch = await this.scope.requireBatch(tx, actor, id);
    ensure(
      batch.state !== 'VALIDATED' || batch.rowCount > batch.errorCount + batch.duplicateCount,
      conflict('nothing_to_import', '没有可以导入的行。请改正错误后重新上传。'),
    );
    await this.step(tx, 'CONFIRM', batch, { confirmedBy: actor.volunteerId, confirmedAt: this.clock.now() });
    await this.audit.record(tx, actor, 'import.confirmed', id, { kind: batch.kind, rows: batch.rowCount });
  }

  /** Takes back what nobody has claimed yet; before an import, drops the file. */
  async rollBack(tx: Tx, actor: RegisteredActor, id: string): Promise<void> {
    const batch = await this.scope.requireBatch(tx, actor, id);
    await this.step(tx, 'ROLL_BACK', batch);
    await this.audit.record(tx, actor, 'import.rolled-back', id, { kind: batch.kind });
  }

  private async step(
    tx: Tx,
    step: BatchStep,
    { id }: ImportBatch,
    changes: Partial<ImportBatch> = {},
    where: Partial<Pick<ImportBatch, 'mappingVersion'>> = {},
  ): Promise<void> {
    const { from, to } = TRANSITIONS[step];
    await changeExactlyOne(
      tx,
      ImportBatch,
      { id, state: In([...from]), ...where },
      { ...changes, state: to },
      stateChanged,
    );
  }
}

/** @returns the columns as chosen; those not mentioned stay as they are, unless their field was given away */
function chosen({ kind, columns }: ImportBatch, choices: readonly ColumnChoice[]): MappedColumn[] {
  const fields = new Set(columnsOf(kind).map(({ field }) => field));
  const wanted = new Map(choices.map(({ index, field }) => [index, field]));
  const given = choices.flatMap(({ field }) => field ?? []);
  ensure(
    given.every((field) => fields.has(field)) &&
      choices.every(({ index }) => columns.some((c) => c.index === index)),
    invalid('column_unknown', '有的列或栏目不存在，请刷新后重新选择。'),
  );
  ensure(
    new Set(given).size === given.length,
    invalid('column_twice', '同一个栏目只能对应一列，请检查后再保存。'),
  );
  return columns.map((column) => {
    if (wanted.has(column.index)) return { ...column, field: wanted.get(column.index)! };
    return given.includes(column.field ?? '') ? { ...column, field: null } : column;
  });
}

/** @returns the required columns that no column of the file is mapped to */
export const missingColumns = ({ kind, legacy, columns }: ImportBatch) =>
  columnsOf(kind).filter(
    (column) => isRequired(kind, legacy, column) && !columns.some(({ field }) => field === column.field),
  );
