import { conflict, type Fault, invalid } from '../platform/fault';
import type { Activity, ActivityState } from './activity.entity';

export type ActivityStep =
  | 'EDIT'
  | 'SUBMIT'
  | 'WITHDRAW'
  | 'APPROVE'
  | 'RETURN'
  | 'REJECT'
  | 'RESCHEDULE'
  | 'CANCEL'
  | 'CLOSE'
  | 'TAKE_DOWN';

/** Which step leads from where to where; null stays where it is. */
export const TRANSITIONS: Record<
  ActivityStep,
  { from: readonly ActivityState[]; to: ActivityState | null; refusal: string }
> = {
  EDIT: { from: ['DRAFT', 'RETURNED'], to: null, refusal: '只有草稿和退回修改的活动可以编辑。' },
  SUBMIT: { from: ['DRAFT', 'RETURNED'], to: 'PENDING', refusal: '只有草稿和退回修改的活动可以提交审核。' },
  WITHDRAW: {
    from: ['PENDING', 'PUBLISHED'],
    to: 'DRAFT',
    refusal: '只有待审核或还没有人报名的活动可以撤回为草稿。',
  },
  APPROVE: { from: ['PENDING'], to: 'PUBLISHED', refusal: '这个活动不在待审核状态，可能已被他人处理。' },
  RETURN: { from: ['PENDING'], to: 'RETURNED', refusal: '这个活动不在待审核状态，可能已被他人处理。' },
  REJECT: { from: ['PENDING'], to: 'REJECTED', refusal: '这个活动不在待审核状态，可能已被他人处理。' },
  RESCHEDULE: { from: ['PUBLISHED'], to: null, refusal: '只有已发布的活动可以变更时间或地点。' },
  CANCEL: { from: ['PUBLISHED'], to: 'CANCELLED', refusal: '只有已发布的活动可以取消。' },
  CLOSE: { from: ['PUBLISHED'], to: 'CLOSED', refusal: '只有已发布的活动可以结项。' },
  TAKE_DOWN: {
    from: ['PUBLISHED', 'CLOSED'],
    to: 'TAKEN_DOWN',
    refusal: '只有已发布或已结项的活动可以下架。',
  },
};

/** How an activity stands that nobody but its organization has seen. */
export const UNSEEN = {
  takenPlaces: 0,
  waiting: 0,
  signedUp: false,
  state: 'DRAFT',
  stateReason: null,
  publishedAt: null,
  rescheduledAt: null,
  rescheduleReason: null,
} as const satisfies Partial<Activity>;

export const refusalOf = (step: ActivityStep): Fault =>
  conflict('activity_state_changed', `${TRANSITIONS[step].refusal}请刷新后再看。`);

/** R24: once somebody signed up, an activity is only cancelled, with a reason that everybody is told. */
export const noSilentWithdrawal: Fault = conflict(
  'activity_signed_up',
  '已经有人报名，不能撤回为草稿。如需停办，请填写原因取消活动，我们会通知每位报名者。',
);

/** R04, R23: minors never join it, and it needs insurance before it is submitted. */
export const isRisky = ({ riskLevel }: Pick<Activity, 'riskLevel'>): boolean => riskLevel !== 'NONE';

/** What a reviewer confirms before approving; every point must hold (R21). */
export interface ActivityChecklist {
  notOnesJob: boolean;
  notCompelled: boolean;
  notForPrivateGain: boolean;
  freeForThoseServed: boolean;
  noRewardBeyondReimbursement: boolean;
}

export interface ActivityVerdict {
  decision: 'APPROVE' | 'RETURN' | 'REJECT';
  checklist: ActivityChecklist;
  reason?: string;
}

/** @returns what keeps a verdict from being written, null when nothing does */
export function faultOfVerdict({ decision, checklist, reason }: ActivityVerdict): Fault | null {
  if (decision !== 'APPROVE') {
    return reason ? null : invalid('reason_required', '请写明原因，组织管理员会看到并据此修改。');
  }
  const open = Object.entries(checklist).flatMap(([point, holds]) => (holds ? [] : [point]));
  if (open.length === 0) return null;
  return invalid('checklist_incomplete', '审核要点还没有全部确认，确认后才能通过，或选择退回修改。', {
    open,
  });
}
