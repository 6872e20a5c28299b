import { type Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { writeSheet } from '../../server/platform/sheets';

/** An .xlsx made of given parts, for what no honest writer would write. */
export async function zipOf(parts: Record<string, string | Buffer | Readable>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content), name);
    else if (Buffer.isBuffer(content)) zip.addBuffer(content, name);
    else zip.addReadStream(content, name);
  }
  zip.end();
  return buffer(zip.outputStream.pipe(new Transform({ transform: (chunk, _, done) => done(null, chunk) })));
}

/** The least that is a workbook, around the XML of its rows. */
export const workbookOf = (rows: string, more: Record<string, string | Buffer> = {}): Promise<Buffer> =>
  zipOf({
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="表" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  });

/** An ordinary .xlsx. @param rows the header first */
export const xlsxOf = (rows: readonly (readonly string[])[]): Promise<Buffer> => {
  const [header = [], ...others] = rows;
  return buffer(writeSheet({ name: '表', columns: header.map((title) => ({ title })), rows: others }));
};

/** Two bytes by character, read off the decoder that everything else is tested with. */
const gbkBytes = (() => {
  const bytes = new Map<string, Buffer>();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const pair = Buffer.from([lead, trail]);
      const text = decoder.decode(pair);
      if (text.length === 1 && !bytes.has(text)) bytes.set(text, pair);
    }
  }
  return bytes;
})();

/** @returns text in GBK */
export const gbk = (text: string): Buffer =>
  Buffer.concat([...text].map((character) => gbkBytes.get(character) ?? Buffer.from(character)));
