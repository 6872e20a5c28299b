import { shanghaiDay } from '../platform/clock';
import { conflict, type Fault, invalid } from '../platform/fault';
import { findArea } from '../reference';
import type { Demand, DemandState } from './demand.entity';

export const DEMAND_STEPS = [
  'SUBMIT',
  'PUBLISH',
  'REJECT',
  'DISPATCH',
  'TAKE',
  'ACCEPT',
  'DECLINE',
  'TIME_OUT',
  'RELEASE',
  'BEGIN',
  'CALL_OFF',
  'COMPLETE',
  'RATE',
  'WITHDRAW',
] as const;
export type DemandStep = (typeof DEMAND_STEPS)[number];

/** Which step leads from where to where. A demand begins with SUBMIT, which leads from nowhere. */
export const TRANSITIONS: Record<
  Exclude<DemandStep, 'SUBMIT'>,
  { from: readonly DemandState[]; to: DemandState; refusal: string }
> = {
  PUBLISH: { from: ['SUBMITTED'], to: 'OPEN', refusal: '这条需求不在待审核状态，可能已被他人处理。' },
  REJECT: {
    from: ['SUBMITTED', 'OPEN'],
    to: 'REJECTED',
    refusal: '只有待审核和待对接的需求可以答复为不予对接。',
  },
  DISPATCH: { from: ['OPEN'], to: 'DISPATCHED', refusal: '这条需求不在待对接状态，可能刚刚被组织接单。' },
  TAKE: { from: ['OPEN'], to: 'ACCEPTED', refusal: '这条需求刚刚被其他组织接单，或不再开放。' },
  ACCEPT: { from: ['DISPATCHED'], to: 'ACCEPTED', refusal: '这次派单已经答复或超过了答复期限。' },
  DECLINE: { from: ['DISPATCHED'], to: 'OPEN', refusal: '这次派单已经答复或超过了答复期限。' },
  TIME_OUT: { from: ['DISPATCHED'], to: 'OPEN', refusal: '这次派单已经答复。' },
  RELEASE: { from: ['ACCEPTED'], to: 'OPEN', refusal: '只有已接单、还没有发布活动的需求可以退回。' },
  BEGIN: { from: ['ACCEPTED'], to: 'IN_SERVICE', refusal: '这条需求不在已接单状态。' },
  CALL_OFF: { from: ['IN_SERVICE'], to: 'ACCEPTED', refusal: '这条需求不在服务中。' },
  COMPLETE: { from: ['IN_SERVICE'], to: 'COMPLETED', refusal: '这条需求不在服务中。' },
  RATE: { from: ['COMPLETED'], to: 'RATED', refusal: '服务完成后可以评价一次。' },
  WITHDRAW: {
    from: ['SUBMITTED', 'OPEN', 'DISPATCHED', 'ACCEPTED'],
    to: 'WITHDRAWN',
    refusal: '已经安排活动或已经结束的需求不能撤回。如情况有变，请联系接单的组织。',
  },
};

export const refusalOf = (step: keyof typeof TRANSITIONS): Fault =>
  conflict('demand_state_changed', `${TRANSITIONS[step].refusal}请刷新后再看。`);

/** @returns what contradicts itself in a demand, null when all fits together */
export function faultOfDemand(
  { areaCode, fromDay, untilDay }: Pick<Demand, 'areaCode' | 'fromDay' | 'untilDay'>,
  now: Date,
): Fault | null {
  const fault = (code: string, message: string, field: string) => invalid(code, message, { field });
  if (!findArea(areaCode)) return fault('unknown_area', '没有这个地区，请重新选择所在地区。', 'areaCode');
  if (untilDay < fromDay) return fault('days_order', '最晚日期不能早于最早日期，请修改。', 'untilDay');
  if (untilDay < shanghaiDay(now)) return fault('days_past', '希望服务的日期已经过了，请修改。', 'untilDay');
  return null;
}

/** States in which a demand waits for somebody; what `policy.maxOpenDemands` counts. */
export const UNANSWERED: readonly DemandState[] = ['SUBMITTED', 'OPEN', 'DISPATCHED', 'ACCEPTED'];
