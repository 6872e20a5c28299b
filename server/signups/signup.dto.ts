import { Flag, Id, Ids, OneOf, Optional, PageQuery, Shaped, Text } from '../platform/http';
import { SIGN_UP_STATES, type SignUpState } from './signup.entity';

export class SignUpForm {
  /** the risk notice was read and accepted (R20); must be true */
  @Flag() riskAcknowledged: boolean;
  /** may be left out where there is only one */
  @Optional() @Id() postId?: string;
  /** agrees to wait when no place is free */
  @Optional() @Flag() waitlist?: boolean;
  @Optional() @Text(200) remark?: string;
}

export class AcceptanceForm {
  /** the risk notice was read and accepted (R20); must be true */
  @Flag() riskAcknowledged: boolean;
}

export class CancellationForm {
  @Text(200, 2) reason: string;
}

export class SignUpListQuery extends PageQuery {
  @Optional() @OneOf(SIGN_UP_STATES) state?: SignUpState;
}

export class ActivitySignUpQuery extends SignUpListQuery {
  @Optional() @Id() postId?: string;
}

export class ActivitySignUpFilter {
  @Optional() @OneOf(SIGN_UP_STATES) state?: SignUpState;
  @Optional() @Id() postId?: string;
}

export class EligibilityListQuery {
  /** ids of activities separated by commas, at most 50 */
  @Shaped(/^[0-9A-HJKMNP-TV-Z]{26}(,[0-9A-HJKMNP-TV-Z]{26}){0,49}$/, '以逗号分隔的活动编号，最多 50 个')
  activityIds: string;
}

export const DECISIONS = ['APPROVE', 'REJECT', 'WAITLIST'] as const;

export class SignUpDecisionForm {
  @Ids(100, 1) signUpIds: string[];
  @OneOf(DECISIONS) decision: (typeof DECISIONS)[number];
  /** required on rejection; shown to the volunteers */
  @Optional() @Text(200, 2) reason?: string;
}

export class ExcuseDecisionForm {
  @OneOf(['ACCEPT', 'REFUSE']) decision: 'ACCEPT' | 'REFUSE';
  /** required on refusal; shown to the volunteer */
  @Optional() @Text(200, 2) reason?: string;
}

export class InvitationForm {
  /** as shown on the volunteer's phone */
  @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') volunteerNumber: string;
  /** may be left out where there is only one */
  @Optional() @Id() postId?: string;
}

export class DecisionsDueQuery {
  @Optional() @Id() organizationId?: string;
}
