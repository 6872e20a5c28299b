import { syntheticId, wrongId } from '../../desk/people/synthetic';
import { ageOf, readResidentId } from '../../miniprogram/core/resident-id';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const read = (typed: string) => readResidentId(typed, NOW);

describe('a resident ID while it is typed', () => {
  const id = syntheticId({ birthDay: '1990-03-07', gender: 'female' });

  test.each([
    ['as on the card', id],
    ['full-width', id.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
    ['with blanks', ` ${id.slice(0, 6)} ${id.slice(6)} `],
    ['of 15 digits', `110105${'900307'}${'002'}`],
  ])('%s tells birth day and gender', (_, typed) => {
    expect(read(typed)).toEqual({ birthDay: '1990-03-07', gender: 'female' });
  });

  test('takes a small x', () => {
    const withX = Array.from({ length: 60 }, (_, order) => syntheticId({ order })).find((one) =>
      one.endsWith('X'),
    )!;
    expect(read(withX.toLowerCase())).toMatchObject({ birthDay: '1990-03-07' });
  });

  test('says nothing while it is not complete', () => {
    expect(read('')).toBeNull();
    expect(read(id.slice(0, 14))).toBeNull();
    expect(read(id.slice(0, 17))).toBeNull();
  });

  test.each([
    ['a wrong check digit', wrongId(id), '校验位'],
    ['a day that does not exist', syntheticId({ birthDay: '1990-02-30' }), '出生日期'],
    ['a day to come', syntheticId({ birthDay: '2027-01-01' }), '出生日期'],
    ['a letter', 'A1', '只有数字'],
  ])('says what is wrong with %s', (_, typed, words) => {
    expect(read(typed)).toEqual({ problem: expect.stringContaining(words) });
  });

  test('the years of life change on the birthday in Shanghai', () => {
    const eve = Date.parse('2026-03-06T15:59:59Z');
    expect([ageOf('1990-03-07', eve), ageOf('1990-03-07', eve + 1000)]).toEqual([35, 36]);
  });
});
