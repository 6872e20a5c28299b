import { get, post } from '../core/http';
import { clockText, dayText, momentText } from '../core/time';

interface Step {
  name: string;
  progress: 'done' | 'now' | 'later';
}

interface ArrivalRow {
  recordId: string | null;
  checkInId: string | null;
  signUpId: string | null;
  hours: string | null;
  startAt: string | null;
  endAt: string | null;
  stage: string;
  waitsFor: 'YOU' | 'ORGANIZATION' | 'UNIT' | 'CALENDAR' | 'NOBODY';
  /** who must act, by name */
  who: string;
  since: string | null;
  sentence: string;
  steps: Step[];
  appealable: 'RECORD' | 'CHECK_IN' | 'SIGN_UP' | null;
}

export interface Arrival extends ArrivalRow {
  key: string;
  title: string;
  stageName: string;
  tone: string;
  when: string;
  sinceText: string;
  /** the person can check in or out now */
  atPlace: boolean;
}

export interface Arrivals {
  activityTitle: string;
  items: Arrival[];
  mayRemind: boolean;
  remindText: string;
}

const STAGES: Record<string, { stageName: string; tone: string }> = {
  ABSENCE: { stageName: '没有到场', tone: 'quiet' },
  SIGN_UP: { stageName: '没有时长', tone: 'quiet' },
  CHECK_IN: { stageName: '还没有签到', tone: 'waiting' },
  CHECK_OUT: { stageName: '等您签退', tone: 'waiting' },
  NOT_COUNTED: { stageName: '没有计入', tone: 'bad' },
  REVIEW: { stageName: '等待审核', tone: 'waiting' },
  PUBLICITY: { stageName: '公示中', tone: 'waiting' },
  DISPUTE: { stageName: '核实中', tone: 'waiting' },
  COUNTED: { stageName: '已到账', tone: 'good' },
  REJECTED: { stageName: '审核未通过', tone: 'bad' },
  VOIDED: { stageName: '已作废', tone: 'bad' },
};

/** Where one's minutes in an activity stand, who must act and since when. */
export async function findArrivals(activityId: string): Promise<Arrivals> {
  const { items, ...rest } = await get<Omit<Arrivals, 'items'> & { items: ArrivalRow[] }>(
    `/api/volunteer/activities/${activityId}/arrival`,
  );
  return { ...rest, items: items.map(arrival) };
}

export const arrival = (row: ArrivalRow): Arrival => ({
  ...row,
  ...(STAGES[row.stage] ?? { stageName: '', tone: 'quiet' }),
  key: row.recordId ?? row.checkInId ?? 'sign-up',
  title: row.hours === null ? '这次服务' : `${row.hours} 小时`,
  when: row.startAt
    ? `${dayText(row.startAt)} ${clockText(row.startAt)}${row.endAt ? `–${clockText(row.endAt)}` : ' 签到'}`
    : '',
  atPlace: row.waitsFor === 'YOU' && (row.stage === 'CHECK_IN' || row.stage === 'CHECK_OUT'),
  sinceText: row.since ? momentText(row.since) : '',
});

export const remind = (activityId: string): Promise<void> =>
  post(`/api/volunteer/activities/${activityId}/reminders`);

/** @param reason who decides reads it, at least 5 letters */
export const appeal = (arrival: Arrival, reason: string): Promise<void> =>
  post(`/api/volunteer/${appealed(arrival)}/appeals`, { reason });

function appealed({ appealable, recordId, checkInId, signUpId }: Arrival): string {
  if (appealable === 'RECORD') return `service-records/${recordId}`;
  return appealable === 'CHECK_IN' ? `check-ins/${checkInId}` : `signups/${signUpId}`;
}
