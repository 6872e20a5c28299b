import { POINT_EXPECTED, pointOf } from '../../../words/position';
import type { Plan, WhenAndWhere } from './plan';

/** field → what to write there */
export type Problems = Record<string, string>;

export function problemsOfWhenAndWhere(plan: WhenAndWhere): Problems {
  const { startsAt, endsAt, recruitUntil, place, areaCode, position } = plan;
  const problems: Problems = {};
  if (!startsAt) problems.startsAt = '请选择开始时间。';
  if (!endsAt) problems.endsAt = '请选择结束时间。';
  else if (endsAt <= startsAt) problems.endsAt = '结束时间要晚于开始时间。';
  if (!recruitUntil) problems.recruitUntil = '请选择报名截止时间。';
  else if (startsAt && recruitUntil > startsAt) problems.recruitUntil = '报名要在活动开始前截止。';
  if (!areaCode) problems.areaCode = '请选择活动所在地区。';
  if (!place.trim()) problems.place = '请写明详细地址。';
  if (!pointOf(position)) problems.position = POINT_EXPECTED;
  return problems;
}

/** @returns what is missing before the plan can be kept; the server has the last word */
export function problemsOf(plan: Plan): Problems {
  const problems = problemsOfWhenAndWhere(plan);
  if (!plan.title.trim()) problems.title = '请写活动名称。';
  if (!plan.category) problems.category = '请选择服务类别。';
  if (!plan.intro.trim()) problems.intro = '请写活动介绍。';
  if (!plan.recruitFrom) problems.recruitFrom = '请选择报名开始时间。';
  if (plan.posts.some(({ title }) => !title.trim())) problems.posts = '请写每个岗位的名称。';
  else if (plan.posts.some(({ places }) => !places)) problems.posts = '请写每个岗位的人数。';
  if (!plan.contact.trim()) problems.contact = '请写咨询方式。';
  if (plan.riskNotice.trim().length < 5) problems.riskNotice = '请真实、完整地写出可能的风险，至少 5 个字。';
  if (plan.riskLevel !== 'NONE' && !plan.insurance.trim())
    problems.insurance = '有风险的活动需要先为志愿者投保，请填写保险公司和保单号。';
  return problems;
}
