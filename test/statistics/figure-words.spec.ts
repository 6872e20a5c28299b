import { findingOf } from '../../console/src/words/figures';

describe('the title of a chart', () => {
  const rows = (...values: number[]) => values.map((value, index) => ({ label: `${index + 1}月`, value }));
  it.each([
    [rows(0, 0), '这段时间还没有开展活动'],
    [rows(0, 2), '2月开展活动 2 场'],
    [rows(1, 3), '2月开展活动最多，3 场，占 75%'],
    [rows(1, 1), '1月、2月开展活动最多，各 1 场'],
    [rows(2, 2, 1, 2, 2), '1月、2月、4月等 4 项开展活动最多，各 2 场'],
  ])('states the finding of %j', (found, title) => {
    expect(findingOf('activitiesHeld', found)).toBe(title);
  });
});
