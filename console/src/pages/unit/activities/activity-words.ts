const STATES: Record<string, string> = {
  PENDING: '待审核',
  PUBLISHED: '已发布',
  RETURNED: '退回修改',
  REJECTED: '未通过',
  CANCELLED: '已取消',
  TAKEN_DOWN: '已下架',
  CLOSED: '已结项',
  DRAFT: '草稿',
};

export const activityStateName = (state: string): string => STATES[state] ?? state;

export const ACTIVITY_STATE_OPTIONS = Object.entries(STATES)
  .filter(([value]) => value !== 'DRAFT')
  .map(([value, label]) => ({ value, label }));

/** R21 */
export const ACTIVITY_POINTS = [
  { key: 'notOnesJob', label: '不是参加者的本职工作' },
  { key: 'notCompelled', label: '自愿参加，没有强制或摊派' },
  { key: 'notForPrivateGain', label: '不以营利为目的' },
  { key: 'freeForThoseServed', label: '对服务对象免费' },
  { key: 'noRewardBeyondReimbursement', label: '除必要补贴外没有报酬' },
] as const;
