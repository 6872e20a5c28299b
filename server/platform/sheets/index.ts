/**
 * Spreadsheets that people upload and take away. Reading is bounded in rows, columns, unpacked size, memory and time,
 * and happens in a thread of its own; writing is a stream whose cells are never formulas.
 */
export { readSheet } from './read-sheet';
export { cellText, type SheetCell, type SheetLimits, type SheetRow, type UnclearCell } from './sheet';
export { CSV_TYPE, writeCsv } from './write-csv';
export { neutralize, SHEET_TYPE, type WrittenColumn, type WrittenSheet, writeSheet } from './write-sheet';
