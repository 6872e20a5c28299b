import { IsNull, Not } from 'typeorm';
import type { Policy } from '../../config/config';
import { Organization, type OrganizationService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Volunteer } from '../volunteers';
import type { FollowingService } from './following.service';
import { Membership } from './membership.entity';
import { type MembershipStep, openKeyOf, requireRoomForMembership, TRANSITIONS } from './membership.rules';

const alreadyOpen = conflict('already_member', '您已经是成员或正在等待审核，不需要再次申请。');
const stateChanged = conflict('membership_state_changed', '状态已经变化，可能已被他人处理，请刷新后再看。');

/** Joining, leaving and belonging (R12). */
export class MembershipService {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly followings: FollowingService,
    private readonly audit: Audit,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** Applies for membership; an organization with open joining admits at once. */
  async apply(tx: Tx, actor: Actor, organizationId: string, remark: string | null): Promise<Membership> {
    const volunteer = await this.requireRoom(tx, actor);
    const organization = await this.organizations.requireActive(tx, organizationId);
    const open = organization.joinMode === 'OPEN';
    const membership = this.compose(organizationId, volunteer.id, {
      state: open ? 'ACTIVE' : 'APPLIED',
      remark,
    });
    await refusingDuplicates(tx, { uq_memberships_open: alreadyOpen }, () =>
      tx.manager.insert(Membership, membership),
    );
    if (open) await this.welcome(tx, membership);
    else tx.emit('membership.applied', happened(membership));
    return membership;
  }

  /**
   * R12: a verified volunteer has room for one more organization. Counted are open memberships, and organizations that they
   * applied for or founded and have no membership of yet. Locks the volunteer, so it must come first in a transaction.
   */
  async requireRoom(tx: Tx, { volunteerId }: Pick<Actor, 'volunteerId'>): Promise<Volunteer> {
    const volunteer = volunteerId && (await lockRow(tx, Volunteer, volunteerId));
    ensure(volunteer, forbidden('not_registered', '请先注册成为科技志愿者，再加入组织。'));
    ensure(
      volunteer.state === 'VERIFIED',
      forbidden('not_verified', '您的实名认证还没有完成或已停用，完成认证后可以加入组织。'),
    );
    const memberships = await tx.manager.countBy(Membership, {
      volunteerId: volunteer.id,
      openKey: Not(IsNull()),
    });
    const founding = await tx.manager
      .createQueryBuilder(Organization, 'organization')
      .leftJoin(
        Membership,
        'own',
        'own.organizationId = organization.id AND own.volunteerId = organization.applicantId',
      )
      .where('organization.applicantId = :volunteerId', { volunteerId: volunteer.id })
      .andWhere('organization.state IN (:...states)', { states: ['DRAFT', 'PENDING', 'RETURNED', 'ACTIVE'] })
      .andWhere('own.id IS NULL')
      .getCount();
    requireRoomForMembership(memberships + founding, this.policy.maxMemberships);
    return volunteer;
  }

  /** An admin admits an applicant or refuses with a reason. */
  async review(
    tx: Tx,
    actor: Actor,
    organizationId: string,
    membershipId: string,
    verdict: { decision: 'APPROVE' | 'REJECT'; reason?: string },
  ): Promise<void> {
    await this.requireAdmin(tx, actor, organizationId);
    const { decision, reason = null } = verdict;
    ensure(
      decision === 'APPROVE' || reason,
      invalid('reason_required', '请写明不通过的原因，申请人会看到。'),
    );
    const membership = await this.findOf(tx, organizationId, membershipId);
    const decided = { stateReason: reason, decidedBy: actor.volunteerId };
    if (decision === 'APPROVE') await this.admit(tx, membership, decided);
    else await this.step(tx, 'REJECT', membership, decided);
    const event = decision === 'APPROVE' ? 'approved' : 'rejected';
    await this.audit.record(tx, actor, `membership.${event}`, membershipId, { organizationId, reason });
    tx.emit(`membership.${event}`, happened(membership));
  }

  /** An application becomes a membership. */
  async admit(tx: Tx, membership: Membership, changes: Partial<Membership>): Promise<void> {
    await this.step(tx, 'APPROVE', membership, changes);
    await this.welcome(tx, membership);
  }

  /** Makes a volunteer a member without application, if they have room (R12). */
  async bringIn(tx: Tx, organizationId: string, volunteerId: string): Promise<Membership> {
    await this.requireRoom(tx, { volunteerId });
    const membership = this.compose(organizationId, volunteerId, { state: 'ACTIVE', origin: 'APPOINT' });
    await refusingDuplicates(tx, { uq_memberships_open: alreadyOpen }, () =>
      tx.manager.insert(Membership, membership),
    );
    await this.welcome(tx, membership);
    return membership;
  }

