import { MINUTE } from '../platform/clock';

export interface Span {
  startAt: Date;
  endAt: Date;
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** @returns whole minutes, never rounded up (R35); 0 when the span is empty */
export const minutesOf = ({ startAt, endAt }: Span): number =>
  Math.max(0, Math.floor((endAt.getTime() - startAt.getTime()) / MINUTE));

/** What of a presence counts: inside the activity's times; coming early and leaving late is travel (R35). */
export const servedSpan = (presence: Span, activity: { startsAt: Date; endsAt: Date }): Span => ({
  startAt: later(presence.startAt, activity.startsAt),
  endAt: earlier(presence.endAt, activity.endsAt),
});

/** @returns hours with two decimals, e.g. `2.50` (R35) */
export const hoursText = (minutes: number): string => (minutes / 60).toFixed(2);
