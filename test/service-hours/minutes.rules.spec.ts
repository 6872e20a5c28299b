import { hoursText, minutesOf, servedSpan } from '../../server/service-hours/minutes.rules';
import { starOf } from '../../server/service-hours/stars.rules';

const shanghai = (time: string) => new Date(`2026-11-28T${time}+08:00`);
const activity = { startsAt: shanghai('09:00:00'), endsAt: shanghai('11:30:00') };

describe('minutes served', () => {
  it.each([
    ['inside the activity', '09:10:00', '10:10:00', 60],
    ['to the second, never rounded up', '09:10:00', '10:09:59', 59],
    ['from coming early', '08:40:00', '10:00:00', 60],
    ['until leaving late', '11:00:00', '12:00:00', 30],
    ['all of it, early and late', '08:31:00', '18:00:00', 150],
    ['none before it began', '08:30:00', '08:59:00', 0],
    ['none in less than a minute', '09:00:00', '09:00:59', 0],
  ])('%s', (_, from, to, minutes) =>
    expect(minutesOf(servedSpan({ startAt: shanghai(from), endAt: shanghai(to) }, activity))).toBe(minutes),
  );

  it.each([
    [0, '0.00'],
    [1, '0.02'],
    [50, '0.83'],
    [90, '1.50'],
    [5999, '99.98'],
    [6000, '100.00'],
  ])('%d minutes are %s hours', (minutes, text) => expect(hoursText(minutes)).toBe(text));
});

const STAR_HOURS = [100, 300, 600, 1000, 1500];

describe('stars', () => {
  it.each([
    [0, 0, 1, 6000],
    [100 * 60 - 1, 0, 1, 1],
    [100 * 60, 1, 2, 200 * 60],
    [300 * 60 - 1, 1, 2, 1],
    [300 * 60, 2, 3, 300 * 60],
    [600 * 60, 3, 4, 400 * 60],
    [1000 * 60, 4, 5, 500 * 60],
    [1500 * 60 - 1, 4, 5, 1],
  ])('%d minutes: %d, next %d in %d minutes', (minutes, level, next, minutesLeft) => {
    expect(starOf(minutes, STAR_HOURS)).toMatchObject({ level, next: { level: next, minutesLeft } });
  });

  it('end at five', () => expect(starOf(1500 * 60, STAR_HOURS)).toEqual({ level: 5, next: null }));
});
