import { createHash } from 'node:crypto';
import { LessThan } from 'typeorm';
import type { Policy } from '../../config/config';
import type { RegisteredActor } from '../platform/actor';
import { type Clock, MINUTE } from '../platform/clock';
import { type Database, insertRows, refusingDuplicates } from '../platform/database';
import { conflict, ensure, invalid } from '../platform/fault';
import { newId } from '../platform/ids';
import { readSheet, type SheetRow } from '../platform/sheets';
import type { ColumnMemories } from './column-memories';
import { columnsOf } from './columns';
import { findHeader, HEADER_ROWS, isNote, type MappedColumn } from './header.rules';
import { ImportBatch, type ImportKind } from './import-batch.entity';
import { ImportRow } from './import-row.entity';
import type { ImportScope } from './import-scope';
import type { SealedCells } from './sealed-cells';

export interface UploadChoices {
  kind: ImportKind;
  legacy: boolean;
  unitId?: string;
  fileName: string;
}

/** What the encrypted cells of one row may take; a text column holds 64 KB. */
const MAX_SEALED = 60_000;
const ROWS_AT_ONCE = 500;
/** Receiving takes seconds; what is older lost its process. */
const ABANDONED_MS = 10 * MINUTE;

/**
 * Takes in a file: all of its rows, or nothing of it. The rows are written in portions, so that a large file holds
 * nobody up; until the last one is there the batch is RECEIVING and nobody sees it.
 */
export class Receiving {
  constructor(
    private readonly database: Database,
    private readonly scope: ImportScope,
    private readonly memories: ColumnMemories,
    private readonly sealed: SealedCells,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /**
   * @param bytes the whole file
   * @throws Fault conflict `file_already_uploaded`; invalid `sheet_empty` | `import_too_many_rows` | `import_row_too_long`
   *   and every `SheetRefusal`; as `ImportScope.unitFor`
   */
  async receive(actor: RegisteredActor, choices: UploadChoices, bytes: Buffer): Promise<ImportBatch> {
    const batch = await this.open(actor, choices, bytes);
    try {
      const { columns, rowCount } = await this.takeRows(batch, bytes, choices.fileName);
      const received = { columns, rowCount, state: 'UPLOADED' as const };
      await this.database.manager.update(ImportBatch, { id: batch.id, state: 'RECEIVING' }, received);
      return { ...batch, ...received };
    } catch (error) {
      await this.forget(batch.id);
      throw error;
    }
  }

  private async open(actor: RegisteredActor, choices: UploadChoices, bytes: Buffer): Promise<ImportBatch> {
    const { kind, legacy, unitId, fileName } = choices;
    const unit = await this.scope.unitFor(this.database, actor, unitId);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const batch: ImportBatch = {
      id: newId(),
      kind,
      legacy,
      unitId: unit?.id ?? null,
      state: 'RECEIVING',
      fileName: fileName.slice(0, 120),
      openKey: `${kind}:${legacy}:${hash}`,
      columns: [],
      mappingVersion: 1,
      rowCount: 0,
      checkedCount: 0,
      errorCount: 0,
      warningCount: 0,
      duplicateCount: 0,
      importedCount: 0,
      failedCount: 0,
      keptCount: 0,
      uploadedBy: actor.volunteerId,
      confirmedBy: null,
      uploadedAt: this.clock.now(),
      confirmedAt: null,
      finishedAt: null,
    };
    await refusingDuplicates(
      this.database,
      {
        uq_import_batches_open: conflict(
          'file_already_uploaded',
          '这个文件已经上传过，请在导入记录里查看。改正后的文件可以再次上传；要重新导入原文件，请先撤销那一次。',
        ),
      },
      () => this.database.manager.insert(ImportBatch, batch),
    );
    return batch;
  }

  private async takeRows({ id: batchId, kind, unitId }: ImportBatch, bytes: Buffer, fileName: string) {
    const head: SheetRow[] = [];
    let columns: MappedColumn[] | null = null;
    let waiting: ImportRow[] = [];
    let rowCount = 0;
    const keep = async (rows: readonly SheetRow[]) => {
      for (const row of rows) {
        if (isNote(row)) continue;
        if (++rowCount > this.policy.importMaxRows) throw tooManyRows(this.policy.importMaxRows);
        waiting.push(this.compose(batchId, rowCount, row));
        if (waiting.length < ROWS_AT_ONCE) continue;
        await insertRows(this.database.manager, ImportRow, waiting);
        waiting = [];
      }
    };
    const settleHeader = async () => {
      const memory = await this.memories.recall(this.database, unitId, kind);
      const header = findHeader(head.slice(0, HEADER_ROWS), columnsOf(kind), memory);
      columns = header.columns;
      await keep(head.slice(header.dataFrom));
    };
    const limits = { maxRows: this.policy.importMaxRows + HEADER_ROWS };
    for await (const rows of readSheet(bytes, fileName, limits)) {
      if (columns) await keep(rows);
      else head.push(...rows);
      if (!columns && head.length > HEADER_ROWS) await settleHeader();
    }
    if (!columns) await settleHeader();
    await insertRows(this.database.manager, ImportRow, waiting);
    ensure(rowCount > 0, invalid('sheet_empty', '表头下面没有数据。请把信息填在第一个工作表里，再上传。'));
    return { columns: columns ?? [], rowCount };
  }

  private compose(batchId: string, position: number, { number, cells }: SheetRow): ImportRow {
    const sealed = this.sealed.seal(cells);
    ensure(
      sealed.length <= MAX_SEALED,
      invalid('import_row_too_long', `第 ${number} 行的文字太多，请精简后再上传。`, { row: number }),
    );
    return { id: newId(), batchId, position, rowNumber: number, state: 'READ', cells: sealed };
  }

  private async forget(batchId: string): Promise<void> {
    await this.database.manager.delete(ImportRow, { batchId });
    await this.database.manager.delete(ImportBatch, { id: batchId, state: 'RECEIVING' });
  }

  /** Forgets what a process left half received when it died; a schedule calls it. */
  async forgetAbandoned(): Promise<void> {
    const uploadedAt = LessThan(new Date(this.clock.now().getTime() - ABANDONED_MS));
    const abandoned = await this.database.manager.findBy(ImportBatch, { state: 'RECEIVING', uploadedAt });
    for (const { id } of abandoned) await this.forget(id);
  }
}

const tooManyRows = (most: number) =>
  invalid('import_too_many_rows', `一个文件最多 ${most} 行，请拆成几个文件分别上传。`, { most });
