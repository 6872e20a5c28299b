import { parentPort, workerData } from 'node:worker_threads';
import { readCsv } from './read-csv';
import { readXls } from './read-xls';
import { readXlsx } from './read-xlsx';
import type { SheetLimits, SheetRow } from './sheet';
import { SheetRefused } from './sheet-faults';
import { formatOf } from './sheet-format';

/** What the thread answers to each `next`. */
export type SheetAnswer =
  | { rows: SheetRow[]; done: boolean }
  | { refused: SheetRefused['code']; detail?: Record<string, unknown> };

export interface SheetTask {
  bytes: Uint8Array;
  fileName: string;
  limits: SheetLimits;
}

const ROWS_PER_ANSWER = 500;
const READERS = { csv: readCsv, xls: readXls, xlsx: readXlsx };

/** Rows within the limits, whatever the format. */
async function* boundedRows({ bytes, fileName, limits }: SheetTask): AsyncGenerator<SheetRow> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for await (const row of READERS[formatOf(file, fileName)](file, limits)) {
    if (++count > limits.maxRows) throw new SheetRefused('sheet_too_many_rows');
    if (row.cells.length > limits.maxColumns)
      throw new SheetRefused('sheet_too_many_columns', { row: row.number, most: limits.maxColumns });
    yield row;
  }
}

/** One file is one thread. It reads on only when asked, so no more than one answer waits in memory. */
const rows = boundedRows(workerData as SheetTask);
parentPort!.on('message', async () => {
  parentPort!.postMessage(await nextAnswer());
});

async function nextAnswer(): Promise<SheetAnswer> {
  const batch: SheetRow[] = [];
  try {
    while (batch.length < ROWS_PER_ANSWER) {
      const { value, done } = await rows.next();
      if (done) return { rows: batch, done: true };
      batch.push(value);
    }
    return { rows: batch, done: false };
  } catch (error) {
    if (error instanceof SheetRefused) return { refused: error.code, detail: error.detail };
    throw error;
  }
}
