/**
 * A cell as a reader could make it out. Text is what the person wrote, not trimmed; an empty cell is `''`.
 * What cannot be told for certain is not guessed: the row's owner gets to say which cell it is.
 */
export type SheetCell = string | UnclearCell;

/**
 * - `SCIENTIFIC`: a number of more than 15 digits, or text such as `1.10101E+17`: its last digits are lost
 * - `FORMULA`: a formula whose result was not stored
 * - `ERROR`: the spreadsheet itself shows an error there, e.g. `#REF!`
 */
export interface UnclearCell {
  problem: 'SCIENTIFIC' | 'FORMULA' | 'ERROR';
  text: string;
}

export interface SheetRow {
  /** as the spreadsheet shows it, from 1; for text files the line of the record */
  number: number;
  cells: SheetCell[];
}

export interface SheetLimits {
  /** rows that are not blank */
  maxRows: number;
  /** columns that hold anything */
  maxColumns: number;
  /** bytes of a workbook after unpacking */
  maxUnpackedBytes: number;
  /** megabytes of heap the reading thread may use */
  maxHeapMegabytes: number;
  /** milliseconds the reading thread may take for the next rows */
  timeoutMs: number;
}

export const SHEET_LIMITS: SheetLimits = {
  maxRows: 100_020,
  maxColumns: 60,
  maxUnpackedBytes: 600 * 1024 * 1024,
  maxHeapMegabytes: 512,
  timeoutMs: 60_000,
};

export const cellText = (cell: SheetCell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;

const SCIENTIFIC = /^\s*[+-]?\d(\.\d+)?E\+?\d{1,3}\s*$/i;
/** Beyond 15 digits a spreadsheet's number is no longer what was typed. */
const EXACT_BELOW = 1e15;

/** @param text as the file has it, for a cell of text */
export const textCell = (text: string): SheetCell =>
  SCIENTIFIC.test(text) ? { problem: 'SCIENTIFIC', text: text.trim() } : text;

/** @param raw as the file has it, for a cell that holds a number */
export function numberCell(raw: string): SheetCell {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (Math.abs(value) >= EXACT_BELOW) return { problem: 'SCIENTIFIC', text: value.toExponential() };
  return String(value);
}

/** Cuts blank cells off the end. @returns null for a row without anything in it */
export function compactRow(number: number, cells: SheetCell[]): SheetRow | null {
  let length = cells.length;
  while (length > 0 && cellText(cells[length - 1]).trim() === '') length--;
  if (length === 0) return null;
  return { number, cells: Array.from({ length }, (_, index) => cells[index] ?? '') };
}
