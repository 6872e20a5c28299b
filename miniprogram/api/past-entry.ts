import { dayKey, spanText } from '../core/time';
import { instantOf, momentOf } from './activity-plan';
import { type Problems, problemsOf } from './activity-plan-problems';
import type { PastActivity, PastForm } from './past-activities';

/** One span of one person; times that are left empty are those of the activity. */
export interface PastPerson {
  volunteerNumber: string;
  name: string;
  startAt: string;
  endAt: string;
}

/** A 补录 while it is written: moments read `2026-11-28 09:00` on Shanghai's clock. */
export interface PastEntry {
  title: string;
  category: string;
  intro: string;
  reason: string;
  startsAt: string;
  endsAt: string;
  areaCode: string;
  areaName: string;
  place: string;
  /** both 0 while nothing is chosen on the map, which is allowed */
  latitude: number;
  longitude: number;
  people: PastPerson[];
  proof: string[];
}

export const EMPTY_ENTRY: PastEntry = {
  title: '',
  category: '',
  intro: '',
  reason: '',
  startsAt: '',
  endsAt: '',
  areaCode: '',
  areaName: '',
  place: '',
  latitude: 0,
  longitude: 0,
  people: [],
  proof: [],
};

/** @returns what was handed in, to be corrected */
export const entryOf = (past: PastActivity): PastEntry => ({
  title: past.title,
  category: past.category,
  intro: past.intro,
  reason: past.reason,
  startsAt: momentOf(past.startsAt),
  endsAt: momentOf(past.endsAt),
  areaCode: past.areaCode,
  areaName: past.areaName,
  place: past.place,
  latitude: past.position?.latitude ?? 0,
  longitude: past.position?.longitude ?? 0,
  people: past.people.map((each) => ({
    volunteerNumber: each.volunteerNumber,
    name: each.volunteerName,
    startAt: each.startAt === past.startsAt ? '' : momentOf(each.startAt),
    endAt: each.endAt === past.endsAt ? '' : momentOf(each.endAt),
  })),
  proof: past.proof,
});

type Times = Pick<PastEntry, 'startsAt' | 'endsAt'>;

/** @returns from when to when somebody served, as moments */
export const spanOf = ({ startAt, endAt }: PastPerson, { startsAt, endsAt }: Times): [string, string] => [
  startAt || startsAt,
  endAt || endsAt,
];

/** @returns 全程 · 11月28日 周六 09:00–11:30 */
export function spanWords(person: PastPerson, times: Times): string {
  const [from, to] = spanOf(person, times);
  if (!from || !to) return '先填写活动的时间';
  const whole = from === times.startsAt && to === times.endsAt;
  return `${whole ? '全程 · ' : ''}${spanText(instantOf(from), instantOf(to))}`;
}

/** @returns what is wrong with the times of one person; undefined when nothing is */
export function spanProblem(person: PastPerson, times: Times): string | undefined {
  const [from, to] = spanOf(person, times);
  if (to <= from) return '结束时间要晚于开始时间';
  if (from < times.startsAt || to > times.endsAt) return '要在活动时间之内';
  // What ends at midnight ends on the day before.
  const last = new Date(Date.parse(instantOf(to)) - 1).toISOString();
  return dayKey(instantOf(from)) === dayKey(last) ? undefined : '要在同一天之内，跨天的请按天各加一段';
}

export const ENTRY_STEPS = ['做了什么', '何时何地', '志愿者', '证明'];

const FIELDS: string[][] = [
  ['title', 'category', 'intro', 'reason'],
  ['startsAt', 'endsAt', 'areaCode', 'place', 'position'],
  ['people', 'startAt', 'endAt'],
  ['proof'],
];

const SHORTEST: Record<string, [number, string]> = {
  title: [2, '请填写活动名称，至少 2 个字'],
  category: [1, '请选择服务类别'],
  intro: [5, '请写写做了什么，至少 5 个字'],
  reason: [5, '请写明为什么没有事先发布，至少 5 个字'],
  startsAt: [1, '请选择开始时间'],
  endsAt: [1, '请选择结束时间'],
  areaCode: [1, '请选择所在地区'],
  place: [2, '请填写地点，至少 2 个字'],
};

/** @returns what to mend before the next step; the server judges again */
export function entryProblems(entry: PastEntry, step: number, now = Date.now()): Problems {
  const fields = FIELDS[step] ?? [];
  const problems: Problems = {};
  for (const field of fields) {
    const [shortest, words] = SHORTEST[field] ?? [0, ''];
    if (String(entry[field as keyof PastEntry] ?? '').trim().length < shortest) problems[field] = words;
  }
  const more = CONTRADICTIONS[step]?.(entry, now) ?? {};
  return { ...more, ...problems };
}

/** Moments are written so that they compare as text. */
const CONTRADICTIONS: ((entry: PastEntry, now: number) => Problems)[] = [
  () => ({}),
  ({ startsAt, endsAt }, now) => {
    if (endsAt && endsAt <= startsAt) return { endsAt: '结束时间要晚于开始时间' };
    return endsAt && Date.parse(instantOf(endsAt)) > now ? { endsAt: '只能补录已经结束的活动' } : {};
  },
  (entry) => {
    if (entry.people.length === 0) return { people: '请至少添加一位志愿者' };
    const [wrong] = entry.people.flatMap((each) => {
      const problem = spanProblem(each, entry);
      return problem ? `${each.name}的服务时间${problem}` : [];
    });
    return wrong ? { people: wrong } : {};
  },
  ({ proof }) => (proof.length === 0 ? { proof: '请上传签到表或现场照片，没有证明不能补录' } : {}),
];

/** @returns the fields that the server names, and the step where they are; -1 when it names none */
export function placeEntryFailure(failure: unknown): { problems: Problems; step: number } {
  const named = problemsOf(failure);
  const problems: Problems = {};
  // Of a person in the list the server names the place and the field: people.3.startAt.
  for (const [field, message] of Object.entries(named)) {
    const own = /^(people|startAt$|endAt$)/.test(field) ? 'people' : field.replace(/[.[].*$/, '');
    problems[own] = problems[own] ?? message;
  }
  return { problems, step: FIELDS.findIndex((fields) => fields.some((field) => problems[field])) };
}

/** @param entry without problems in any step */
export const formOfEntry = (entry: PastEntry): PastForm => ({
  title: entry.title.trim(),
  category: entry.category,
  place: entry.place.trim(),
  areaCode: entry.areaCode,
  ...(entry.latitude || entry.longitude
    ? { position: { latitude: entry.latitude, longitude: entry.longitude } }
    : {}),
  startsAt: instantOf(entry.startsAt),
  endsAt: instantOf(entry.endsAt),
  intro: entry.intro.trim(),
  reason: entry.reason.trim(),
  people: entry.people.map((each) => {
    const [from, to] = spanOf(each, entry);
    return { volunteerNumber: each.volunteerNumber, startAt: instantOf(from), endAt: instantOf(to) };
  }),
  proof: entry.proof,
});
