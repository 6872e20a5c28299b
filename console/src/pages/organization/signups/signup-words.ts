import type { View } from '../../../api/client';

export type SignUp = View<'ManagedSignUpView'>;

const STATES: Record<SignUp['state'], string> = {
  APPLIED: '待审核',
  WAITLISTED: '候补中',
  OFFERED: '待本人确认',
  CONFIRMED: '已报名',
  ATTENDED: '已参加',
  NO_SHOW: '未到场',
  EXCUSED: '已请假',
  REJECTED: '未通过',
  DECLINED: '已放弃',
  EXPIRED: '已过期',
  CANCELLED: '已取消',
};

export const SIGN_UP_STATE_OPTIONS = Object.entries(STATES).map(([value, label]) => ({ value, label }));

/** @returns with the place in the queue, while one waits */
export const signUpStateText = ({ state, queueNumber }: SignUp): string =>
  state === 'WAITLISTED' && queueNumber !== null ? `候补 #${queueNumber}` : STATES[state];
