import { DAY, startOfShanghaiDay } from '../platform/clock';
import { ensure, invalid } from '../platform/fault';
import { isDay } from '../reference';

export type FiguresScope = 'AREA' | 'ORGANIZATION';
export const GRAINS = ['DAY', 'MONTH', 'YEAR', 'ALL'] as const;
export type Grain = (typeof GRAINS)[number];

/** The period that holds every day. */
export const ALL_TIME = 'ALL';
/** The code of the whole country. */
export const COUNTRY = '000000';

/** A day, month or year, as forms take it. */
export const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
/** How many periods one answer may hold. */
const MOST = { DAY: 366, MONTH: 120, YEAR: 50, ALL: 1 } as const;

/** @param period `2026-11-25`, `2026-11`, `2026` or `ALL` */
export function grainOf(period: string): Grain {
  if (period === ALL_TIME) return 'ALL';
  return ({ 10: 'DAY', 7: 'MONTH', 4: 'YEAR' } as const)[period.length as 10] ?? 'DAY';
}

/** @returns the period that adds up this one and its siblings, null for all time */
export function periodAbove(period: string): string | null {
  const grain = grainOf(period);
  if (grain === 'ALL') return null;
  return grain === 'YEAR' ? ALL_TIME : period.slice(0, -3);
}

/** @returns how the periods below are named: a prefix of exactly them, and their grain */
export function periodsBelow(period: string): { grain: Grain; prefix: string } {
  const grain = GRAINS[GRAINS.indexOf(grainOf(period)) - 1]!;
  return { grain, prefix: period === ALL_TIME ? '' : `${period}-` };
}

/** @returns the first and the last day of a period, both in it; null for all time */
export function daysOf(period: string): { first: string; last: string } | null {
  switch (grainOf(period)) {
    case 'ALL':
      return null;
    case 'DAY':
      return { first: period, last: period };
    case 'YEAR':
      return { first: `${period}-01-01`, last: `${period}-12-31` };
    case 'MONTH':
      return { first: `${period}-01`, last: lastDayOfMonth(period) };
  }
}

function lastDayOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}

/** @returns the instants between which a period lies: from `start` up to, not including, `end` */
export function instantsOf(day: string): { start: Date; end: Date } {
  const start = startOfShanghaiDay(day);
  return { start, end: new Date(start.getTime() + DAY) };
}

/** @returns the day after, `YYYY-MM-DD` */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

function periodAfter(period: string): string {
  const { last } = daysOf(period)!;
  return dayAfter(last).slice(0, period.length);
}

/**
 * @param from a day, month or year; `to` of the same kind, both included
 * @returns every period from `from` to `to`
 * @throws Fault invalid `periods_differ` | `no_such_day` | `range_order` | `range_too_long`
 */
export function listPeriods(from: string, to: string): string[] {
  ensure(
    from.length === to.length,
    invalid('periods_differ', '开始和结束要同为日、月或年，请修改。', { field: 'to' }),
  );
  for (const [field, period] of Object.entries({ from, to }))
    ensure(isDay(daysOf(period)!.first), invalid('no_such_day', '没有这一天，请重新选择日期。', { field }));
  ensure(from <= to, invalid('range_order', '结束不能早于开始，请修改。', { field: 'to' }));
  const most = MOST[grainOf(from)];
  const periods: string[] = [];
  for (let period = from; period <= to; period = periodAfter(period)) {
    periods.push(period);
    ensure(
      periods.length <= most,
      invalid('range_too_long', `一次最多查看 ${most} 个时段，请缩短范围。`, { field: 'to', most }),
    );
  }
  return periods;
}

/** @returns the twelve months that end with the month of `day` */
export function lastYearOfMonths(day: string): { from: string; to: string } {
  const [year, month] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year!, month! - 12, 1));
  return { from: first.toISOString().slice(0, 7), to: day.slice(0, 7) };
}
