import type { CellObject } from '@e965/xlsx';
import { compactRow, numberCell, type SheetCell, type SheetLimits, type SheetRow, textCell } from './sheet';
import { SheetRefused } from './sheet-faults';

/** Reads the binary format of before 2007, which holds at most 65 536 rows and is not compressed. */
export function* readXls(bytes: Buffer, limits: SheetLimits): Generator<SheetRow> {
  const workbook = parse(bytes, limits);
  const visible = workbook.SheetNames.find((_, index) => !workbook.Workbook?.Sheets?.[index]?.Hidden);
  const sheet = workbook.Sheets[visible ?? workbook.SheetNames[0] ?? ''];
  const rows = (sheet?.['!data'] ?? []) as (CellObject[] | undefined)[];
  for (const [index, cells] of rows.entries()) {
    const row = cells && compactRow(index + 1, Array.from(cells, cellOf));
    if (row) yield row;
  }
}

/** Loaded when it is needed: a thread lives for one file, and seldom for one of these. */
const sheetJs = () => require('@e965/xlsx') as typeof import('@e965/xlsx');

function parse(bytes: Buffer, { maxRows }: SheetLimits) {
  try {
    return sheetJs().read(bytes, {
      type: 'buffer',
      dense: true,
      cellHTML: false,
      cellText: false,
      sheetRows: maxRows + 2,
    });
  } catch (error) {
    throw new SheetRefused(
      /password|encrypt/i.test((error as Error).message) ? 'sheet_password' : 'sheet_damaged',
    );
  }
}

function cellOf(cell: CellObject | undefined): SheetCell {
  if (cell === undefined) return '';
  if (cell.t === 'e') return { problem: 'ERROR', text: String(cell.w ?? '#') };
  if (cell.v === undefined) return cell.f ? { problem: 'FORMULA', text: '' } : '';
  if (cell.t === 'n') return numberCell(String(cell.v));
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  return textCell(String(cell.v));
}
