import {
  dayText,
  distanceText,
  fullTimeText,
  momentText,
  spanText,
} from '../../server/platform/chinese-time';

const at = (text: string) => new Date(text);

describe('Chinese time', () => {
  it('speaks of days and hours in Shanghai wherever the server stands', () => {
    expect(dayText(at('2026-11-27T16:00:00Z'))).toBe('11月28日 周六');
    expect(momentText(at('2026-11-28T01:05:00Z'))).toBe('11月28日 周六 09:05');
    expect(fullTimeText(at('2026-12-31T17:00:00Z'))).toBe('2027年1月1日 01:00');
  });

  it('names the day once when both ends share it', () => {
    expect(spanText(at('2026-11-28T09:00:00+08:00'), at('2026-11-28T11:30:00+08:00'))).toBe(
      '11月28日 周六 09:00–11:30',
    );
    expect(spanText(at('2026-11-28T22:00:00+08:00'), at('2026-11-29T02:00:00+08:00'))).toBe(
      '11月28日 周六 22:00–11月29日 周日 02:00',
    );
  });

  it.each([
    ['2026-11-25T23:59:00+08:00', '今天'],
    ['2026-11-26T00:01:00+08:00', '明天'],
    ['2026-11-27T00:00:00+08:00', '后天'],
    ['2026-11-28T09:00:00+08:00', '3 天后'],
    ['2026-11-24T23:00:00+08:00', '昨天'],
    ['2026-11-20T09:00:00+08:00', '5 天前'],
  ])('counts days, not hours, to %s', (moment, text) => {
    expect(distanceText(at(moment), at('2026-11-25T23:30:00+08:00'))).toBe(text);
  });
});
