import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import {
  carried,
  columnName,
  contentTypes,
  FORMAT,
  MAIN,
  ROOT_RELATIONS,
  STYLES,
  workbook,
  workbookRelations,
  xmlText,
} from './workbook-parts';

export interface WrittenColumn {
  title: string;
  /** characters; 16 when omitted */
  width?: number;
  /** drawn as one that must be filled in */
  required?: boolean;
  /** values offered in a drop-down; others stay possible */
  choices?: readonly string[];
  /** shown when a cell of the column is entered */
  hint?: string;
}

export interface WrittenSheet {
  /** at most 31 characters */
  name: string;
  /** large line over everything */
  title?: string;
  /** lines under the title, before the header */
  notes?: readonly string[];
  columns: readonly WrittenColumn[];
  /** texts by column; taken only as they are written out, so there may be any number of them */
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
}

/** MIME type of what `writeSheet` writes. */
export const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows of a template that drop-downs and hints reach. */
const PREPARED_ROWS = 5_000;
const PIECE = 32_768;
const CHOICES_SHEET = '选项';

/**
 * A cell that a spreadsheet would take for a formula is made plain text by an apostrophe: `=1+1` leaves as `'=1+1`.
 * Reading back, `withoutApostrophe` drops it again. What cannot be carried goes first: a NUL before `=` must not hide it.
 */
export const neutralize = (text: string): string => carried(text).replace(/^(?=[=+\-@\t\r])/, "'");

/**
 * Writes an .xlsx as a stream in bounded memory. Every cell is text and neutralized, which also keeps ID numbers whole.
 * An error of `rows` destroys the stream.
 */
export function writeSheet(sheet: WrittenSheet): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const chosen = sheet.columns.flatMap(({ choices }) => (choices ? [choices] : []));
  const sheets = [
    { name: sheet.name },
    ...(chosen.length > 0 ? [{ name: CHOICES_SHEET, hidden: true }] : []),
  ];
  const add = (name: string, content: string | Iterable<string> | AsyncIterable<string>) => {
    if (typeof content === 'string') return zip.addBuffer(Buffer.from(content), name);
    const part = Readable.from(content, { objectMode: true }).map((text: string) => Buffer.from(text));
    part.on('error', (error) => output.destroy(error));
    zip.addReadStream(part, name);
  };
  add('[Content_Types].xml', contentTypes(sheets.length));
  add('_rels/.rels', ROOT_RELATIONS);
  add('xl/workbook.xml', workbook(sheets));
  add('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  add('xl/styles.xml', STYLES);
  add('xl/worksheets/sheet1.xml', inPieces(mainSheet(sheet)));
  if (chosen.length > 0) add('xl/worksheets/sheet2.xml', choicesSheet(chosen));
  zip.end();
  return output;
}

const cell = (column: number, row: number, text: string, format: number): string =>
  text === ''
    ? ''
    : `<c r="${columnName(column)}${row}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${xmlText(neutralize(text))}</t></is></c>`;

const rowOf = (number: number, cells: readonly string[], formatOf: (column: number) => number): string =>
  `<row r="${number}">${cells.map((text, column) => cell(column, number, text, formatOf(column))).join('')}</row>`;

async function* mainSheet({ title, notes = [], columns, rows }: WrittenSheet): AsyncGenerator<string> {
  const heads = [...(title ? [title] : []), ...notes];
  const header = heads.length + 1;
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>` +
    columns.map(columnWidth).join('') +
    '</cols><sheetData>';
  for (const [index, line] of heads.entries())
    yield rowOf(index + 1, [line], () => (title && index === 0 ? FORMAT.title : FORMAT.note));
  yield rowOf(
    header,
    columns.map((column) => column.title),
    (column) => (columns[column]?.required ? FORMAT.required : FORMAT.header),
  );
  let number = header;
  for await (const cells of rows) yield rowOf(++number, cells, () => FORMAT.text);
  yield '</sheetData>';
  if (heads.length > 0) yield merges(heads.length, columns.length);
  yield validations(columns, header + 1);
  yield '</worksheet>';
}

/** The default format of a column is text, so that what people type into empty cells is kept as typed. */
const columnWidth = ({ width = 16 }: WrittenColumn, index: number): string =>
  `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${FORMAT.text}" customWidth="1"/>`;

const merges = (lines: number, columns: number): string =>
  `<mergeCells count="${lines}">${Array.from({ length: lines }, (_, index) => `<mergeCell ref="A${index + 1}:${columnName(columns - 1)}${index + 1}"/>`).join('')}</mergeCells>`;

function validations(columns: readonly WrittenColumn[], firstRow: number): string {
  let list = -1;
  const rules = columns.flatMap(({ choices, hint, title }, index) => {
    if (choices) list += 1;
    if (!choices && !hint) return [];
    const reach = `${columnName(index)}${firstRow}:${columnName(index)}${firstRow + PREPARED_ROWS - 1}`;
    const prompt = hint
      ? ` showInputMessage="1" promptTitle="${xmlText(title.slice(0, 32))}" prompt="${xmlText(hint.slice(0, 255))}"`
      : '';
    if (!choices) return [`<dataValidation allowBlank="1"${prompt} sqref="${reach}"/>`];
    const source = `${CHOICES_SHEET}!$${columnName(list)}$1:$${columnName(list)}$${choices.length}`;
    return [
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1"${prompt} sqref="${reach}"><formula1>${source}</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

function choicesSheet(chosen: readonly (readonly string[])[]): string {
  const longest = Math.max(...chosen.map(({ length }) => length));
  const rows = Array.from({ length: longest }, (_, row) =>
    rowOf(
      row + 1,
      chosen.map((choices) => choices[row] ?? ''),
      () => FORMAT.text,
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

/** Rows are small; joined, they compress and travel better. */
async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
