import { readFoundingDate, readHeadcount } from '../../server/registrations/cell.rules';

describe('cells of the form for organizations', () => {
  it.each([
    ['2020', '2020'],
    ['2020年', '2020'],
    ['2020-05', '2020-05'],
    ['2020年5月', '2020-05'],
    ['2020.12', '2020-12'],
    ['2020-05-30', '2020-05-30'],
    ['2020年5月30日', '2020-05-30'],
    ['2020-13', undefined],
    ['2020-00', undefined],
    ['2023-02-29', undefined],
    ['建国初', undefined],
  ])('reads the founding date %s as exactly as it is known: %s', (text, date) => {
    expect(readFoundingDate(text)).toBe(date);
  });

  it.each([
    ['30', 30],
    ['30人', 30],
    ['约1,200人', 1200],
    ['100余人', 100],
    ['0', 0],
    ['-3', undefined],
    ['三十', undefined],
    ['12345678', undefined],
  ])('reads how many people %s are: %s', (text, count) => {
    expect(readHeadcount(text)).toBe(count);
  });
});
