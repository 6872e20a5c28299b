import { del, get, post } from '../core/http';
import { clockText, dayText } from '../core/time';
import { activityStateName } from './organizer-activities';

interface Occasion {
  startsAt: string;
  endsAt: string;
  /** what is special about the day: a holiday, a weekend that is worked */
  remark: string | null;
}

interface DateRow extends Occasion {
  id: string;
  state: string;
  phase: string;
  places: number;
  freePlaces: number;
}

export interface SeriesDate extends DateRow {
  when: string;
  /** how many signed up */
  taken: number;
  standing: string;
}

/** 每周服务: activities that were planned together. */
export interface ActivitySeries {
  /** that of its first date */
  id: string;
  /** 每周三、六 · 共 12 次 */
  title: string;
  dates: SeriesDate[];
}

export interface SeriesDay extends Occasion {
  day: string;
  when: string;
}

export interface SeriesForm {
  /** 1 for Monday to 7 for Sunday, e.g. `36` */
  weekdays: string;
  until?: string;
  count?: number;
  without?: string[];
}

export type Audience = 'organizer' | 'unit' | 'public';

const DAYS = ['一', '二', '三', '四', '五', '六', '日'];

export const WEEKDAYS = DAYS.map((name, index) => ({ code: String(index + 1), name: `周${name}` }));

/** @returns 1 for Monday to 7 for Sunday */
export const weekdayOf = (day: string): string => String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);

const path = (id: string, what = 'series'): string => `/api/organizer/activities/${id}/${what}`;
const whenOf = ({ startsAt, endsAt }: Occasion): string =>
  `${dayText(startsAt)} ${clockText(startsAt)}–${clockText(endsAt)}`;

/** @param only the state of the dates that are wanted; empty for all */
export async function findSeries(audience: Audience, activityId: string, only = ''): Promise<ActivitySeries> {
  const row = await get<{ id: string; weekdays: string; dates: DateRow[] }>(
    `/api/${audience}/activities/${activityId}/series`,
  );
  const days = [...row.weekdays].map((day) => DAYS[Number(day) - 1]).join('、');
  const dates = row.dates
    .filter(({ state }) => !only || state === only)
    .map((date) => ({
      ...date,
      when: whenOf(date),
      taken: date.places - date.freePlaces,
      standing: standingOf(date),
    }));
  return { id: row.id, title: `每周${days} · 共 ${dates.length} 次`, dates };
}

/** Too late for an approval: it would leave them out. */
const tooLate = ({ state, phase }: DateRow): boolean =>
  state === 'PENDING' && !['upcoming', 'recruiting'].includes(phase);

/** @returns what an officer is to know before approving; empty when nothing */
export function lateNote(dates: readonly SeriesDate[]): string {
  const late = dates.filter(tooLate).length;
  if (late === 0) return '';
  return late < dates.length
    ? `其中 ${late} 次报名已经截止：通过时不发布这几次，其余照常发布，组织会收到说明。`
    : '各次的报名都已经截止，不能通过，请退回让组织改时间。';
}

function standingOf(date: DateRow): string {
  const { state, phase, freePlaces } = date;
  if (tooLate(date)) return '报名已截止';
  if (state !== 'PUBLISHED') return activityStateName(state);
  if (phase === 'ended') return '已结束';
  if (phase === 'in_progress') return '进行中';
  if (phase === 'recruitment_over') return '报名已截止';
  return freePlaces > 0 ? `余 ${freePlaces} 位` : '已满';
}

/** On which days it would be; nothing is kept. @throws Failure `series_too_long` … */
export async function previewSeries(activityId: string, form: SeriesForm): Promise<SeriesDay[]> {
  const { days } = await post<{ days: Omit<SeriesDay, 'when'>[] }>(path(activityId, 'series-preview'), form);
  return days.map((day) => ({ ...day, when: whenOf(day) }));
}

/** Makes the other dates of a draft; once, however often it is asked for. */
export const planSeries = (activityId: string, form: SeriesForm): Promise<void> =>
  post(path(activityId), form);

/** Takes the other dates back, as long as none was published. */
export const dissolveSeries = (activityId: string): Promise<void> => del(path(activityId));
