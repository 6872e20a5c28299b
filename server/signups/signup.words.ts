import type { SignUpState } from './signup.entity';

/** How spreadsheets name the state of a sign-up, to organizers and to the volunteers themselves. */
export const STATE_NAMES: Record<SignUpState, string> = {
  APPLIED: '待审核',
  WAITLISTED: '候补中',
  OFFERED: '待本人确认',
  CONFIRMED: '已报名',
  ATTENDED: '已到场',
  NO_SHOW: '未到场',
  EXCUSED: '未到场（已说明）',
  REJECTED: '未通过',
  DECLINED: '已谢绝',
  EXPIRED: '已过期',
  CANCELLED: '已取消',
};
