import { MINUTE, nextShanghaiMidnight, shanghaiDay } from '../platform/clock';

interface Times {
  startsAt: Date;
  endsAt: Date;
}

/** Where `now` is in the time in which checking in to an activity makes sense. */
export type CheckInPhase = 'too_early' | 'open' | 'over';

export const checkInOpensAt = ({ startsAt }: Times, minutesBefore: number): Date =>
  new Date(startsAt.getTime() - minutesBefore * MINUTE);

/**
 * Checking in is over with the activity: no minute could be earned any more. Checking out stays possible until the
 * end of the day.
 */
export function checkInPhase(activity: Times, now: Date, minutesBefore: number): CheckInPhase {
  if (now < checkInOpensAt(activity, minutesBefore)) return 'too_early';
  return now < activity.endsAt ? 'open' : 'over';
}

/** Whether the midnight after the check-in has passed: no record crosses days (R33). */
export const isFromAnEarlierDay = (inAt: Date, now: Date): boolean => now >= nextShanghaiMidnight(inAt);

/** Longest time that a code is still taken after the next one shows: scanning and the network take a moment. */
const GRACE_SECONDS = 10;

/** @returns the number of the time slot that contains `now` */
export const codeSlotAt = (now: Date, seconds: number): number =>
  Math.floor(now.getTime() / (seconds * 1000));

/** @returns the instant at which the code of a slot begins to be shown */
export const codeSlotBegins = (slot: number, seconds: number): Date => new Date(slot * seconds * 1000);

/** @returns the instant at which the next code takes over */
export const codeSlotEnds = (slot: number, seconds: number): Date => new Date((slot + 1) * seconds * 1000);

/** Whether the code of `slot` is taken at `now`, by the server's clock. */
export function codeSlotIsValid(slot: number, now: Date, seconds: number): boolean {
  const graceMs = Math.min(GRACE_SECONDS, seconds) * 1000;
  return codeSlotAt(now, seconds) >= slot && now.getTime() < codeSlotEnds(slot, seconds).getTime() + graceMs;
}

/** @returns the volunteer number in what a personal code says: alone, or inside an address */
export const numberInCode = (code: string): string => /\bV[0-9A-Z]{10}\b/.exec(code)?.[0] ?? code;

const FORMAT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** @returns e.g. `09:00` */
export const clockText = (instant: Date): string => FORMAT.format(instant);

/** @returns e.g. `11月28日` */
export function dayText(instant: Date): string {
  const [, month, day] = shanghaiDay(instant).split('-');
  return `${Number(month)}月${Number(day)}日`;
}

/** @returns e.g. `11月28日 09:00` */
export const momentText = (instant: Date): string => `${dayText(instant)} ${FORMAT.format(instant)}`;
