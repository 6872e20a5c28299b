import type { Words } from './words';

export type StandingOutcome = 'approved' | 'rejected' | 'suspended' | 'resumed' | 'consent-withdrawn';

/** @param reason as the person who decided wrote it for the volunteer */
export function standing(outcome: StandingOutcome, reason: string | null): Words {
  const because = reason ? `原因：${reason}\n` : '';
  return {
    approved: { title: '实名认证已通过', body: '您可以加入组织、报名活动了。' },
    rejected: {
      title: '实名认证没有通过',
      body: `${because}请对照证件更正后，在“我的”里重新提交。`,
    },
    suspended: {
      title: '您的账号已停用',
      body: `${because}停用期间不能报名、加入组织，还没开始的报名已取消，已有的时长不受影响。如有疑问，请联系当地科协。`,
    },
    resumed: { title: '您的账号已恢复', body: '可以继续报名活动。之前取消的报名需要重新报。' },
    'consent-withdrawn': {
      title: '监护人撤回了同意',
      body: '还没开始的报名已取消，已有的时长不受影响。监护人重新同意后可以继续报名活动。',
    },
  }[outcome];
}
