import { conflict, ensure } from '../platform/fault';
import type { MembershipState } from './membership.entity';

export const MEMBERSHIP_STEPS = ['APPROVE', 'REJECT', 'LEAVE', 'WITHDRAW', 'REMOVE'] as const;
export type MembershipStep = (typeof MEMBERSHIP_STEPS)[number];

/** Which step leads from where to where; every step but APPROVE ends the membership. */
export const TRANSITIONS: Record<MembershipStep, { from: MembershipState; to: MembershipState }> = {
  APPROVE: { from: 'APPLIED', to: 'ACTIVE' },
  REJECT: { from: 'APPLIED', to: 'REJECTED' },
  WITHDRAW: { from: 'APPLIED', to: 'LEFT' },
  LEAVE: { from: 'ACTIVE', to: 'LEFT' },
  REMOVE: { from: 'ACTIVE', to: 'REMOVED' },
};

export const openKeyOf = (organizationId: string, volunteerId: string): string =>
  `${organizationId}:${volunteerId}`;

/**
 * R13. @param bands member counts up to which 1, 2, 3, … admins are allowed
 * @returns how many admins an organization of `members` people may have: 1–100→1, 101–200→2, …, ≥401→5
 */
export function allowedAdmins(members: number, bands: readonly number[]): number {
  const band = bands.findIndex((bound) => members <= bound);
  return (band < 0 ? bands.length : band) + 1;
}

/**
 * A falling member count removes no admin (R13), it only keeps others from being added.
 *
 * @throws Fault conflict `admins_full`
 */
export function requireRoomForAdmin(members: number, admins: number, bands: readonly number[]): void {
  const allowed = allowedAdmins(members, bands);
  ensure(
    admins < allowed,
    conflict('admins_full', `现有 ${members} 名成员，最多 ${allowed} 名管理员。可以改为移交管理员。`, {
      members,
      allowed,
    }),
  );
}

/** R12. @throws Fault conflict `too_many_memberships` */
export function requireRoomForMembership(open: number, limit: number): void {
  ensure(
    open < limit,
    conflict(
      'too_many_memberships',
      `最多同时加入 ${limit} 个组织，申请中的也计算在内。退出或撤回一个后可以再申请。`,
      { limit },
    ),
  );
}
