import { getDayDetail, getLunarDate } from 'chinese-days';
import { DAY, nextShanghaiMidnight, shanghaiDay, startOfShanghaiDay } from '../platform/clock';

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/**
 * What the State Council announced for a day, undefined for a day it left as it is. The library reckons in the zone of
 * the process: west of Greenwich its weekdays are wrong, while its announced days, shifted alike on both sides, are found.
 */
function announcement(day: string): { works: boolean } | undefined {
  const { name, work } = getDayDetail(day);
  // A named day reads `National Day,国庆节,3`, any other `Friday`.
  return name.includes(',') ? { works: work } : undefined;
}

/** A year is announced in the autumn before; until the library knows it, there is no entry. */
const isAnnounced = (year: string): boolean => announcement(`${year}-10-01`) !== undefined;

const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
const LUNAR = ['1-1', '1-2', '1-3', '5-5', '8-15'];

function lunarDay(day: string): string {
  const { lunarMon, lunarDay: number, isLeap } = getLunarDate(day);
  return `${isLeap ? 'leap ' : ''}${lunarMon}-${number}`;
}

/** The solar term 清明 of a year of this century. */
function qingming(year: string): string {
  const y = Number(year.slice(2));
  return `${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`;
}

/** The 13 public holidays of 全国年节及纪念日放假办法 (2025), which hold without any announcement. */
function isStatutoryHoliday(day: string): boolean {
  const newYearsEve = lunarDay(addDays(day, 1)) === '1-1';
  return (
    FIXED.includes(day.slice(5)) ||
    LUNAR.includes(lunarDay(day)) ||
    newYearsEve ||
    day === qingming(day.slice(0, 4))
  );
}

/**
 * Whether people work on a day: announced holidays and working weekends (调休) where the library knows the year,
 * else Monday to Friday without the holidays that the law fixes. Not knowing a year's bridging days makes a
 * publicity period end a little early or late, never by a holiday itself.
 *
 * @param day `YYYY-MM-DD`
 */
export function isWorkingDay(day: string): boolean {
  const announced = announcement(day);
  if (announced) return announced.works;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const free = !isAnnounced(day.slice(0, 4)) && isStatutoryHoliday(day);
  return weekday >= 1 && weekday <= 5 && !free;
}

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
