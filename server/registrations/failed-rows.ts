import { In, MoreThan } from 'typeorm';
import type { Reader } from '../platform/database';
import type { FileAnswer } from '../platform/http';
import { cellText, SHEET_TYPE, writeSheet } from '../platform/sheets';
import { titleOf } from './columns';
import type { ImportBatch } from './import-batch.entity';
import { ImportIssue, ImportRow } from './import-row.entity';
import type { SealedCells } from './sealed-cells';

const ROWS_AT_ONCE = 500;

/**
 * The rows that were not imported, in the columns of the file they came in and with what is wrong with each: to be
 * corrected and uploaded again as it is.
 */
export function writeFailedRows(reader: Reader, batch: ImportBatch, sealed: SealedCells): FileAnswer {
  const columns = batch.columns.map(({ title }) => ({ title, width: 18 }));
  return {
    name: `需要改正的行-${batch.fileName.replace(/\.\w+$/, '')}.xlsx`,
    type: SHEET_TYPE,
    content: writeSheet({
      name: '需要改正',
      columns: [...columns, { title: '需要修改', width: 60 }],
      rows: failedRows(reader, batch, sealed),
    }),
  };
}

async function* failedRows(
  { manager }: Reader,
  { id: batchId, kind, columns }: ImportBatch,
  sealed: SealedCells,
): AsyncGenerator<string[]> {
  for (let position = 0; ; ) {
    const rows = await manager.find(ImportRow, {
      where: { batchId, state: In(['INVALID', 'FAILED']), position: MoreThan(position) },
      order: { position: 'ASC' },
      take: ROWS_AT_ONCE,
    });
    const last = rows.at(-1);
    if (!last) return;
    position = last.position;
    const issues = await manager.findBy(ImportIssue, {
      rowId: In(rows.map(({ id }) => id)),
      severity: 'ERROR',
    });
    for (const row of rows) {
      const cells = sealed.open(row);
      const wrong = issues
        .filter(({ rowId }) => rowId === row.id)
        .map(({ field, message }) => `${field === null ? '' : `${titleOf(kind, field)}：`}${message}`);
      yield [...columns.map(({ index }) => cellText(cells[index])), wrong.join(' ')];
    }
  }
}
