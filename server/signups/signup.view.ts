import type { Activity, Reason } from '../activities';
import { maskPhone } from '../platform/crypto/personal-data';
import { Flag, Instant, ListOf, Nested, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { Volunteer } from '../volunteers';
import { SIGN_UP_STATES, type SignUp } from './signup.entity';
import { isPenaltyFree } from './signup.rules';
import type { Eligibility } from './signup.service';
import type { DecisionOutcome } from './signup-decision.service';

export class SignUpView {
  @Output() id: string;
  @Output() activityId: string;
  @Output() postId: string;
  @OneOf(SIGN_UP_STATES) state: string;
  /** SELF asked for it, INVITED was asked by the organizer */
  @OneOf(['SELF', 'INVITED']) origin: string;
  @Nullable() @Output() remark: string | null;
  /** why it was cancelled or rejected */
  @Nullable() @Output() stateReason: string | null;
  /** what one said about not having been there, and what became of it */
  @Nullable() @Output() excuse: string | null;
  @Nullable() @OneOf(['MADE', 'ACCEPTED', 'REFUSED']) excuseState: string | null;
  /** until when the place is kept, while OFFERED */
  @Nullable() @Instant() offerExpiresAt: Date | null;
  @Instant() createdAt: Date;
  /** when it was cancelled, rejected, declined or expired */
  @Nullable() @Instant() endedAt: Date | null;
}

export class IneligibilityView {
  @Output() code: string;
  @Output() message: string;
}

/** Whether one post can be had. */
export class PostEligibilityView {
  @Output() postId: string;
  @Flag() eligible: boolean;
  @ListOf(() => IneligibilityView, 20) reasons: Reason[];
  /** one may wait for a place: the only thing in the way is that it is full */
  @Flag() mayWait: boolean;
}

export class EligibilityView {
  /** whether the button is enabled; false also for who is signed up already */
  @Flag() eligible: boolean;
  /** every reason why not, of the post that is easiest to get; empty for who is signed up already */
  @ListOf(() => IneligibilityView, 20) reasons: Reason[];
  @Flag() mayWait: boolean;
  @ListOf(() => PostEligibilityView, 20) posts: PostEligibilityView[];
  /** one's own sign-up, until it ended */
  @Nullable() @Nested(() => SignUpView) signUp: SignUpView | null;
  /** one's place in the queue, from 1, while one waits */
  @Nullable() @OutputNumber() position: number | null;
}

/** What a list shows about each activity to who looks at it. */
export class EligibilityFlag {
  @Output() activityId: string;
  @Flag() eligible: boolean;
  @Flag() mayWait: boolean;
  @ListOf(() => IneligibilityView, 20) reasons: Reason[];
  /** state of one's own sign-up */
  @Nullable() @OneOf(SIGN_UP_STATES) signUpState: string | null;
}

export class EligibilityFlags {
  @ListOf(() => EligibilityFlag, 50) items: EligibilityFlag[];
}

/** A sign-up among one's own. */
export class MySignUpView extends SignUpView {
  @Output() title: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Output() place: string;
  @Output() activityState: string;
  @Output() postTitle: string;
  /** time or place changed since: cancelling has no consequence (R24) */
  @Flag() penaltyFree: boolean;
  /** refundable attendance deposit that the activity asks for, in fen */
  @Nullable() @OutputNumber() depositFen: number | null;
}

/** A sign-up as those who run the activity see it (R63). */
export class ManagedSignUpView extends SignUpView {
  @Output() volunteerId: string;
  @Output() volunteerNumber: string;
  @Output() name: string;
  /** masked */
  @Output() phone: string;
  /** order in the waiting list of the post */
  @Nullable() @OutputNumber() queueNumber: number | null;
}

/** What became of one sign-up that was decided about; code and message say why nothing happened. */
export class DecisionOutcomeView {
  @Output() signUpId: string;
  @Nullable() @Output() code: string | null;
  @Nullable() @Output() message: string | null;
}

export class DecisionOutcomesView {
  @ListOf(() => DecisionOutcomeView, 100) items: DecisionOutcomeView[];
}

export function signUpView(signUp: SignUp): SignUpView {
  const { id, activityId, postId, state, origin, remark, stateReason } = signUp;
  const { excuse, excuseState, offerExpiresAt, createdAt, endedAt } = signUp;
  return {
    ...{ id, activityId, postId, state, origin, remark, stateReason },
    ...{ excuse, excuseState, offerExpiresAt, createdAt, endedAt },
  };
}

export const eligibilityView = (
  { reasons, mayWait, posts, signUp }: Eligibility,
  position: number | null,
): EligibilityView => ({
  eligible: signUp === null && reasons.length === 0,
  reasons,
  mayWait,
  posts: posts.map((each) => ({
    postId: each.post.id,
    eligible: each.reasons.length === 0,
    reasons: each.reasons,
    mayWait: each.mayWait,
  })),
  signUp: signUp && signUpView(signUp),
  position,
});

export const eligibilityFlag = (
  activityId: string,
  { reasons, mayWait, signUp }: Eligibility,
): EligibilityFlag => ({
  activityId,
  eligible: signUp === null && reasons.length === 0,
  mayWait,
  reasons,
  signUpState: signUp?.state ?? null,
});

export const decisionOutcomeView = ({ signUpId, fault }: DecisionOutcome): DecisionOutcomeView => ({
  signUpId,
  code: fault?.code ?? null,
  message: fault?.message ?? null,
});

export const mySignUpView = (signUp: SignUp, activity: Activity, postTitle: string): MySignUpView => ({
  ...signUpView(signUp),
  title: activity.title,
  startsAt: activity.startsAt,
  endsAt: activity.endsAt,
  place: activity.place,
  activityState: activity.state,
  postTitle,
  penaltyFree: isPenaltyFree(signUp, activity),
  depositFen: activity.depositFen,
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
  queueNumber: signUp.queueNumber,
});
