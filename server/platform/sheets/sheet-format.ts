import { SheetRefused } from './sheet-faults';

export type SheetFormat = 'xlsx' | 'xls' | 'csv';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The stream in which a password-protected .xlsx is kept. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const VBA = Buffer.from('_VBA_PROJECT', 'utf16le');
const UTF16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

const startsWith = (bytes: Buffer, signature: Buffer): boolean =>
  bytes.subarray(0, signature.length).equals(signature);

/**
 * The content decides; the extension must not contradict it, because then somebody meant another file.
 *
 * @throws SheetRefused `sheet_macros` | `sheet_password` | `sheet_extension_mismatch` | `sheet_format_unknown`
 */
export function formatOf(bytes: Buffer, fileName: string): SheetFormat {
  const extension = /\.([a-z]+)\s*$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (['xlsm', 'xltm', 'xlsb', 'xlam'].includes(extension)) throw new SheetRefused('sheet_macros');
  const format = formatOfContent(bytes);
  const expected = { xlsx: 'xlsx', xls: 'xls', csv: 'csv', txt: 'csv' }[extension];
  if (expected === undefined) throw new SheetRefused('sheet_format_unknown');
  if (expected !== format) throw new SheetRefused('sheet_extension_mismatch', { extension, content: format });
  return format;
}

function formatOfContent(bytes: Buffer): SheetFormat {
  if (startsWith(bytes, ZIP)) return 'xlsx';
  if (startsWith(bytes, COMPOUND)) {
    if (bytes.includes(ENCRYPTED)) throw new SheetRefused('sheet_password');
    if (bytes.includes(VBA)) throw new SheetRefused('sheet_macros');
    return 'xls';
  }
  if (UTF16.some((mark) => startsWith(bytes, mark))) return 'csv';
  // Web pages named .xls are common; pictures and programs have zero bytes.
  if (bytes.length === 0 || bytes.includes(0) || /^\s*</.test(bytes.toString('latin1', 0, 64)))
    throw new SheetRefused('sheet_format_unknown');
  return 'csv';
}
