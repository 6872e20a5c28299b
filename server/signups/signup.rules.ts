import type { SignUpState } from './signup.entity';

/** Which states each state may follow. */
export const TRANSITIONS: Record<SignUpState, readonly SignUpState[]> = {
  CONFIRMED: [],
  ATTENDED: ['CONFIRMED'],
  CANCELLED: ['CONFIRMED'],
};

export const openKeyOf = (activityId: string, volunteerId: string): string => `${activityId}:${volunteerId}`;

/** Time or place changed after they signed up: they may cancel without consequence (R24). */
export const isPenaltyFree = (
  signUp: { createdAt: Date },
  activity: { rescheduledAt: Date | null },
): boolean => activity.rescheduledAt !== null && signUp.createdAt < activity.rescheduledAt;
