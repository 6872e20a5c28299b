import type { SignUpState } from './signup.entity';

/** Which states each state may follow. */
export const TRANSITIONS: Record<SignUpState, readonly SignUpState[]> = {
  APPLIED: [],
  WAITLISTED: ['APPLIED'],
  OFFERED: ['WAITLISTED'],
  CONFIRMED: ['APPLIED', 'OFFERED'],
  ATTENDED: ['CONFIRMED', 'NO_SHOW', 'EXCUSED'],
  NO_SHOW: ['CONFIRMED'],
  EXCUSED: ['CONFIRMED', 'NO_SHOW'],
  REJECTED: ['APPLIED', 'WAITLISTED'],
  DECLINED: ['OFFERED'],
  EXPIRED: ['APPLIED', 'WAITLISTED', 'OFFERED'],
  CANCELLED: ['APPLIED', 'WAITLISTED', 'OFFERED', 'CONFIRMED'],
};

/** States in which a place is held. An offer holds one, so that nobody else takes it meanwhile. */
export const HOLDING: readonly SignUpState[] = ['OFFERED', 'CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED'];
/** States in which somebody takes part, or took part: what attendance goes by. */
export const TAKING_PART: readonly SignUpState[] = ['CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED'];
const ENDED: readonly SignUpState[] = ['REJECTED', 'DECLINED', 'EXPIRED', 'CANCELLED'];

export const isEnded = (state: SignUpState): boolean => ENDED.includes(state);

/** @returns by how much the counts of the post move when a sign-up goes from one state to another; null is not yet made */
export function countChange(from: SignUpState | null, to: SignUpState): { taken: number; waiting: number } {
  const holds = (state: SignUpState | null) => Number(state !== null && HOLDING.includes(state));
  const waits = (state: SignUpState | null) => Number(state === 'WAITLISTED');
  return { taken: holds(to) - holds(from), waiting: waits(to) - waits(from) };
}

export const openKeyOf = (activityId: string, volunteerId: string): string => `${activityId}:${volunteerId}`;

/** @returns until when a place is kept for somebody: never beyond the start */
export const offerEnd = (now: Date, keptForMs: number, activity: { startsAt: Date }): Date =>
  new Date(Math.min(now.getTime() + keptForMs, activity.startsAt.getTime()));

/** Time or place changed after they signed up: they may cancel without consequence (R24). */
export const isPenaltyFree = (
  signUp: { createdAt: Date },
  activity: { rescheduledAt: Date | null },
): boolean => activity.rescheduledAt !== null && signUp.createdAt < activity.rescheduledAt;
