import { Readable } from 'node:stream';
import { CFB, utils, write } from '@e965/xlsx';
import { readSheet, type SheetLimits, type SheetRow } from '../../../server/platform/sheets';
import { gbk, workbookOf, xlsxOf, zipOf } from '../../support/spreadsheets';

async function read(bytes: Buffer, name: string, limits: Partial<SheetLimits> = {}): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const portion of readSheet(bytes, name, limits)) rows.push(...portion);
  return rows;
}

const cellsOf = async (...given: Parameters<typeof read>) => (await read(...given)).map(({ cells }) => cells);

const codeOf = (...given: Parameters<typeof read>): Promise<string> =>
  read(...given).then(
    (rows) => `read ${rows.length} rows`,
    (error) => error.code ?? String(error),
  );

const PEOPLE = [
  ['姓名', '证件号码'],
  ['张三', '110101199003070011'],
];
const CSV = PEOPLE.map((row) => row.join(',')).join('\r\n');

const compound = (streams: Record<string, Buffer>): Buffer => {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, name, content);
  return CFB.write(container, { type: 'buffer' }) as Buffer;
};

describe('reading a spreadsheet', () => {
  it('reads the same rows from every format and encoding', async () => {
    const book = utils.book_new(utils.aoa_to_sheet(PEOPLE));
    for (const [bytes, name] of [
      [await xlsxOf(PEOPLE), 'a.xlsx'],
      [write(book, { type: 'buffer', bookType: 'biff8' }), 'a.xls'],
      [write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }), 'A.XLSX'],
      [Buffer.from(CSV), 'a.csv'],
      [Buffer.from(`\ufeff${CSV}`), 'a.csv'],
      [gbk(CSV), 'a.csv'],
      [Buffer.from(`\ufeff${CSV.replaceAll(',', '\t')}`, 'utf16le'), 'a.txt'],
    ] as [Buffer, string][])
      expect([name, await cellsOf(bytes, name)]).toEqual([name, PEOPLE]);
  });

  it('keeps the numbers of the rows, and leaves out blank ones and empty formatted columns', async () => {
    const far = '<c r="XFD3" s="1"/>';
    const rows = `<row r="3"><c r="B3" t="inlineStr"><is><r><t>科</t></r><r><t>协</t></r><rPh><t>x</t></rPh></is></c>${far}</row><row r="4">${far}</row>`;
    expect(await read(await workbookOf(rows), 'a.xlsx')).toEqual([{ number: 3, cells: ['', '科协'] }]);
  });

  it('takes the stored result of a formula and marks what cannot be told for certain', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c><c r="C1" t="e"><v>#REF!</v></c>' +
      '<c r="D1"><v>1.1010119900307E+17</v></c><c r="E1"><v>1.38E10</v></c><c r="F1" t="str"><f>A1</f><v>甲</v></c></row>';
    expect(await cellsOf(await workbookOf(rows), 'a.xlsx')).toEqual([
      [
        '2',
        { problem: 'FORMULA', text: '' },
        { problem: 'ERROR', text: '#REF!' },
        { problem: 'SCIENTIFIC', text: '1.1010119900307e+17' },
        '13800000000',
        '甲',
      ],
    ]);
    expect(await cellsOf(Buffer.from('姓名,号码\n张三,1.10101E+17'), 'a.csv')).toEqual([
      ['姓名', '号码'],
      ['张三', { problem: 'SCIENTIFIC', text: '1.10101E+17' }],
    ]);
  });

  it('refuses what is hostile, damaged or not what its name says, and stays alive', async () => {
    const good = await xlsxOf(PEOPLE);
    const wide = await xlsxOf([Array.from({ length: 61 }, (_, index) => `列${index}`)]);
    const blanks = () => Readable.from(Array.from({ length: 70 }, () => Buffer.alloc(1024 * 1024, 32)));
    const liar = await workbookOf(
      `<row r="1"><c t="inlineStr"><is><t>${'长'.repeat(4_000)}</t></is></c></row>`,
    );
    // The central directory claims 100 bytes for the sheet.
    const name = liar.lastIndexOf('xl/worksheets/sheet1.xml');
    liar.writeUInt32LE(100, name - 46 + 24);
    const strings = `<sst>${'<si><t>一二三四五六七八九十</t></si>'.repeat(300_000)}</sst>`;
    const cases: [string, Parameters<typeof read>][] = [
      ['sheet_extension_mismatch', [Buffer.from(CSV), 'a.xlsx']],
      ['sheet_extension_mismatch', [good, 'a.csv']],
      ['sheet_format_unknown', [good, 'a.docx']],
      ['sheet_format_unknown', [Buffer.from('<html><table>'), 'a.xls']],
      ['sheet_format_unknown', [Buffer.from('89504e470d0a1a0a00', 'hex'), 'a.csv']],
      ['sheet_format_unknown', [Buffer.alloc(0), 'a.csv']],
      ['sheet_format_unknown', [await zipOf({ 'word/document.xml': '<w/>' }), 'a.xlsx']],
      ['sheet_macros', [good, 'a.xlsm']],
      ['sheet_macros', [await workbookOf('', { 'xl/vbaProject.bin': 'x' }), 'a.xlsx']],
      [
        'sheet_password',
        [compound({ EncryptionInfo: Buffer.from('x'), EncryptedPackage: Buffer.alloc(9) }), 'a.xlsx'],
      ],
      ['sheet_damaged', [compound({ Nothing: Buffer.from('x') }), 'a.xls']],
      ['sheet_damaged', [good.subarray(0, good.length - 30), 'a.xlsx']],
      ['sheet_damaged', [await workbookOf('<row><c>'), 'a.xlsx']],
      ['sheet_damaged', [liar, 'a.xlsx']],
      ['sheet_unpacks_too_large', [await zipOf({ 'xl/worksheets/sheet1.xml': blanks() }), 'a.xlsx']],
      ['sheet_unpacks_too_large', [good, 'a.xlsx', { maxUnpackedBytes: 1_000 }]],
      [
        'sheet_too_complex',
        [await workbookOf('', { 'xl/sharedStrings.xml': strings }), 'a.xlsx', { maxHeapMegabytes: 16 }],
      ],
      ['sheet_too_complex', [good, 'a.xlsx', { timeoutMs: 1 }]],
      ['sheet_too_many_columns', [wide, 'a.xlsx']],
      ['sheet_too_many_rows', [good, 'a.xlsx', { maxRows: 1 }]],
      ['sheet_encoding_mixed', [Buffer.concat([Buffer.from('姓名\n'), gbk('张三\n')]), 'a.csv']],
      ['sheet_encoding_mixed', [Buffer.from([0x41, 0xff, 0xff, 0x0a]), 'a.csv']],
    ];
    for (const [code, given] of cases) expect([given[1], await codeOf(...given)]).toEqual([given[1], code]);
  }, 60_000);
});
