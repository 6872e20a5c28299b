import { execFileSync } from 'node:child_process';
import { dayRemark, isWorkingDay } from '../../server/reference';
import {
  publicityEnd,
  resumedPublicityEnd,
  workingDaysLeft,
} from '../../server/service-hours/working-days.rules';

const shanghai = (text: string) => new Date(`${text}+08:00`);
const midnight = (day: string) => shanghai(`${day}T00:00:00`);

describe('working days', () => {
  it.each([
    ['2026-09-20', true, 'a Sunday worked for 国庆'],
    ['2026-09-25', false, '中秋'],
    ['2026-10-01', false, '国庆'],
    ['2026-10-07', false, 'the last day of 国庆, a Wednesday'],
    ['2026-10-08', true, 'the first day after it'],
    ['2026-10-10', true, 'a Saturday worked for 国庆'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2026-11-23', true, 'an ordinary Monday'],
    ['2026-11-28', false, 'an ordinary Saturday'],
    // Not announced yet: the holidays of the law on plain weeks.
    ['2031-01-01', false, '元旦, a Wednesday'],
    ['2031-01-02', true, 'the day after it'],
    ['2031-01-22', false, '除夕'],
    ['2031-01-23', false, '春节'],
    ['2031-01-27', true, 'the fifth day of the year'],
    ['2031-06-24', false, '端午'],
    ['2031-10-01', false, '国庆'],
    ['2031-10-06', true, 'after the days of the law'],
    ['2033-04-04', false, '清明'],
    ['2036-04-04', false, '清明 of a leap year'],
    ['2037-04-06', true, 'the Monday after 清明 on a Sunday'],
    ['2031-10-04', false, 'a Saturday'],
  ])('%s: %s (%s)', (day, works) => expect(isWorkingDay(day)).toBe(works));

  it.each([
    ['2026-09-20', '国庆节调休，要上班'],
    ['2026-10-07', '国庆节假期'],
    ['2026-11-28', null],
    ['2031-01-22', '春节假期'],
    ['2033-04-04', '清明节假期'],
    ['2031-01-28', null],
  ])('%s is remarked upon: %s', (day, remark) => expect(dayRemark(day)).toBe(remark));

  it('are the same wherever the process runs', () => {
    const script = `
      const { isWorkingDay } = require('./server/reference/index.ts');
      console.log(['2026-10-10', '2026-10-11', '2026-10-12', '2031-01-22', '2031-01-28'].map(isWorkingDay).join());`;
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
        timeout: 25_000,
      }).trim();
    for (const zone of ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'])
      expect([zone, inZone(zone)]).toEqual([zone, 'true,false,true,false,true']);
  });
});

describe('publicity', () => {
  it.each([
    ['from a Monday', '2026-11-23T12:00:00', 3, '2026-11-27'],
    ['from a Monday before dawn, still Monday', '2026-11-23T00:00:00', 3, '2026-11-27'],
    ['from a Thursday, over the weekend', '2026-11-26T12:00:00', 3, '2026-12-02'],
    ['from a Saturday', '2026-11-28T09:00:00', 3, '2026-12-03'],
    ['over 国庆 with its worked Saturday', '2026-09-30T18:00:00', 3, '2026-10-11'],
    ['from inside 国庆', '2026-10-03T18:00:00', 1, '2026-10-09'],
    ['with a worked Sunday', '2026-09-18T10:00:00', 1, '2026-09-21'],
    ['longer for a retroactive record', '2026-11-23T12:00:00', 7, '2026-12-03'],
  ])('%s', (_, from, days, end) => expect(publicityEnd(shanghai(from), days)).toEqual(midnight(end)));

  it('of no days ends at once', () => {
    const now = shanghai('2026-11-23T12:00:00');
    expect(publicityEnd(now, 0)).toEqual(now);
  });

  it.each([
    ['Monday of three', '2026-11-23T12:00:00', 3],
    ['on the second day', '2026-11-25T12:00:00', 1],
    ['on the last day', '2026-11-26T23:59:00', 0],
    ['after its end', '2026-11-28T10:00:00', 0],
  ])('has left, %s', (_, at, left) =>
    expect(workingDaysLeft(shanghai(at), midnight('2026-11-27'))).toBe(left),
  );

  it.each([
    ['with a day left, later', '2026-11-25T12:00:00', '2026-12-07T10:00:00', '2026-12-09'],
    ['on its last day, for the rest of a day', '2026-11-26T12:00:00', '2026-12-07T10:00:00', '2026-12-08'],
    ['at once, as if nothing had been', '2026-11-24T12:00:00', '2026-11-24T15:00:00', '2026-11-27'],
  ])('goes on %s', (_, paused, now, end) =>
    expect(resumedPublicityEnd(shanghai(now), shanghai(paused), midnight('2026-11-27'))).toEqual(
      midnight(end),
    ),
  );
});
