import { Id, OneOf, Optional, PageQuery, Shaped, Text } from '../platform/http';
import {
  LISTED_STATES,
  MEMBERSHIP_ROLES,
  type MembershipRole,
  type MembershipState,
} from './membership.entity';

export class JoinForm {
  /** to the admins who decide */
  @Optional() @Text(200) remark?: string;
}

export class MembershipReviewForm {
  @OneOf(['APPROVE', 'REJECT']) decision: 'APPROVE' | 'REJECT';
  /** shown to the applicant; required when rejecting */
  @Optional() @Text(200) reason?: string;
}

export class RemovalForm {
  /** shown to the member */
  @Text(200, 2) reason: string;
}

export class RoleForm {
  @OneOf(MEMBERSHIP_ROLES) role: MembershipRole;
}

export class HandOverForm {
  /** of the member who becomes admin in the actor's place */
  @Id() membershipId: string;
}

export class MemberFilter {
  /** ACTIVE when omitted */
  @Optional() @OneOf(LISTED_STATES) state?: MembershipState;
  @Optional() @OneOf(MEMBERSHIP_ROLES) role?: MembershipRole;
  /** part of a name, or a volunteer's number */
  @Optional() @Text(30) text?: string;
}

export class MemberQuery extends PageQuery {
  /** as in `MemberFilter` */
  @Optional() @OneOf(LISTED_STATES) state?: MembershipState;
  @Optional() @OneOf(MEMBERSHIP_ROLES) role?: MembershipRole;
  @Optional() @Text(30) text?: string;
}

export class FirstAdminForm {
  @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') volunteerNumber: string;
}
