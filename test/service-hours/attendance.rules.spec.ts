import { Fault } from '../../server/platform/fault';
import { ensureServed } from '../../server/service-hours/attendance.rules';
import { minutesOf } from '../../server/service-hours/minutes.rules';

const shanghai = (text: string) => new Date(`${text}+08:00`);

/** @returns the code of the refusal, the minutes when there is none */
function entered(from: string, to: string): string | number {
  const span = { startAt: shanghai(from), endAt: shanghai(to) };
  const activity = {
    state: 'PUBLISHED' as const,
    startsAt: shanghai('2026-01-01T00:00:00'),
    endsAt: shanghai('2029-01-01T00:00:00'),
  };
  try {
    ensureServed(span, activity, shanghai('2029-01-02T00:00:00'));
    return minutesOf(span);
  } catch (error) {
    return error instanceof Fault ? error.code : String(error);
  }
}

describe('hours entered by hand are of one day in Shanghai (R36)', () => {
  it.each([
    ['over midnight', '2026-11-28T23:50:00', '2026-11-29T00:10:00', 'crosses_days'],
    ['a minute over midnight', '2026-11-28T23:50:00', '2026-11-29T00:01:00', 'crosses_days'],
    ['up to midnight', '2026-11-28T23:50:00', '2026-11-29T00:00:00', 10],
    ['from midnight', '2026-11-29T00:00:00', '2026-11-29T00:10:00', 10],
    ['through the midnight of Greenwich', '2026-11-29T07:50:00', '2026-11-29T08:10:00', 20],
    ['over the end of a month', '2026-11-30T23:50:00', '2026-12-01T00:10:00', 'crosses_days'],
    ['up to the end of a month', '2026-11-30T22:00:00', '2026-12-01T00:00:00', 120],
    ['up to the end of a year', '2026-12-31T23:00:00', '2027-01-01T00:00:00', 60],
    ['on 29 February', '2028-02-29T09:00:00', '2028-02-29T11:00:00', 120],
    ['into 29 February', '2028-02-28T23:50:00', '2028-02-29T00:10:00', 'crosses_days'],
    ['out of 29 February', '2028-02-29T23:50:00', '2028-03-01T00:10:00', 'crosses_days'],
    ['up to the end of 28 February of other years', '2026-02-28T23:00:00', '2026-03-01T00:00:00', 60],
    ['a whole day', '2026-11-28T00:00:00', '2026-11-29T00:00:00', 1440],
  ])('%s', (_, from, to, expected) => expect(entered(from, to)).toBe(expected));
});
