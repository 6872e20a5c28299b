import { momentText } from '../platform/chinese-time';
import { shanghaiDay, startOfShanghaiDay } from '../platform/clock';
import { type Fault, invalid } from '../platform/fault';
import { addDays, weekdayOf } from '../reference';
import type { Activity } from './activity.entity';
import { recruitmentPast } from './activity-form.rules';

/** How a series goes on after its first date: on which weekdays, and until a day or until there are enough. */
export interface Recurrence {
  weekdays: string;
  until?: string | null;
  count?: number | null;
  /** days that are left out */
  without?: readonly string[];
}

/** Nobody plans further than this, however few days are left. */
const FURTHEST_DAYS = 2 * 366;

/** @returns the first day and those that follow it; one more than `most` at the most, to see that there are too many */
export function seriesDays(first: string, recurrence: Recurrence, most: number): string[] {
  const { weekdays, until, count, without = [] } = recurrence;
  const last = until ?? addDays(first, FURTHEST_DAYS);
  const enough = Math.min(count ?? most + 1, most + 1);
  const days = [first];
  for (let day = addDays(first, 1); day <= last && days.length < enough; day = addDays(day, 1))
    if (weekdays.includes(String(weekdayOf(day))) && !without.includes(day)) days.push(day);
  return days;
}

/** @returns what is wrong with the dates that a recurrence gives, null when nothing is */
export function faultOfSeries(
  { until, count }: Recurrence,
  days: readonly string[],
  most: number,
): Fault | null {
  if ((until == null) === (count == null)) {
    return invalid('series_end_required', '请写明到哪一天为止，或一共多少次，二者选一。', { field: 'until' });
  }
  if (days.length > most) {
    return invalid('series_too_long', `一次最多安排 ${most} 次，请提前结束的日期。`, { field: 'until' });
  }
  return days.length < 2
    ? invalid('series_too_short', '这样安排只有一次活动，请多选一些日子，或推后结束的日期。', {
        field: 'until',
      })
    : null;
}

/** @returns what keeps the dates of a series from being submitted together: those that are too late, by name */
export function faultOfLateDates(
  dates: readonly Pick<Activity, 'startsAt' | 'recruitUntil'>[],
  now: Date,
): Fault | null {
  const late = dates.filter((date) => recruitmentPast(date, now)).map(({ startsAt }) => momentText(startsAt));
  const [first] = late;
  if (!first || dates.length < 2) return null;
  const named = late.slice(0, MOST_NAMED).join('、');
  const which = late.length === 1 ? '这一次' : late.length > MOST_NAMED ? `等 ${late.length} 次` : '这几次';
  return invalid(
    'series_date_past',
    `每周安排里 ${named}${which}的报名已经截止，整组还不能提交。请打开${first}这一次，把时间改到以后；后面各次也要推后的，选“这一次和以后各次”。`,
    { field: 'recruitUntil' },
  );
}

const MOST_NAMED = 5;

type Timed = Pick<Activity, 'startsAt' | 'endsAt' | 'recruitFrom' | 'recruitUntil'>;

/** @returns milliseconds between the days of two instants; the time of day does not count */
export const daysApart = (from: Date, to: Date): number =>
  startOfShanghaiDay(shanghaiDay(to)).getTime() - startOfShanghaiDay(shanghaiDay(from)).getTime();

/** @returns the same times on another day: recruitment begins and ends as long before */
export function timesOn(day: string, first: Timed): Timed {
  const apart = daysApart(first.startsAt, startOfShanghaiDay(day));
  const moved = (instant: Date) => new Date(instant.getTime() + apart);
  return {
    startsAt: moved(first.startsAt),
    endsAt: moved(first.endsAt),
    recruitFrom: moved(first.recruitFrom),
    recruitUntil: moved(first.recruitUntil),
  };
}

/** @returns the form with its instants on days that are so much later */
export function formApart<F extends Partial<Record<keyof Timed, string>>>(form: F, apart: number): F {
  const moved = { ...form };
  for (const field of ['startsAt', 'endsAt', 'recruitFrom', 'recruitUntil'] as const) {
    const at = form[field];
    if (at) moved[field] = new Date(Date.parse(at) + apart).toISOString() as F[typeof field];
  }
  return moved;
}

export const MOST_SERIES_DATES = 52;
