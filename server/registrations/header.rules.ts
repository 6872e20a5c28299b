import { IGNORED_COLUMNS, type ImportColumn } from '../../config/import-columns';
import { cellText, type SheetRow } from '../platform/sheets';

/** One column of an uploaded file. */
export interface MappedColumn {
  index: number;
  title: string;
  /** what it holds; null when it is left aside */
  field: string | null;
}

export interface FoundHeader {
  columns: MappedColumn[];
  /** the first row that may hold data, as an index of the rows looked at */
  dataFrom: number;
}

/** Rows in which titles, notes and the header may stand. */
export const HEADER_ROWS = 20;

/** What two spellings of a column's name have in common. */
export const headerKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s*★☆※:：/、,，.。_'"-]/g, '');

const ignored = new Set(IGNORED_COLUMNS.map(headerKey));

const aliasTable = (columns: readonly ImportColumn[]): Map<string, string> => {
  const table = new Map<string, string>();
  // A title is its own column's before it is another's alias.
  for (const { field, title } of columns) table.set(headerKey(title), field);
  for (const { field, aliases } of columns)
    for (const alias of aliases) if (!table.has(headerKey(alias))) table.set(headerKey(alias), field);
  return table;
};

const titlesOf = (row: SheetRow): string[] =>
  row.cells.map((cell) => cellText(cell).normalize('NFKC').replace(/\s+/g, ' ').trim());

/**
 * A header of two rows, the upper cells merged over several columns: 负责人 over 姓名 and 手机 is 负责人姓名, 负责人手机. Of
 * merged cells only the first holds the text.
 */
function joined(upper: string[], lower: string[]): string[] {
  let above = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    above = upper[index] || (lower[index] ? above : '');
    return lower[index] ? `${above}${lower[index]}` : (upper[index] ?? '');
  });
}

/**
 * Finds the header under titles and notes.
 *
 * @param rows   the first rows of the file, at most `HEADER_ROWS`
 * @param memory what this unit mapped by hand before, by `headerKey`; null is "leave aside"
 */
export function findHeader(
  rows: readonly SheetRow[],
  columns: readonly ImportColumn[],
  memory: ReadonlyMap<string, string | null> = new Map(),
): FoundHeader {
  const table = aliasTable(columns);
  const known = (title: string): boolean => {
    const key = headerKey(title);
    return memory.has(key) || table.has(key) || ignored.has(key);
  };
  let best = { score: 0, titles: [] as string[], dataFrom: rows.length };
  for (const [index, row] of rows.entries()) {
    const single = titlesOf(row);
    const next = rows[index + 1];
    const candidates = [single, ...(next ? [joined(single, titlesOf(next))] : [])];
    for (const [below, titles] of candidates.entries()) {
      const score = new Set(titles.filter((title) => title && known(title)).map(headerKey)).size;
      if (score > best.score) best = { score, titles, dataFrom: index + 1 + below };
    }
  }
  if (best.score < 2) best = { ...best, ...widestRow(rows) };
  return { columns: mapColumns(best.titles, table, memory), dataFrom: best.dataFrom };
}

/** Where no name is known, the first of the fullest rows is taken for the header, to be mapped by hand. */
function widestRow(rows: readonly SheetRow[]): { titles: string[]; dataFrom: number } {
  const filled = rows.map((row) => titlesOf(row).filter(Boolean).length);
  const index = filled.indexOf(Math.max(0, ...filled));
  return index < 0 ? { titles: [], dataFrom: 0 } : { titles: titlesOf(rows[index]!), dataFrom: index + 1 };
}

function mapColumns(
  titles: readonly string[],
  table: ReadonlyMap<string, string>,
  memory: ReadonlyMap<string, string | null>,
): MappedColumn[] {
  const taken = new Set<string>();
  return titles.flatMap((title, index) => {
    if (!title) return [];
    const key = headerKey(title);
    const field = memory.has(key) ? memory.get(key)! : (table.get(key) ?? null);
    // Of two columns with one meaning the first counts; the other is shown as not used.
    const free = field !== null && !taken.has(field);
    if (free) taken.add(field);
    return [{ index, title: title.slice(0, 60), field: free ? field : null }];
  });
}

const NOTE =
  /^(说明|填表说明|填写说明|填报说明|注[:：]|注意|备注[:：]|填表人|填报人|填报单位|联系人[:：]|制表|单位盖章|合计|总计)/;
const EXAMPLE = /^(示例|样例|例[:：]?|示范)$/;

/** @returns whether a row below the header is a note, a signature line or the template's example, not data */
export function isNote(row: SheetRow): boolean {
  const texts = titlesOf(row).filter(Boolean);
  return EXAMPLE.test(texts[0] ?? '') || (texts.length <= 2 && NOTE.test(texts[0] ?? ''));
}
