import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { compactRow, numberCell, type SheetCell, type SheetLimits, type SheetRow, textCell } from './sheet';
import { SheetRefused } from './sheet-faults';
import { Unzipped } from './unzip';

type Attributes = Record<string, string>;

interface Visitor {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Feeds a part to a visitor piece by piece; after each piece the caller may take what has come together. */
async function* walk(part: Readable, visitor: Visitor): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false });
  parser.on('error', () => {
    throw new SheetRefused('sheet_damaged');
  });
  parser.on('opentag', ({ name, attributes }) => visitor.open?.(local(name), attributes as Attributes));
  parser.on('closetag', ({ name }) => visitor.close?.(local(name)));
  parser.on('text', (text) => visitor.text?.(text));
  part.setEncoding('utf8');
  try {
    for await (const piece of part as AsyncIterable<string>) {
      parser.write(piece);
      yield;
    }
  } catch (error) {
    throw error instanceof SheetRefused ? error : new SheetRefused('sheet_damaged');
  }
  parser.close();
  yield;
}

async function visit(part: Readable | null, visitor: Visitor): Promise<void> {
  if (!part) return;
  for await (const _ of walk(part, visitor));
}

/** Reads the first visible sheet of a workbook row by row; only its table of shared texts is held in memory. */
export async function* readXlsx(bytes: Buffer, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const zip = await Unzipped.open(bytes, limits.maxUnpackedBytes);
  if (zip.names.some((name) => /vbaproject\.bin$|macrosheets\//.test(name)))
    throw new SheetRefused('sheet_macros');
  await visit(await zip.part('[Content_Types].xml'), {
    // Defaults by extension name types that need not occur; honest writers list macros there.
    open: (name, { ContentType = '' }) => {
      if (name === 'Override' && /macroEnabled/i.test(ContentType)) throw new SheetRefused('sheet_macros');
    },
  });
  const sheet = await zip.part(await firstSheet(zip));
  if (!sheet) throw new SheetRefused('sheet_format_unknown');
  const rows = new RowsVisitor(await sharedTexts(zip));
  for await (const _ of walk(sheet, rows)) yield* rows.take();
}

/** @returns the name of the part */
async function firstSheet(zip: Unzipped): Promise<string> {
  const targets = new Map<string, string>();
  await visit(await zip.part('xl/_rels/workbook.xml.rels'), {
    open: (_, { Id, Target }) => {
      if (Id && Target) targets.set(Id, Target);
    },
  });
  const ids: string[] = [];
  await visit(await zip.part('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'sheet' && (attributes.state ?? 'visible') === 'visible')
        ids.push(attributes['r:id'] ?? '');
    },
  });
  const target = targets.get(ids[0] ?? '') ?? 'worksheets/sheet1.xml';
  return target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
}

async function sharedTexts(zip: Unzipped): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  await visit(await zip.part('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    close: (name) => {
      if (name === 'si') texts.push(text);
      if (name === 'rPh') phonetic = false;
      inText = false;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
  });
  return texts;
}

/** Collects rows from `<row><c r="B2" t="s"><f/><v/><is><t/></is></c></row>`. */
class RowsVisitor implements Visitor {
  private finished: SheetRow[] = [];
  private number = 0;
  private cells: SheetCell[] = [];
  private column = 0;
  private type = '';
  private value = '';
  private reading = false;
  private hasValue = false;
  private hasFormula = false;
  private phonetic = false;

  constructor(private readonly shared: readonly string[]) {}

  take(): SheetRow[] {
    const rows = this.finished;
    this.finished = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') {
      this.column = attributes.r ? columnOf(attributes.r) : this.cells.length;
      this.type = attributes.t ?? 'n';
      this.value = '';
      this.hasValue = this.hasFormula = false;
    } else if (name === 'v' || (name === 't' && !this.phonetic)) {
      this.reading = this.hasValue = true;
    } else if (name === 'f') this.hasFormula = true;
    else if (name === 'rPh') this.phonetic = true;
    else if (name === 'row') {
      this.number = attributes.r ? Number(attributes.r) : this.number + 1;
      this.cells = [];
    }
  }

  text(piece: string): void {
    if (this.reading) this.value += piece;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.reading = false;
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'c') this.keepCell();
    else if (name === 'row') {
      const row = compactRow(this.number, this.cells);
      if (row) this.finished.push(row);
    }
  }

  private keepCell(): void {
    const cell = this.cell();
    // Formatting alone may reach to the last column of the sheet; only content counts.
    if (cell !== '') this.cells[this.column] = cell;
  }

  private cell(): SheetCell {
    if (this.type === 'e') return { problem: 'ERROR', text: this.value };
    if (this.hasFormula && (!this.hasValue || this.value === '')) return { problem: 'FORMULA', text: '' };
    if (!this.hasValue) return '';
    if (this.type === 's') return textCell(this.shared[Number(this.value)] ?? '');
    if (this.type === 'b') return this.value === '1' ? 'TRUE' : 'FALSE';
    if (this.type === 'n') return this.value === '' ? '' : numberCell(this.value);
    return textCell(this.value);
  }
}

/** @returns the column of `BC12` from 0 */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
