import { momentText } from '../core/time';
import { MY_SIGN_UPS, type Way, wayOutOf } from '../core/ways';
import type { ActivityDetail, Eligibility, Reason, SignUp } from './activities';
import { type Deposit, fenText } from './deposits';

/** The one button below an activity: what it says, and what tapping it does. */
export interface SignUpStep {
  label: string;
  /** one line above the button */
  note: string;
  /** sign-up, wait and accept open the risk notice first, pay opens WeChat's sheet, go opens `way`, none is disabled */
  kind: 'sign-up' | 'wait' | 'accept' | 'pay' | 'go' | 'none';
  way?: Way;
}

const CLOSED: Record<string, string> = {
  activity_full: '名额已满',
  not_recruiting: '不在报名时间',
  invited_only: '仅限受邀者',
};

/**
 * @param eligibility null where nobody can log in: a page opened alone from Moments
 * @param postId      the post that was chosen
 * @param deposit     one's own, where the activity asks for one
 */
export function signUpStep(
  activity: ActivityDetail,
  eligibility: Eligibility | null,
  postId: string,
  deposit: Deposit | null = null,
): SignUpStep {
  if (!eligibility) return none('打开小程序后可以报名', '');
  if (deposit?.payable && eligibility.signUp?.state === 'CONFIRMED')
    return { label: `支付押金 ${deposit.amount}`, note: '名额已为您保留，支付后报名才算数', kind: 'pay' };
  if (eligibility.signUp) return stepFrom(eligibility.signUp, eligibility.position);
  const { eligible, mayWait, reasons } =
    eligibility.posts.find((each) => each.postId === postId) ?? eligibility;
  if (eligible) {
    const asked = activity.signUpMode === 'APPROVAL';
    const amount = activity.depositFen ? fenText(activity.depositFen) : '';
    if (asked)
      return {
        label: '申请报名',
        note: amount ? `组织通过后再支付可退押金 ${amount}` : '组织审核后通知您结果',
        kind: 'sign-up',
      };
    return amount
      ? { label: '报名并支付押金', note: `可退押金 ${amount}，全额退回`, kind: 'sign-up' }
      : { label: '我要报名', note: '', kind: 'sign-up' };
  }
  if (mayWait) return { label: '加入候补', note: '名额刚刚满了，有空位会按先后顺序通知您', kind: 'wait' };
  // What will not change by anything the reader does comes first: nobody should register for a full activity.
  const closed = reasons.find(({ code }) => code in CLOSED);
  if (closed) return none(CLOSED[closed.code] ?? '', '');
  return stepTowards(activity, reasons);
}

const WORDS: Partial<Record<SignUp['state'], string>> = {
  APPLIED: '已提交，等待组织审核',
  CONFIRMED: '您已报名',
  ATTENDED: '您参加了这个活动',
  NO_SHOW: '没有您的到场记录，可以在上面说明原因',
  EXCUSED: '您的情况说明已被接受',
};

function stepFrom(signUp: SignUp, position: number | null): SignUpStep {
  if (signUp.state === 'OFFERED') {
    const until = signUp.offerExpiresAt ? `名额为您保留到 ${momentText(signUp.offerExpiresAt)}` : '';
    return { label: signUp.origin === 'INVITED' ? '接受邀请' : '确认参加', note: until, kind: 'accept' };
  }
  const way = { label: '查看我的报名', url: MY_SIGN_UPS };
  const queue = position === null ? '您在候补中' : `您在候补第 ${position} 位`;
  return { ...way, kind: 'go', note: WORDS[signUp.state] ?? queue, way };
}

function stepTowards(activity: ActivityDetail, reasons: Reason[]): SignUpStep {
  for (const { code } of reasons) {
    const way = code === 'members_only' ? organizationOf(activity) : wayOutOf(code);
    if (way) return { label: way.label, note: '', kind: 'go', way };
  }
  return none('暂不能报名', '');
}

const organizationOf = ({ organizationId }: ActivityDetail): Way => ({
  label: '申请加入组织',
  url: `/pages/organization/detail/detail?id=${organizationId}`,
});

const none = (label: string, note: string): SignUpStep => ({ label, note, kind: 'none' });
