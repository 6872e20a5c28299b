import { buffer } from 'node:stream/consumers';
import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { writeSheet } from '../../../server/platform/sheets';

const rowsOf = (bytes: Buffer): string[][] => {
  const book = read(bytes, { type: 'buffer' });
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: '' });
};

describe('writing a spreadsheet', () => {
  it('is read by another program as it was written: title, notes, header, rows, choices on a hidden sheet', async () => {
    const bytes = await buffer(
      writeSheet({
        name: '志愿者',
        title: '信息表',
        notes: ['带 * 的必填'],
        columns: [
          { title: '姓名', required: true, hint: '与证件一致' },
          { title: '性别', choices: ['男', '女'] },
        ],
        rows: [['张三', '男']],
      }),
    );
    expect(rowsOf(bytes)).toEqual([
      ['信息表', ''],
      ['带 * 的必填', ''],
      ['姓名', '性别'],
      ['张三', '男'],
    ]);
    const book = read(bytes, { type: 'buffer' });
    expect(book.SheetNames).toEqual(['志愿者', '选项']);
    expect(book.Workbook?.Sheets?.[1]?.Hidden).toBe(1);
    expect(book.Sheets.志愿者!['!merges']).toHaveLength(2);
  });

  it('never writes a cell that begins a formula, and carries any other text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom('=1+1', '+1', '-1', '@a', '\t=1', '\0=1', '\ud800\t'),
          ),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        async (texts) => {
          const bytes = await buffer(
            writeSheet({ name: '表', columns: texts.map(() => ({ title: '列' })), rows: [texts] }),
          );
          const book = read(bytes, { type: 'buffer', cellFormula: true });
          for (const [index, text] of texts.entries()) {
            const cell = book.Sheets.表![utils.encode_cell({ r: 1, c: index })];
            expect(cell?.f).toBeUndefined();
            expect(String(cell?.v ?? '')).not.toMatch(/^[=+\-@\t\r]/);
            if (/^[\w\u4e00-\u9fff<>&" ]+$/.test(text)) expect(cell.v).toBe(text);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('ends the stream with the error of its rows', async () => {
    async function* rows() {
      yield ['甲'];
      throw new Error('the database went away');
    }
    await expect(
      buffer(writeSheet({ name: '表', columns: [{ title: '列' }], rows: rows() })),
    ).rejects.toThrow('went away');
  });
});
