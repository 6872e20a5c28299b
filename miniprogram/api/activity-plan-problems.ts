import type { Failure } from '../core/http';
import type { Plan } from './activity-plan';

/** What is wrong with a form: field → a sentence below it. */
export type Problems = Partial<Record<string, string>>;

export const PLAN_STEPS = ['做什么', '何时何地', '招募谁', '风险与保障'];

/** Which fields each step asks for. */
const FIELDS: (keyof Plan)[][] = [
  ['title', 'category', 'scene', 'intro'],
  ['startsAt', 'endsAt', 'recruitFrom', 'recruitUntil', 'place', 'areaCode', 'radiusMetres'],
  [
    'places',
    'posts',
    'approval',
    'waitlist',
    'invitedOnly',
    'membersOnly',
    'depositYuan',
    'minAge',
    'maxAge',
    'leadId',
    'contact',
    'targets',
  ],
  ['riskLevel', 'riskNotice', 'insurance', 'guarantees'],
];

const NEEDED: Problems = {
  title: '请填写活动名称',
  category: '请选择服务类别',
  intro: '请写写活动做什么',
  startsAt: '请选择开始时间',
  endsAt: '请选择结束时间',
  recruitFrom: '请选择报名开始时间',
  recruitUntil: '请选择报名截止时间',
  place: '请填写集合地址',
  areaCode: '请选择所在地区',
  radiusMetres: '请填写签到范围',
  contact: '请填写咨询方式',
  riskNotice: '请如实写明可能的风险',
};

const whole = (text: string, least: number, most: number): boolean =>
  /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** @returns what to mend before the next step; the server judges again */
export function planProblems(plan: Plan, step: number): Problems {
  const problems: Problems = {};
  for (const field of FIELDS[step] ?? []) {
    const problem = problemOf(plan, field);
    if (problem) problems[field] = problem;
  }
  return problems;
}

function problemOf(plan: Plan, field: keyof Plan): string | undefined {
  const value = plan[field];
  if (NEEDED[field] && String(value).trim() === '') return NEEDED[field];
  return CONTRADICTIONS[field]?.(plan);
}

const age = (text: string): string | undefined =>
  text && !whole(text, 14, 120) ? '请填写 14 到 120 的整数，不限就留空' : undefined;

const CONTRADICTIONS: Partial<Record<keyof Plan, (plan: Plan) => string | undefined>> = {
  // Moments are written so that they compare as text.
  endsAt: ({ startsAt, endsAt }) => (endsAt <= startsAt ? '结束时间要晚于开始时间' : undefined),
  recruitUntil: ({ startsAt, recruitFrom, recruitUntil }) => {
    if (recruitUntil <= recruitFrom) return '报名截止时间要晚于报名开始时间';
    return recruitUntil > startsAt ? '报名要在活动开始前截止' : undefined;
  },
  place: ({ latitude, longitude }) =>
    latitude === 0 && longitude === 0 ? '请在地图上选点，签到时要核对位置' : undefined,
  radiusMetres: ({ radiusMetres }) =>
    whole(radiusMetres, 50, 5000) ? undefined : '请填写 50 到 5000 之间的米数',
  places: ({ places, posts }) => {
    if (posts.length > 0) return undefined;
    if (places.trim() === '') return '请填写招募人数';
    return whole(places, 1, 100_000) ? undefined : '请填写 1 以上的整数';
  },
  posts: ({ posts }) => {
    if (posts.some(({ title }) => title.trim() === '')) return '请填写每个岗位的名称';
    if (new Set(posts.map(({ title }) => title.trim())).size < posts.length) return '岗位名称不能重复';
    if (posts.some(({ places }) => !whole(places, 1, 100_000))) return '请填写每个岗位的人数，1 以上的整数';
    return posts.map(({ minAge }) => age(minAge)).find((problem) => problem !== undefined);
  },
  depositYuan: ({ depositYuan, invitedOnly }) =>
    depositYuan && !invitedOnly && !whole(depositYuan, 1, 1_000) ? '请填写整数元，不收就留空' : undefined,
  minAge: ({ minAge }) => age(minAge),
  maxAge: ({ minAge, maxAge }) =>
    age(maxAge) ??
    (minAge && maxAge && Number(minAge) > Number(maxAge) ? '最大年龄不能小于最小年龄' : undefined),
  riskNotice: ({ riskNotice }) => (riskNotice.trim().length < 5 ? '请至少写 5 个字' : undefined),
  insurance: ({ riskLevel, insurance }) =>
    riskLevel !== 'NONE' && !insurance.trim()
      ? '有风险的活动要先为志愿者投保，请填写保险公司和保单号'
      : undefined,
};

/** What the server calls otherwise. */
const NAMED: Partial<Record<string, keyof Plan>> = { depositFen: 'depositYuan' };

/** @returns the fields that the server names in a refusal, by its names */
export function problemsOf(failure: unknown): Problems {
  const { detail, message } = failure as Partial<Failure>;
  const listed = (detail?.fields as { field: string; message: string }[] | undefined) ?? [];
  const single = detail?.field ? [{ field: String(detail.field), message: message ?? '' }] : [];
  return Object.fromEntries([...listed, ...single].map((each) => [each.field, each.message]));
}

/** @returns the fields that the server names, and the first step with one of them; step -1 when it names none */
export function placeFailure(failure: unknown): { problems: Problems; step: number } {
  const problems: Problems = Object.fromEntries(
    Object.entries(problemsOf(failure)).map(([field, message]) => [NAMED[field] ?? field, message]),
  );
  return { problems, step: FIELDS.findIndex((fields) => fields.some((field) => problems[field])) };
}
