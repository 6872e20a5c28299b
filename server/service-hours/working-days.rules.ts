import { nextShanghaiMidnight, shanghaiDay, startOfShanghaiDay } from '../platform/clock';
import { addDays, isWorkingDay } from '../reference';

/** @returns the midnight that ends the `workingDays`-th working day after the day of `from`; `from` itself for 0 */
export function publicityEnd(from: Date, workingDays: number): Date {
  if (workingDays === 0) return from;
  let day = shanghaiDay(from);
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return startOfShanghaiDay(addDays(day, 1));
}

/** @returns how many whole working days of publicity were still to come on the day of `at` */
export function workingDaysLeft(at: Date, until: Date): number {
  const end = shanghaiDay(until);
  let left = 0;
  for (let day = addDays(shanghaiDay(at), 1); day < end; day = addDays(day, 1))
    if (isWorkingDay(day)) left += 1;
  return left;
}

/** @returns when a publicity that was paused at `pausedAt` ends after all; never before the midnight after `now` */
export function resumedPublicityEnd(now: Date, pausedAt: Date, until: Date): Date {
  const left = workingDaysLeft(pausedAt, until);
  return left === 0 ? nextShanghaiMidnight(now) : publicityEnd(now, left);
}
