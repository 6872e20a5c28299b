/**
 * Who belongs to and who follows an organization. Invariants: one open membership per pair; at most
 * `policy.maxMemberships` open ones per volunteer, organizations being founded included (R12); no more admins than
 * the member count allows when one is added (R13), and never none left behind.
 */
export { Following } from './following.entity';
export { Membership, type MembershipRole, type MembershipState } from './membership.entity';
export type {} from './membership.events';
export type { MembershipService } from './membership.service';
