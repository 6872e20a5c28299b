import type { View } from '../api/client';

export type DemandCard = View<'DemandCard'>;
export type DemandFile = View<'DemandFileView'>;
export type DemandState = DemandCard['state'];

const NAMES: Record<DemandState, string> = {
  SUBMITTED: '待审核',
  REJECTED: '未对接',
  OPEN: '待对接',
  DISPATCHED: '已派单',
  ACCEPTED: '已接单',
  IN_SERVICE: '服务中',
  COMPLETED: '待评价',
  RATED: '已完成',
  WITHDRAWN: '已撤回',
};

export const demandStateName = (state: DemandState): string => NAMES[state];
/** For a select, the first for all. */
export const DEMAND_STATES = [
  { value: '', label: '全部状态' },
  ...Object.entries(NAMES).map(([value, label]) => ({ value, label })),
];

const STEPS: Record<View<'DemandStepView'>['step'], string> = {
  SUBMIT: '提交需求',
  PUBLISH: '审核通过，在需求板公布',
  REJECT: '没有对接',
  DISPATCH: '科协派单',
  TAKE: '组织接单',
  ACCEPT: '组织接受派单',
  DECLINE: '组织婉拒',
  TIME_OUT: '逾期没有答复，回到需求板',
  RELEASE: '组织退回',
  BEGIN: '发布了活动',
  CALL_OFF: '活动取消，等待重新安排',
  COMPLETE: '服务完成',
  RATE: '需求方评价',
  WITHDRAW: '需求方撤回',
};
export const demandStepName = (step: View<'DemandStepView'>['step']): string => STEPS[step];

/** @returns e.g. `12月1日至12月20日` */
export function demandDays({ fromDay, untilDay }: Pick<DemandCard, 'fromDay' | 'untilDay'>): string {
  const short = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  return fromDay === untilDay ? short(fromDay) : `${short(fromDay)}至${short(untilDay)}`;
}
