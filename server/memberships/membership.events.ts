export interface MembershipHappened {
  membershipId: string;
  organizationId: string;
  volunteerId: string;
}

/** Many at once, because their organization ended. */
export interface MembershipsEnded {
  organizationId: string;
  /** at most 500 */
  volunteerIds: string[];
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
    'memberships.dissolved': MembershipsEnded;
    'memberships.partly-dissolved': { organizationId: string };
    'memberships.moved': MembershipsEnded & { intoId: string };
    'memberships.partly-moved': { organizationId: string; intoId: string };
  }
}
