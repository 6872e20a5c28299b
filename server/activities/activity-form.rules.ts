import { type Fault, invalid } from '../platform/fault';
import { findArea } from '../reference';
import type { Activity } from './activity.entity';
import { isRisky } from './activity.rules';

type Checked = Pick<
  Activity,
  'areaCode' | 'startsAt' | 'endsAt' | 'recruitFrom' | 'recruitUntil' | 'minAge' | 'maxAge'
>;

const fault = (code: string, message: string, field: string): Fault => invalid(code, message, { field });

/** @returns the first thing that contradicts itself, null when all fits together */
export function faultOfPlan(plan: Checked): Fault | null {
  const { areaCode, startsAt, endsAt, recruitFrom, recruitUntil, minAge, maxAge } = plan;
  if (!findArea(areaCode)) return fault('unknown_area', '没有这个地区，请重新选择活动所在地区。', 'areaCode');
  if (startsAt >= endsAt) return fault('ends_before_start', '结束时间要晚于开始时间，请修改。', 'endsAt');
  if (recruitFrom >= recruitUntil) {
    return fault('recruitment_order', '报名截止时间要晚于报名开始时间，请修改。', 'recruitUntil');
  }
  if (recruitUntil > startsAt) {
    return fault('recruitment_after_start', '报名要在活动开始前截止，请修改。', 'recruitUntil');
  }
  if (minAge !== null && maxAge !== null && minAge > maxAge) {
    return fault('age_order', '最大年龄不能小于最小年龄，请修改。', 'maxAge');
  }
  return null;
}

/** What the platform allows of deposits; undefined where no merchant at WeChat Pay is named. */
export type DepositTerms = { maxDepositFen: number } | undefined;

/** @returns what is wrong with the deposit of a plan, null when there is none or nothing is */
export function faultOfDeposit(
  { depositFen, invitedOnly }: Pick<Activity, 'depositFen' | 'invitedOnly'>,
  terms: DepositTerms,
): Fault | null {
  if (depositFen === null) return null;
  if (!terms) return fault('deposit_unavailable', '平台还没有开通微信支付，暂时不能收取押金。', 'depositFen');
  if (depositFen > terms.maxDepositFen) {
    const most = terms.maxDepositFen / 100;
    return fault('deposit_too_high', `押金最多 ${most} 元，请修改。`, 'depositFen');
  }
  if (invitedOnly)
    return fault('deposit_not_for_invited', '仅限受邀者的活动不收押金，请去掉押金。', 'depositFen');
  return null;
}

/** Nobody can sign up any more: too late to publish it. */
export const recruitmentPast = ({ recruitUntil }: Pick<Activity, 'recruitUntil'>, now: Date): boolean =>
  recruitUntil <= now;

/** @returns what keeps a complete plan from being submitted or published now, null when nothing does */
export function faultOfPublication(
  plan: Pick<Activity, 'recruitUntil' | 'riskLevel' | 'insurance'>,
  now: Date,
): Fault | null {
  if (recruitmentPast(plan, now)) {
    return fault('recruitment_past', '报名截止时间已经过了，请先修改活动时间。', 'recruitUntil');
  }
  if (isRisky(plan) && !plan.insurance) {
    return fault(
      'insurance_required',
      '有风险的活动需要先为志愿者投保，请填写保险公司和保单号。',
      'insurance',
    );
  }
  return null;
}
