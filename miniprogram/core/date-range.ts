import { dayKey } from './time';

export interface DateRange {
  name: string;
  /** YYYY-MM-DD; empty is open */
  from: string;
  to: string;
}

const DAY = 86_400_000;
const SATURDAY = 6;

/** @returns the ranges a list of activities can be limited to, the first without limit; days of Asia/Shanghai */
export function dateRanges(now = Date.now()): DateRange[] {
  const day = (ahead: number): string => dayKey(new Date(now + ahead * DAY).toISOString());
  const weekday = new Date(`${day(0)}T00:00:00Z`).getUTCDay();
  const toSaturday = weekday === 0 ? -1 : SATURDAY - weekday;
  return [
    { name: '全部时间', from: '', to: '' },
    { name: '今天', from: day(0), to: day(0) },
    { name: '明天', from: day(1), to: day(1) },
    { name: '本周末', from: day(Math.max(toSaturday, 0)), to: day(toSaturday + 1) },
    { name: '七天内', from: day(0), to: day(6) },
    { name: '三十天内', from: day(0), to: day(29) },
  ];
}
