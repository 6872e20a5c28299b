import { get, post } from '../core/http';
import type { Position } from '../core/position';
import type { ActivityDetail } from './activities';

export interface CheckIn {
  id: string;
  state: 'OPEN' | 'CLOSED' | 'AUTO_CLOSED' | 'VOID';
  /** what follows from it, in the server's words */
  sentence: string;
}

export interface CheckOut extends CheckIn {
  minutes: number;
  /** two decimals */
  hours: string;
  /** null when no whole minute fell inside the activity's times */
  recordId: string | null;
}

/** What proves that somebody is at the place: the code shown there, the phone's position, or both for a late scan. */
export interface Presence {
  code?: string;
  position?: Position;
  /** the same with every retry, so that trying again is not doing it twice */
  key: string;
}

/** What can be done now: come, go, or nothing any more. */
export interface AttendanceStep {
  kind: 'in' | 'out' | 'done';
  title: string;
  sentence: string;
  /** done here, but the activity goes on: coming again is possible, e.g. on its next day */
  again: boolean;
}

/** @returns one's latest check-in at the activity */
export async function findCheckIn(activityId: string): Promise<CheckIn | null> {
  const path = `/api/volunteer/activities/${activityId}/check-in`;
  return (await get<{ checkIn: CheckIn | null }>(path)).checkIn;
}

export const checkIn = (activityId: string, presence: Presence): Promise<CheckIn> =>
  post(`/api/volunteer/activities/${activityId}/check-in`, presence);

export const checkOut = (activityId: string, presence: Presence): Promise<CheckOut> =>
  post(`/api/volunteer/activities/${activityId}/check-out`, presence);

type Held = Pick<ActivityDetail, 'state' | 'phase'>;

export function attendanceStep({ state, phase }: Held, last: CheckIn | null): AttendanceStep {
  const sentence = last?.sentence ?? '';
  if (last?.state === 'OPEN') return { kind: 'out', title: '已签到', sentence, again: false };
  if (state === 'CANCELLED') return done('活动已取消', sentence || '这个活动不用签到了。');
  const over = phase === 'ended';
  if (last?.state === 'CLOSED') return { kind: 'done', title: '已签退', sentence, again: !over };
  if (over)
    return done('活动已结束', sentence || '不能再签到了。如果您参加了活动，请联系活动负责人登记时长。');
  return {
    kind: 'in',
    title: '还没有签到',
    sentence: sentence || '到达现场后签到，离开前签退。',
    again: false,
  };
}

const done = (title: string, sentence: string): AttendanceStep => ({
  kind: 'done',
  title,
  sentence,
  again: false,
});
