import { dateRanges } from '../../miniprogram/core/date-range';
import {
  countText,
  dayKey,
  distanceText,
  hoursText,
  momentText,
  spanText,
  whenText,
} from '../../miniprogram/core/time';

// Saturday 2026-11-28, 09:00 in Shanghai
const START = '2026-11-28T01:00:00.000Z';
const WEDNESDAY = Date.parse('2026-11-25T10:00:00+08:00');

describe('times as people read them', () => {
  test('day, weekday, time and distance', () => {
    expect(whenText(START, '2026-11-28T03:30:00Z', WEDNESDAY)).toBe('11月28日 周六 09:00–11:30 · 3 天后');
  });

  test('a span over two days names both', () => {
    expect(spanText(START, '2026-11-29T03:30:00Z', WEDNESDAY)).toBe(
      '11月28日 周六 09:00–11月29日 周日 11:30',
    );
  });

  test('another year is named', () => {
    expect(momentText('2027-01-01T00:00:00+08:00', WEDNESDAY)).toBe('2027年1月1日 周五 00:00');
  });

  // 16:00 UTC is midnight in Shanghai: the day turns there, wherever the phone is.
  test.each([
    ['2026-11-25T15:59:59Z', '今天'],
    ['2026-11-25T16:00:00Z', '明天'],
    ['2026-11-26T16:00:00Z', '后天'],
    ['2026-11-27T16:00:00Z', '3 天后'],
    ['2026-11-24T15:59:59Z', '昨天'],
    ['2026-11-23T15:59:59Z', '2 天前'],
  ])('%s is %s', (instant, words) => {
    expect(distanceText(instant, WEDNESDAY)).toBe(words);
  });

  test('the day of an instant is Shanghai’s', () => {
    expect(dayKey('2026-11-25T16:00:00Z')).toBe('2026-11-26');
  });

  test.each([
    [150, '2.5'],
    [100, '1.67'],
    [0, '0'],
  ])('%d minutes are %s hours', (minutes, hours) => {
    expect(hoursText(minutes)).toBe(hours);
  });

  test.each([
    [9999, '9999'],
    [10_000, '1万'],
    [12_999, '1.2万'],
  ])('%d people are %s', (count, words) => {
    expect(countText(count)).toBe(words);
  });
});

describe('ranges of days', () => {
  const ranged = (now: string) =>
    Object.fromEntries(dateRanges(Date.parse(now)).map(({ name, from, to }) => [name, [from, to]]));

  test('begin today and are inclusive', () => {
    expect(ranged('2026-11-25T10:00:00+08:00')).toEqual({
      全部时间: ['', ''],
      今天: ['2026-11-25', '2026-11-25'],
      明天: ['2026-11-26', '2026-11-26'],
      本周末: ['2026-11-28', '2026-11-29'],
      七天内: ['2026-11-25', '2026-12-01'],
      三十天内: ['2026-11-25', '2026-12-24'],
    });
  });

  test.each([
    ['Saturday', '2026-11-28T10:00:00+08:00', ['2026-11-28', '2026-11-29']],
    ['Sunday', '2026-11-29T10:00:00+08:00', ['2026-11-29', '2026-11-29']],
    ['Sunday just after midnight', '2026-11-29T00:10:00+08:00', ['2026-11-29', '2026-11-29']],
  ])('on %s the weekend is this one, without what is over', (_, now, weekend) => {
    expect(ranged(now).本周末).toEqual(weekend);
  });
});
