import { Readable } from 'node:stream';
import { neutralize, type WrittenSheet } from './write-sheet';

/** MIME type of what `writeCsv` writes. */
export const CSV_TYPE = 'text/csv; charset=utf-8';

/** Writes header and rows as .csv: UTF-8 with a byte order mark, so that Excel reads Chinese; every cell neutralized. */
export const writeCsv = (sheet: Pick<WrittenSheet, 'columns' | 'rows'>): Readable =>
  Readable.from(linesOf(sheet));

async function* linesOf({ columns, rows }: Pick<WrittenSheet, 'columns' | 'rows'>): AsyncGenerator<string> {
  const line = (texts: readonly string[]) =>
    `${texts.map((text) => `"${neutralize(text).replace(/"/g, '""')}"`).join(',')}\r\n`;
  yield `\uFEFF${line(columns.map(({ title }) => title))}`;
  for await (const row of rows) yield line(row);
}
