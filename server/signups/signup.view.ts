import type { Activity, Reason } from '../activities';
import { maskPhone } from '../platform/crypto/personal-data';
import { Flag, Instant, ListOf, Nested, Nullable, OneOf, Output } from '../platform/http';
import type { Volunteer } from '../volunteers';
import { SIGN_UP_STATES, type SignUp } from './signup.entity';
import { isPenaltyFree } from './signup.rules';

export class SignUpView {
  @Output() id: string;
  @Output() activityId: string;
  @OneOf(SIGN_UP_STATES) state: string;
  @Nullable() @Output() remark: string | null;
  @Nullable() @Output() cancelReason: string | null;
  @Instant() createdAt: Date;
  @Nullable() @Instant() cancelledAt: Date | null;
}

export class IneligibilityView {
  @Output() code: string;
  @Output() message: string;
}

export class EligibilityView {
  /** whether the button is enabled; false also for who is signed up already */
  @Flag() eligible: boolean;
  /** every reason why not; empty for who is signed up already */
  @ListOf(() => IneligibilityView, 20) reasons: Reason[];
  /** one's own sign-up, unless cancelled */
  @Nullable() @Nested(() => SignUpView) signUp: SignUpView | null;
}

/** A sign-up among one's own. */
export class MySignUpView extends SignUpView {
  @Output() title: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Output() place: string;
  @Output() activityState: string;
  /** time or place changed since: cancelling has no consequence (R24) */
  @Flag() penaltyFree: boolean;
}

/** A sign-up as those who run the activity see it (R63). */
export class ManagedSignUpView extends SignUpView {
  @Output() volunteerId: string;
  @Output() volunteerNumber: string;
  @Output() name: string;
  /** masked */
  @Output() phone: string;
}

export function signUpView(signUp: SignUp): SignUpView {
  const { id, activityId, state, remark, cancelReason, createdAt, cancelledAt } = signUp;
  return { id, activityId, state, remark, cancelReason, createdAt, cancelledAt };
}

export const eligibilityView = (reasons: Reason[], signUp: SignUp | null): EligibilityView => ({
  eligible: signUp === null && reasons.length === 0,
  reasons,
  signUp: signUp && signUpView(signUp),
});

export const mySignUpView = (signUp: SignUp, activity: Activity): MySignUpView => ({
  ...signUpView(signUp),
  title: activity.title,
  startsAt: activity.startsAt,
  endsAt: activity.endsAt,
  place: activity.place,
  activityState: activity.state,
  penaltyFree: isPenaltyFree(signUp, activity),
});

export const managedSignUpView = (
  signUp: SignUp,
  volunteer: Volunteer,
  plain: { phone: string },
): ManagedSignUpView => ({
  ...signUpView(signUp),
  volunteerId: volunteer.id,
  volunteerNumber: volunteer.number,
  name: volunteer.name,
  phone: maskPhone(plain.phone),
});
