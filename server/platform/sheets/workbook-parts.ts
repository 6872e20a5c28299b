/** The fixed parts of a workbook (ECMA-376): small enough to write out, and then nothing else needs to be trusted. */
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHEET_TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML cannot carry at all: controls, halves of surrogate pairs, and these two. */
const UNCARRIED = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** The text without the characters that a workbook cannot carry. */
export const carried = (text: string): string => text.replace(UNCARRIED, '');

export const xmlText = (text: string): string =>
  carried(text).replace(/[&<>"]/g, (character) => ESCAPES[character]!);

const each = (count: number, part: (number: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index + 1)).join('');

export const contentTypes = (sheets: number): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPES}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPES}.styles+xml"/>` +
  each(
    sheets,
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET_TYPES}.worksheet+xml"/>`,
  ) +
  '</Types>';

export const ROOT_RELATIONS =
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export const workbookRelations = (sheets: number): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  each(
    sheets,
    (n) => `<Relationship Id="rId${n}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  ) +
  `<Relationship Id="rId${sheets + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`;

export const workbook = (sheets: readonly { name: string; hidden?: boolean }[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>` +
  sheets
    .map(
      ({ name, hidden }, index) =>
        `<sheet name="${xmlText(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
    )
    .join('') +
  '</sheets></workbook>';

/** Numbers of the cell formats in `STYLES`. */
export const FORMAT = { text: 1, title: 2, note: 3, header: 4, required: 5 } as const;

const font = (more: string) => `<font>${more}<name val="等线"/></font>`;
const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/></patternFill></fill>`;
const format = (fontId: number, fillId: number, wrap: boolean) =>
  `<xf numFmtId="49" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">` +
  `<alignment vertical="center"${wrap ? ' wrapText="1"' : ''}/></xf>`;

/** Number format 49 is text: what is typed into the cells stays as typed. */
export const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="5">` +
  font('<sz val="11"/>') +
  font('<b/><sz val="16"/>') +
  font('<sz val="10"/><color rgb="FF6B7280"/>') +
  font('<b/><sz val="11"/>') +
  font('<b/><sz val="11"/><color rgb="FFC2410C"/>') +
  '</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  fill('E8F0FE') +
  '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  format(0, 0, false) +
  format(1, 0, false) +
  format(2, 0, true) +
  format(3, 2, true) +
  format(4, 2, true) +
  '</cellXfs></styleSheet>';

/** @param index from 0. @returns `A` … `Z`, `AA` … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
