export interface MembershipHappened {
  membershipId: string;
  organizationId: string;
  volunteerId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    'membership.applied': MembershipHappened;
    'membership.approved': MembershipHappened;
    'membership.rejected': MembershipHappened;
    'membership.left': MembershipHappened;
    'membership.removed': MembershipHappened;
    'membership.promoted': MembershipHappened;
    'membership.demoted': MembershipHappened;
  }
}
