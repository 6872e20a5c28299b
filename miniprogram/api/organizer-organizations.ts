import { get, post, put, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { dayText } from '../core/time';

export interface ManagedOrganization {
  organizationId: string;
  organizationName: string;
}

type MemberState = 'APPLIED' | 'ACTIVE';

interface MemberRow {
  id: string;
  volunteerId: string;
  volunteerNumber: string;
  name: string;
  phone: string;
  role: 'MEMBER' | 'ADMIN';
  state: MemberState;
  remark: string | null;
  appliedAt: string;
  joinedAt: string | null;
}

export interface Member extends MemberRow {
  /** 11月3日 周二 加入 */
  since: string;
}

const MOST = 50;

/** @returns the organizations whose admin I am; nobody is in more than a few */
export async function listManagedOrganizations(): Promise<ManagedOrganization[]> {
  const { items } = await get<PageOf<ManagedOrganization>>(`/api/organizer/organizations?limit=${MOST}`);
  return items;
}

export async function listMembers(
  organizationId: string,
  state: MemberState,
  cursor?: string,
  limit = 20,
  /** part of a name, or a whole volunteer number */
  text?: string,
): Promise<PageOf<Member>> {
  const path = withQuery(`/api/organizer/organizations/${organizationId}/members`, {
    state,
    cursor,
    limit,
    text,
  });
  const { items, next } = await get<PageOf<MemberRow>>(path);
  return { items: items.map(member), next };
}

const member = (row: MemberRow): Member => ({
  ...row,
  since: row.joinedAt ? `${dayText(row.joinedAt)} 加入` : `${dayText(row.appliedAt)} 申请`,
});

const memberPath = ({ organizationId, membershipId }: { organizationId: string; membershipId: string }) =>
  `/api/organizer/organizations/${organizationId}/members/${membershipId}`;

interface Which {
  organizationId: string;
  membershipId: string;
}

/** @param reason needed to reject; the applicant reads it */
export const reviewMember = (which: Which, decision: 'APPROVE' | 'REJECT', reason?: string): Promise<void> =>
  post(`${memberPath(which)}/review`, { decision, reason });

/** @param reason the member reads it */
export const removeMember = (which: Which, reason: string): Promise<void> =>
  post(`${memberPath(which)}/removal`, { reason });

export const setRole = (which: Which, role: 'MEMBER' | 'ADMIN'): Promise<void> =>
  put(`${memberPath(which)}/role`, { role });

/** That member becomes admin in my place. */
export const handOver = ({ organizationId, membershipId }: Which): Promise<void> =>
  post(`/api/organizer/organizations/${organizationId}/admin-handovers`, { membershipId });
