import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { compactRow, type SheetLimits, type SheetRow, textCell } from './sheet';
import { SheetRefused } from './sheet-faults';

const CHINESE = /[\u4e00-\u9fff]/;
const MAX_CELL_CHARACTERS = 32_767;

/** Reads .csv in UTF-8, UTF-16 (with mark) or GBK, separated by commas, semicolons or tabs. */
export async function* readCsv(bytes: Buffer, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const text = decode(bytes);
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: delimiterOf(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      info: true,
      maxRecordSize: limits.maxColumns * MAX_CELL_CHARACTERS,
    }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const row = compactRow(info.lines, record.map(textCell));
      if (row) yield row;
    }
  } catch (error) {
    throw error instanceof SheetRefused ? error : new SheetRefused('sheet_damaged');
  }
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += 65_536) yield text.slice(start, start + 65_536);
}

const strictly = (encoding: string, bytes: Buffer): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * GBK has no mark and UTF-8 seldom has one. A whole file that is valid UTF-8 is UTF-8. Otherwise it is GBK, unless
 * some of its lines hold Chinese in UTF-8: then two files were pasted together and one half would be garbled.
 */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strictly('utf-16le', bytes) ?? damaged();
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strictly('utf-16be', bytes) ?? damaged();
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== null) return utf8;
  const mixed = firstLineInUtf8(bytes);
  if (mixed !== null) throw new SheetRefused('sheet_encoding_mixed', { line: mixed });
  return strictly('gb18030', bytes) ?? damaged();
}

function damaged(): never {
  throw new SheetRefused('sheet_encoding_mixed');
}

function firstLineInUtf8(bytes: Buffer): number | null {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end;
    const text = strictly('utf-8', bytes.subarray(start, stop));
    if (text !== null && CHINESE.test(text)) return line;
    start = stop + 1;
  }
  return null;
}

/** @returns the separator that the first lines have most of */
function delimiterOf(text: string): string {
  const head = text.slice(0, 10_000);
  const count = (separator: string) => head.split(separator).length;
  return [',', '\t', ';', '，'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
