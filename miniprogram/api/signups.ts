import { get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { momentText, whenText } from '../core/time';
import type { SignUpState } from './activities';
import { type Deposit, listDeposits } from './deposits';

export type { SignUpState } from './activities';

interface SignUpRow {
  id: string;
  activityId: string;
  state: SignUpState;
  postTitle: string;
  stateReason: string | null;
  offerExpiresAt: string | null;
  createdAt: string;
  title: string;
  startsAt: string;
  endsAt: string;
  place: string;
  activityState: string;
  /** time or place changed since: cancelling has no consequence */
  penaltyFree: boolean;
  /** refundable deposit that the activity asks for */
  depositFen: number | null;
}

/** One's own sign-up with its state and next step. */
export interface MySignUp extends SignUpRow {
  when: string;
  stateName: string;
  /** good, waiting or quiet */
  tone: string;
  nextStep: string;
  /** checking in or out may be due */
  checkable: boolean;
  /** it is today or tomorrow, or going on */
  near: boolean;
  cancellable: boolean;
  /** it is settled and has not begun: worth a line in the calendar */
  ahead: boolean;
  /** it is over or begun: where its hours stand can be told */
  explainable: boolean;
  /** null when none was asked for */
  deposit: Deposit | null;
}

export async function listMySignUps(
  state: SignUpState | '',
  cursor?: string,
  limit = 15,
): Promise<PageOf<MySignUp>> {
  const path = withQuery('/api/volunteer/signups', { state, cursor, limit });
  const { items, next } = await get<PageOf<SignUpRow>>(path);
  const deposits = await listDeposits(items.filter(({ depositFen }) => depositFen).map(({ id }) => id));
  return { items: items.map((row) => mySignUp(row, Date.now(), deposits[row.id])), next };
}

/** @returns the confirmed sign-up whose activity comes next or is going on */
export async function findNextSignUp(now = Date.now()): Promise<MySignUp | null> {
  const { items } = await listMySignUps('CONFIRMED', undefined, 50);
  const ahead = items.filter(({ endsAt }) => Date.parse(endsAt) > now);
  return ahead.sort((one, other) => one.startsAt.localeCompare(other.startsAt))[0] ?? null;
}

/** @param reason the organizers read it */
export const cancelSignUp = (id: string, reason: string): Promise<void> =>
  post(`/api/volunteer/signups/${id}/cancellation`, { reason });

const CANCELLABLE: SignUpState[] = ['APPLIED', 'WAITLISTED', 'CONFIRMED'];
const NEAR_MS = 24 * 3_600_000;

export function mySignUp(row: SignUpRow, now = Date.now(), deposit: Deposit | null = null): MySignUp {
  const ended = Date.parse(row.endsAt) <= now;
  const confirmed = row.state === 'CONFIRMED';
  return {
    ...row,
    when: whenText(row.startsAt, row.endsAt, now),
    ...standingOf(row, ended),
    ...(confirmed && deposit?.payable ? UNPAID : {}),
    deposit,
    checkable: confirmed && !ended,
    near: Date.parse(row.startsAt) - now < NEAR_MS,
    cancellable: CANCELLABLE.includes(row.state) && Date.parse(row.startsAt) > now,
    ahead: confirmed && Date.parse(row.startsAt) > now,
    explainable: ['ATTENDED', 'NO_SHOW', 'EXCUSED'].includes(row.state) || (confirmed && ended),
  };
}

/** What can be said by the state alone. */
const STANDINGS: Partial<Record<SignUpState, Standing>> = {
  APPLIED: { stateName: '待审核', tone: 'waiting', nextStep: '组织审核后会通知您，不想参加了可以取消。' },
  WAITLISTED: { stateName: '候补中', tone: 'waiting', nextStep: '有空位时按先后顺序通知您。' },
  ATTENDED: { stateName: '已参加', tone: 'good', nextStep: '谢谢您的付出，时长进展见“我的时长”。' },
  NO_SHOW: {
    stateName: '未到场',
    tone: 'quiet',
    nextStep: '如果您到场了，或有特殊情况，可以在活动页说明。这不影响您的其他记录。',
  },
  EXCUSED: { stateName: '已请假', tone: 'quiet', nextStep: '您的说明已被接受，不影响您的记录。' },
  DECLINED: { stateName: '已放弃', tone: 'quiet', nextStep: '' },
  EXPIRED: { stateName: '已过期', tone: 'quiet', nextStep: '没有在时间内确认，或活动已经开始。' },
};

/** The place is kept, and only until then. */
const UNPAID: Standing = { stateName: '待付押金', tone: 'waiting', nextStep: '' };

type Standing = Pick<MySignUp, 'stateName' | 'tone' | 'nextStep'>;

function standingOf(row: SignUpRow, ended: boolean): Standing {
  const known = STANDINGS[row.state];
  if (known) return known;
  if (row.state === 'OFFERED') {
    const nextStep = `请在 ${momentText(row.offerExpiresAt ?? row.startsAt)} 前打开活动页确认，过时名额会让给下一位。`;
    return { stateName: '等您确认', tone: 'good', nextStep };
  }
  if (row.state === 'REJECTED')
    return {
      stateName: '未通过',
      tone: 'quiet',
      nextStep: row.stateReason ? `原因：${row.stateReason}` : '',
    };
  if (row.state === 'CANCELLED') {
    const nextStep = row.stateReason ? `原因：${row.stateReason}` : '';
    return {
      stateName: row.activityState === 'CANCELLED' ? '活动已取消' : '已取消',
      tone: 'quiet',
      nextStep,
    };
  }
  if (ended)
    return {
      stateName: '没有签退记录',
      tone: 'quiet',
      nextStep: '如果您参加了活动，请联系活动负责人登记时长。',
    };
  if (row.penaltyFree)
    return {
      stateName: '有变动',
      tone: 'waiting',
      nextStep: '时间或地点有变动。不能参加可以取消，不影响您的记录。',
    };
  return { stateName: '已报名', tone: 'waiting', nextStep: '到现场后签到，离开前签退，时长才会计入。' };
}
