/**
 * Who belongs to and who follows an organization. Invariants: one open membership per pair; at most
 * `policy.maxMemberships` open ones per volunteer, organizations being founded included (R12); no more admins than
 * the member count allows when one is added (R13), and never none left behind.
 */
export type { BulkMembershipService, ListedMember, ListedOutcome } from './bulk-membership.service';
export { Following } from './following.entity';
export type { MemberRoleService } from './member-role.service';
export { Membership, type MembershipRole, type MembershipState } from './membership.entity';
export type {} from './membership.events';
export type { MembershipService } from './membership.service';
