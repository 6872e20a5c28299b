import { get, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { dayText } from '../core/time';

interface MembershipRow {
  id: string;
  organizationId: string;
  organizationName: string;
  role: 'MEMBER' | 'ADMIN';
  state: 'APPLIED' | 'ACTIVE' | 'REJECTED' | 'LEFT' | 'REMOVED';
  stateReason: string | null;
  appliedAt: string;
  joinedAt: string | null;
  endedAt: string | null;
}

interface FollowingRow {
  organizationId: string;
  organizationName: string;
  since: string;
}

/** An organization that I belong to, asked to join, left or follow, with where it stands. */
export interface MyOrganization {
  /** unique within its list */
  id: string;
  organizationId: string;
  organizationName: string;
  /** a member, or waiting to become one; or following */
  open: boolean;
  stateName: string;
  tone: string;
  note: string;
}

export async function listMemberships(cursor?: string): Promise<PageOf<MyOrganization>> {
  const { items, next } = await get<PageOf<MembershipRow>>(
    withQuery('/api/volunteer/memberships', { cursor, limit: 20 }),
  );
  return { items: items.map(membership), next };
}

export async function listFollowings(cursor?: string): Promise<PageOf<MyOrganization>> {
  const { items, next } = await get<PageOf<FollowingRow>>(
    withQuery('/api/volunteer/followings', { cursor, limit: 20 }),
  );
  return { items: items.map(following), next };
}

const STATES: Record<MembershipRow['state'], { stateName: string; tone: string }> = {
  APPLIED: { stateName: '等待审核', tone: 'waiting' },
  ACTIVE: { stateName: '成员', tone: 'good' },
  REJECTED: { stateName: '未通过', tone: 'bad' },
  LEFT: { stateName: '已退出', tone: 'quiet' },
  REMOVED: { stateName: '已移出', tone: 'quiet' },
};

export function membership(row: MembershipRow): MyOrganization {
  const { id, organizationId, organizationName } = row;
  const standing = STATES[row.state];
  const admin = row.state === 'ACTIVE' && row.role === 'ADMIN';
  return {
    id,
    organizationId,
    organizationName,
    open: row.state === 'APPLIED' || row.state === 'ACTIVE',
    ...standing,
    ...(admin ? { stateName: '管理员' } : {}),
    note: noteOf(row),
  };
}

function noteOf({ state, stateReason, appliedAt, joinedAt, endedAt }: MembershipRow): string {
  const because = stateReason ? `原因：${stateReason}` : '';
  if (state === 'APPLIED') return `${dayText(appliedAt)}申请，等待组织管理员审核`;
  if (state === 'ACTIVE') return `${dayText(joinedAt ?? appliedAt)}加入`;
  return [endedAt ? dayText(endedAt) : '', because].filter(Boolean).join(' · ');
}

const following = ({ organizationId, organizationName, since }: FollowingRow): MyOrganization => ({
  id: organizationId,
  organizationId,
  organizationName,
  open: true,
  stateName: '已关注',
  tone: 'good',
  note: `${dayText(since)}起关注，有新活动会通知您`,
});
