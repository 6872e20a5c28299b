import { In, IsNull, Not } from 'typeorm';
import { Organization, type OrganizationService } from '../organizations';
import { fullTimeText } from '../platform/chinese-time';
import { lockRows, type Tx } from '../platform/database';
import { conflict, ensure } from '../platform/fault';
import type { Parts } from '../platform/parts';
import { Volunteer, type VolunteerService } from '../volunteers';
import { Following } from './following.entity';
import { Membership, type MembershipState } from './membership.entity';
import { happened, type MembershipService } from './membership.service';

const STATES: Record<MembershipState, string> = {
  APPLIED: '申请中',
  UNCLAIMED: '已由组织登记',
  ACTIVE: '成员',
  REJECTED: '未通过',
  LEFT: '已退出',
  REMOVED: '已移出',
};

interface Needs {
  volunteers: VolunteerService;
  organizations: OrganizationService;
  memberships: MembershipService;
}

/** What belonging means to somebody who leaves the platform or asks what is kept about them (R61). */
export function attendToDepartures({ relay, ownData }: Parts, needs: Needs): void {
  const { volunteers, organizations, memberships } = needs;
  volunteers.checkDepartures(requireSuccessors);

  relay.on('volunteer.erased', 'memberships.end', async (tx, { volunteerId }) => {
    const open = await tx.manager.findBy(Membership, { volunteerId, openKey: Not(IsNull()) });
    for (const membership of open) {
      await memberships.step(tx, membership.state === 'APPLIED' ? 'WITHDRAW' : 'LEAVE', membership);
      tx.emit('membership.left', happened(membership));
    }
    await tx.manager.update(Membership, { volunteerId }, { remark: null });
    await tx.manager.delete(Following, { volunteerId });
  });

  ownData.section({
    title: '加入的组织',
    columns: ['组织', '状态', '角色', '申请时间', '加入时间', '结束时间'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(Membership, {
        where: { volunteerId },
        order: { id: 'DESC' },
        take,
      });
      const ids = rows.map(({ organizationId }) => organizationId);
      const names = await organizations.findOrganizations(reader, ids);
      const time = (at: Date | null) => at && fullTimeText(at);
      return rows.map(({ organizationId, state, role, appliedAt, joinedAt, endedAt }) => [
        names.get(organizationId)?.name ?? '',
        STATES[state] ?? state,
        role === 'ADMIN' ? '管理员' : '成员',
        time(appliedAt),
        time(joinedAt),
        time(endedAt),
      ]);
    },
  });
  ownData.section({
    title: '关注的组织',
    columns: ['组织', '关注时间'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(Following, {
        where: { volunteerId },
        order: { id: 'DESC' },
        take,
      });
      const ids = rows.map(({ organizationId }) => organizationId);
      const names = await organizations.findOrganizations(reader, ids);
      return rows.map(({ organizationId, since }) => [
        names.get(organizationId)?.name ?? '',
        fullTimeText(since),
      ]);
    },
  });
}

/**
 * The last admin who stays hands over before they leave. Everything that decides is locked, so that two admins who
 * leave at the same moment see each other.
 */
async function requireSuccessors(tx: Tx, volunteerId: string): Promise<void> {
  const own = await tx.manager.findBy(Membership, { volunteerId, state: 'ACTIVE', role: 'ADMIN' });
  if (own.length === 0) return;
  const ids = own.map(({ organizationId }) => organizationId);
  const held = await lockRows(tx, Organization, [{ id: In(ids) }]);
  const admins = await lockRows(tx, Membership, [
    { organizationId: In(ids), state: 'ACTIVE', role: 'ADMIN', volunteerId: Not(volunteerId) },
  ]);
  const staying = new Set(
    admins.length === 0
      ? []
      : (
          await lockRows(tx, Volunteer, [
            { id: In(admins.map((admin) => admin.volunteerId)), state: 'VERIFIED' },
          ])
        ).map(({ id }) => id),
  );
  const left = held.filter(
    ({ id }) => !admins.some((admin) => admin.organizationId === id && staying.has(admin.volunteerId)),
  );
  ensure(
    left.length === 0,
    conflict(
      'last_admin',
      `您是${left.map(({ name }) => `“${name}”`).join('、')}唯一的管理员，请先移交管理员，再注销账号。`,
    ),
  );
}
