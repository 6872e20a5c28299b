import type { Organization } from '../organizations';
import { maskPhone } from '../platform/crypto/personal-data';
import { Instant, Nullable, OneOf, Output } from '../platform/http';
import type { Volunteer } from '../volunteers';
import type { Following } from './following.entity';
import { LISTED_STATES, MEMBERSHIP_ROLES, MEMBERSHIP_STATES, type Membership } from './membership.entity';

/** A membership as its volunteer sees it. */
export class MembershipView {
  @Output() id: string;
  @Output() organizationId: string;
  @Output() organizationName: string;
  @OneOf(MEMBERSHIP_ROLES) role: string;
  @OneOf(MEMBERSHIP_STATES) state: string;
  @Nullable() @Output() stateReason: string | null;
  @Instant() appliedAt: Date;
  @Nullable() @Instant() joinedAt: Date | null;
  @Nullable() @Instant() endedAt: Date | null;
}

/** A member as the admins of their organization see them, and nobody else (R63). */
export class MemberView {
  @Output() id: string;
  @Output() volunteerId: string;
  @Output() volunteerNumber: string;
  @Output() name: string;
  @Output() phone: string;
  @OneOf(MEMBERSHIP_ROLES) role: string;
  @OneOf(LISTED_STATES) state: string;
  @Nullable() @Output() remark: string | null;
  @Nullable() @Output() stateReason: string | null;
  @Instant() appliedAt: Date;
  @Nullable() @Instant() joinedAt: Date | null;
}

export class FollowingView {
  @Output() organizationId: string;
  @Output() organizationName: string;
  @Instant() since: Date;
}

export const membershipView = (membership: Membership, organization: Organization): MembershipView => ({
  id: membership.id,
  organizationId: organization.id,
  organizationName: organization.name,
  role: membership.role,
  state: membership.state,
  stateReason: membership.stateReason,
  appliedAt: membership.appliedAt,
  joinedAt: membership.joinedAt,
  endedAt: membership.endedAt,
});

/** @param phone in plain; leaves masked */
export const memberView = (membership: Membership, volunteer: Volunteer, phone: string): MemberView => ({
  id: membership.id,
  volunteerId: volunteer.id,
  volunteerNumber: volunteer.number,
  name: volunteer.name,
  phone: maskPhone(phone),
  role: membership.role,
  state: membership.state,
  remark: membership.remark,
  stateReason: membership.stateReason,
  appliedAt: membership.appliedAt,
  joinedAt: membership.joinedAt,
});

export const followingView = (following: Following, organization: Organization): FollowingView => ({
  organizationId: organization.id,
  organizationName: organization.name,
  since: following.since,
});