  /** The applicant of an approved organization becomes its first admin. Repeating it changes nothing. */
  async found(tx: Tx, organizationId: string, volunteerId: string): Promise<void> {
    const openKey = openKeyOf(organizationId, volunteerId);
    if (await tx.manager.existsBy(Membership, { openKey })) return;
    const membership = this.compose(organizationId, volunteerId, {
      state: 'ACTIVE',
      role: 'ADMIN',
      origin: 'FOUNDER',
    });
    await tx.manager.insert(Membership, membership);
    await this.welcome(tx, membership);
  }

  private compose(organizationId: string, volunteerId: string, more: Partial<Membership>): Membership {
    const now = this.clock.now();
    return {
      id: newId(),
      organizationId,
      volunteerId,
      openKey: openKeyOf(organizationId, volunteerId),
      role: 'MEMBER',
      origin: 'APPLY',
      state: 'APPLIED',
      remark: null,
      stateReason: null,
      decidedBy: null,
      appliedAt: now,
      joinedAt: more.state === 'ACTIVE' ? now : null,
      endedAt: null,
      ...more,
    };
  }

  private async welcome(tx: Tx, { organizationId, volunteerId }: Membership): Promise<void> {
    await this.organizations.countMembers(tx, organizationId, 1);
    await this.followings.begin(tx, volunteerId, organizationId);
  }

  /** Moves a membership along its transitions, and counts members. Following is the volunteer's own to stop. */
  async step(
    tx: Tx,
    step: MembershipStep,
    membership: Pick<Membership, 'id' | 'organizationId'>,
    changes: Partial<Membership> = {},
  ): Promise<void> {
    const { from, to } = TRANSITIONS[step];
    const now = this.clock.now();
    const dates = to === 'ACTIVE' ? { joinedAt: now } : { endedAt: now, openKey: null };
    await changeExactlyOne(
      tx,
      Membership,
      { id: membership.id, state: from },
      { ...changes, ...dates, state: to },
      stateChanged,
    );
    if (from === 'ACTIVE') await this.organizations.countMembers(tx, membership.organizationId, -1);
  }

  /** @throws Fault missing `membership_not_found` */
  async findOf(reader: Reader, organizationId: string, membershipId: string): Promise<Membership> {
    const membership = await reader.manager.findOneBy(Membership, { id: membershipId, organizationId });
    ensure(membership, missing('membership_not_found', '这个组织里没有这条成员记录，请刷新后再看。'));
    return membership;
  }

  /** @returns the open membership of a volunteer in an organization: applied or active */
  async findOpen(reader: Reader, organizationId: string, volunteerId: string): Promise<Membership | null> {
    return reader.manager.findOneBy(Membership, { openKey: openKeyOf(organizationId, volunteerId) });
  }

  /** @throws Fault forbidden `not_organization_admin` */
  async requireAdmin(reader: Reader, actor: Actor, organizationId: string): Promise<void> {
    const membership = actor.volunteerId && (await this.findOpen(reader, organizationId, actor.volunteerId));
    ensure(
      membership && membership.state === 'ACTIVE' && membership.role === 'ADMIN',
      forbidden('not_organization_admin', '只有这个组织的管理员可以进行这项操作，请联系组织管理员。'),
    );
  }

  async isMember(reader: Reader, volunteerId: string, organizationId: string): Promise<boolean> {
    const membership = await this.findOpen(reader, organizationId, volunteerId);
    return membership?.state === 'ACTIVE';
  }

  /** @returns the admins of an organization */
  async adminIds(reader: Reader, organizationId: string): Promise<string[]> {
    const rows = await reader.manager.findBy(Membership, { organizationId, state: 'ACTIVE', role: 'ADMIN' });
    return rows.map(({ volunteerId }) => volunteerId);
  }

  async adminOrganizationIds(reader: Reader, volunteerId: string): Promise<string[]> {
    const rows = await reader.manager.findBy(Membership, { volunteerId, state: 'ACTIVE', role: 'ADMIN' });
    return rows.map(({ organizationId }) => organizationId);
  }

  async memberOrganizationIds(reader: Reader, volunteerId: string): Promise<string[]> {
    const rows = await reader.manager.findBy(Membership, { volunteerId, state: 'ACTIVE' });
    return rows.map(({ organizationId }) => organizationId);
  }
}

export const happened = ({ id, organizationId, volunteerId }: Membership) => ({
  membershipId: id,
  organizationId,
  volunteerId,
});
