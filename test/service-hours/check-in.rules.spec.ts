import {
  checkInPhase,
  codeSlotAt,
  codeSlotEnds,
  codeSlotIsValid,
  isFromAnEarlierDay,
  momentText,
} from '../../server/service-hours/check-in.rules';
import { CheckInCodes } from '../../server/service-hours/check-in-codes';

const shanghai = (text: string) => new Date(`${text}+08:00`);
const activity = { startsAt: shanghai('2026-11-28T09:00:00'), endsAt: shanghai('2026-11-28T11:30:00') };

describe('the time for checking in', () => {
  it.each([
    ['2026-11-28T08:29:59.999', 'too_early'],
    ['2026-11-28T08:30:00', 'open'],
    ['2026-11-28T11:29:59.999', 'open'],
    ['2026-11-28T11:30:00', 'over'],
  ])('at %s is %s', (now, phase) => expect(checkInPhase(activity, shanghai(now), 30)).toBe(phase));

  it.each([
    ['2026-11-28T23:59:59.999', false],
    ['2026-11-29T00:00:00', true],
  ])('a check-in of that morning is, at %s, of an earlier day: %s', (now, earlier) =>
    expect(isFromAnEarlierDay(shanghai('2026-11-28T09:00:00'), shanghai(now))).toBe(earlier),
  );

  it.each([
    ['over midnight', '2026-11-28T23:50:00', '2026-11-29T00:10:00', true],
    ['from one hour of the morning to the next', '2026-11-29T00:10:00', '2026-11-29T01:10:00', false],
    // 00:10 and 07:59 in Shanghai are on the day before in Greenwich.
    ['through the midnight of Greenwich', '2026-11-29T07:50:00', '2026-11-29T08:10:00', false],
    ['over the end of a month', '2026-11-30T23:50:00', '2026-12-01T00:10:00', true],
    ['over the end of a year', '2026-12-31T23:50:00', '2027-01-01T00:10:00', true],
    ['into 29 February', '2028-02-28T23:50:00', '2028-02-29T00:10:00', true],
    ['out of 29 February', '2028-02-29T23:50:00', '2028-03-01T00:10:00', true],
    ['out of 28 February of other years', '2026-02-28T23:50:00', '2026-03-01T00:10:00', true],
  ])('a check-in %s is of an earlier day: %s to %s, %s', (_, inAt, now, earlier) =>
    expect(isFromAnEarlierDay(shanghai(inAt), shanghai(now))).toBe(earlier),
  );

  it('says a moment as people do', () =>
    expect(momentText(shanghai('2026-11-08T00:05:00'))).toBe('11月8日 00:05'));
});

describe('check-in codes', () => {
  const start = codeSlotEnds(9, 30).getTime();
  it.each([
    ['before its slot', -1, false],
    ['when its slot begins', 0, true],
    ['when its slot ends', 29_999, true],
    ['in the grace', 39_999, true],
    ['after the grace', 40_000, false],
    ['a day later', 86_400_000, false],
  ])('%s', (_, ms, valid) => {
    expect(codeSlotAt(new Date(start), 30)).toBe(10);
    expect(codeSlotIsValid(10, new Date(start + ms), 30)).toBe(valid);
  });

  it('gives a short slot no more grace than its length', () => {
    const end = codeSlotEnds(10, 5).getTime();
    expect(codeSlotIsValid(10, new Date(end + 4_999), 5)).toBe(true);
    expect(codeSlotIsValid(10, new Date(end + 5_000), 5)).toBe(false);
  });

  const codes = new CheckInCodes(Buffer.alloc(32, 7), { checkInCodeSeconds: 30, offlineScanMinutes: 30 });
  const now = new Date(start + 12_000);
  const mine = '01JD0000000000000000000001';
  const other = '01JD0000000000000000000002';
  const { code, secondsLeft, validUntil } = codes.issue(mine, now);

  it('tell how long they are shown', () => {
    expect(secondsLeft).toBe(18);
    expect(validUntil.getTime()).toBe(start + 30_000);
  });

  it.each([
    ['its own activity', code, mine, now, 'valid'],
    ['another activity', code, other, now, 'foreign'],
    ['its own activity a minute later', code, mine, new Date(now.getTime() + 60_000), 'late'],
    ['its own activity 30 minutes after it began to show', code, mine, new Date(start + 1_800_000), 'late'],
    ['its own activity later than that', code, mine, new Date(start + 1_800_001), 'expired'],
    ['its own activity before it was shown', code, mine, new Date(start - 1), 'expired'],
    ['the next slot written over it', code.replace(/-\d+\./, '-11.'), mine, now, 'foreign'],
    ['an altered signature', `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`, mine, now, 'foreign'],
    ['nonsense', 'nonsense', mine, now, 'foreign'],
  ])('count at %s as they should', (_, given, activityId, at, verdict) =>
    expect(codes.check(given, activityId, at).verdict).toBe(verdict),
  );

  it('of another server key do not count', () => {
    const foreign = new CheckInCodes(Buffer.alloc(32, 8), {
      checkInCodeSeconds: 30,
      offlineScanMinutes: 30,
    }).issue(mine, now);
    expect(codes.check(foreign.code, mine, now).verdict).toBe('foreign');
  });
});
