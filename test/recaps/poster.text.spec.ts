import fc from 'fast-check';
import { wrapLines } from '../../server/recaps/poster.text';

/** Every character is one pixel wide. */
const width = (piece: string) => [...piece].length;
const wrap = (text: string, columns: number, most: number) =>
  wrapLines(text, { width: columns, most }, width);

describe('lines of a poster', () => {
  test.each([
    ['银发课堂', 10, 2, ['银发课堂']],
    ['银发数字课堂', 4, 2, ['银发数字', '课堂']],
    ['银发数字课堂：防诈骗', 4, 2, ['银发数字', '课堂：…']],
    ['最受欢迎的，是火箭', 5, 3, ['最受欢迎的，', '是火箭']],
    ['', 5, 2, []],
  ])('%s in %d × %d', (text, columns, most, lines) => {
    expect(wrap(text, columns, most)).toEqual(lines);
  });

  test('never more than allowed, and nothing is lost without an ellipsis', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (text, columns, most) => {
          const lines = wrap(text, columns, most);
          expect(lines.length).toBeLessThanOrEqual(most);
          if (!lines.at(-1)?.endsWith('…'))
            expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});
