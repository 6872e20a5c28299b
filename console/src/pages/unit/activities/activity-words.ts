import { ACTIVITY_STATE_OPTIONS } from '../../../words/activities';

/** Units see what was submitted. */
export const SUBMITTED_STATE_OPTIONS = ACTIVITY_STATE_OPTIONS.filter(({ value }) => value !== 'DRAFT');

/** R21 */
export const ACTIVITY_POINTS = [
  { key: 'notOnesJob', label: '不是参加者的本职工作' },
  { key: 'notCompelled', label: '自愿参加，没有强制或摊派' },
  { key: 'notForPrivateGain', label: '不以营利为目的' },
  { key: 'freeForThoseServed', label: '对服务对象免费' },
  { key: 'noRewardBeyondReimbursement', label: '除必要补贴外没有报酬' },
] as const;
