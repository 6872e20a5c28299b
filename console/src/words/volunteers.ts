const STATES: Record<string, string> = {
  UNCLAIMED: '待认领',
  REGISTERED: '待认证',
  GUARDIAN_PENDING: '待监护人同意',
  VERIFIED: '已认证',
  REJECTED: '认证未通过',
  SUSPENDED: '已停用',
  DEREGISTERING: '注销中',
  ERASED: '已注销',
};

export const volunteerStateName = (state: string): string => STATES[state] ?? state;
