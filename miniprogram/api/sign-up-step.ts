import { MY_SIGN_UPS, type Way, wayOutOf } from '../core/ways';
import type { ActivityDetail, Eligibility, Reason } from './activities';

/** The one button below an activity: what it says, and what tapping it does. */
export interface SignUpStep {
  label: string;
  /** one line above the button */
  note: string;
  /** sign-up opens the risk notice, go opens `way`, none is disabled */
  kind: 'sign-up' | 'go' | 'none';
  way?: Way;
}

const CLOSED: Record<string, string> = {
  activity_full: '名额已满',
  not_recruiting: '不在报名时间',
};

/** @param eligibility null where nobody can log in: a page opened alone from Moments */
export function signUpStep(activity: ActivityDetail, eligibility: Eligibility | null): SignUpStep {
  if (!eligibility) return none('打开小程序后可以报名', '');
  if (eligibility.signUp) {
    const attended = eligibility.signUp.state === 'ATTENDED';
    const way = { label: '查看我的报名', url: MY_SIGN_UPS };
    return { ...way, kind: 'go', note: attended ? '您参加了这个活动' : '您已报名', way };
  }
  if (eligibility.eligible) return { label: '我要报名', note: '', kind: 'sign-up' };
  // What will not change by anything the reader does comes first: nobody should register for a full activity.
  const closed = eligibility.reasons.find(({ code }) => code in CLOSED);
  if (closed) return none(CLOSED[closed.code] ?? '', '');
  return stepTowards(activity, eligibility.reasons);
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
