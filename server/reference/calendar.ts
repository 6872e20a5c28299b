import { getDayDetail, getLunarDate } from 'chinese-days';

const DAY = 86_400_000;

/** @param day `YYYY-MM-DD`. @returns the day that comes `days` later */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** @param day `YYYY-MM-DD`, shaped like a day. @returns whether the calendar has it: 30 February it has not */
export const isDay = (day: string): boolean => {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === day;
};

/** @returns 1 for Monday to 7 for Sunday */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/**
 * What the State Council announced for a day, undefined for a day it left as it is. The library reckons in the zone of
 * the process: west of Greenwich its weekdays are wrong, while its announced days, shifted alike on both sides, are found.
 */
function announcement(day: string): { holiday: string; works: boolean } | undefined {
  const { name, work } = getDayDetail(day);
  // A named day reads `National Day,国庆节,3`, any other `Friday`.
  const [, holiday] = name.split(',');
  return holiday === undefined ? undefined : { holiday, works: work };
}

/** A year is announced in the autumn before; until the library knows it, there is no entry. */
const isAnnounced = (year: string): boolean => announcement(`${year}-10-01`) !== undefined;

const FIXED: Record<string, string> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};
const LUNAR: Record<string, string> = {
  '1-1': '春节',
  '1-2': '春节',
  '1-3': '春节',
  '5-5': '端午节',
  '8-15': '中秋节',
};

function lunarDay(day: string): string {
  const { lunarMon, lunarDay: number, isLeap } = getLunarDate(day);
  return `${isLeap ? 'leap ' : ''}${lunarMon}-${number}`;
}

/** The solar term 清明 of a year of this century. */
function qingming(year: string): string {
  const y = Number(year.slice(2));
  return `${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`;
}

/** @returns which of the 13 public holidays of 全国年节及纪念日放假办法 (2025), which hold without any announcement */
function statutoryHoliday(day: string): string | undefined {
  if (lunarDay(addDays(day, 1)) === '1-1') return '春节';
  if (day === qingming(day.slice(0, 4))) return '清明节';
  return FIXED[day.slice(5)] ?? LUNAR[lunarDay(day)];
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
  const free = !isAnnounced(day.slice(0, 4)) && statutoryHoliday(day) !== undefined;
  return weekdayOf(day) <= 5 && !free;
}

/** @returns what is special about a day, e.g. `国庆节假期`, `国庆节调休，要上班`; null for an ordinary one */
export function dayRemark(day: string): string | null {
  const announced = announcement(day);
  if (announced) return announced.works ? `${announced.holiday}调休，要上班` : `${announced.holiday}假期`;
  const holiday = isAnnounced(day.slice(0, 4)) ? undefined : statutoryHoliday(day);
  return holiday ? `${holiday}假期` : null;
}
