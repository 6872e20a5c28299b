import type { Policy } from '../../config/config';
import { Organization, type RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { changeExactlyOne, lockRow, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { Volunteer } from '../volunteers';
import { Membership, type MembershipRole } from './membership.entity';
import { requireRoomForAdmin } from './membership.rules';
import { happened, type MembershipService } from './membership.service';

/**
 * Whatever changes who the admins of an organization are, or may end a membership of one. Each write first locks the
 * organization, so that the admins counted are the admins there are: neither too many (R13) nor none.
 */
export class MemberRoleService {
  constructor(
    private readonly memberships: MembershipService,
    private readonly rights: RightsService,
    private readonly audit: Audit,
    private readonly policy: Policy,
  ) {}

  /** Promotes a member to admin (R13) or demotes an admin, oneself included. */
  async setRole(
    tx: Tx,
    actor: Actor,
    organizationId: string,
    membershipId: string,
    role: MembershipRole,
  ): Promise<void> {
    const { memberCount } = await this.hold(tx, organizationId);
    await this.memberships.requireAdmin(tx, actor, organizationId);
    const membership = await this.memberships.findOf(tx, organizationId, membershipId);
    if (role === 'MEMBER') await this.requireAnotherAdmin(tx, membership);
    else requireRoomForAdmin(memberCount, await this.countAdmins(tx, organizationId), this.policy.adminBands);
    await this.change(tx, actor, membership, role);
  }

  /** The actor gives their own adminship to a member: where one admin is the limit, the only way to change them. */
  async handOver(tx: Tx, actor: Actor, organizationId: string, membershipId: string): Promise<void> {
    await this.hold(tx, organizationId);
    await this.memberships.requireAdmin(tx, actor, organizationId);
    const successor = await this.memberships.findOf(tx, organizationId, membershipId);
    const own = await this.memberships.findOpen(tx, organizationId, actor.volunteerId!);
    await this.change(tx, actor, successor, 'ADMIN');
    await this.change(tx, actor, own!, 'MEMBER');
  }

  /**
   * A reviewing unit names the admin of an organization that has none, such as a national society that was seeded.
   * The volunteer becomes a member by it, if there is room (R12).
   */
  async nameFirstAdmin(tx: Tx, actor: Actor, organizationId: string, volunteer: Volunteer): Promise<void> {
    const organization = await this.hold(tx, organizationId);
    await lockRow(tx, Volunteer, volunteer.id);
    await this.rights.requireReviewer(tx, actor, organization);
    ensure(
      organization.state === 'ACTIVE' && (await this.countAdmins(tx, organizationId)) === 0,
      conflict('has_admin', '这个组织已有管理员或未启用，请由现任管理员移交。'),
    );
    const membership =
      (await this.memberships.findOpen(tx, organizationId, volunteer.id)) ??
      (await this.memberships.bringIn(tx, organizationId, volunteer.id));
    if (membership.state === 'APPLIED') {
      await this.memberships.admit(tx, membership, { decidedBy: actor.volunteerId });
    }
    await this.change(tx, actor, membership, 'ADMIN');
  }

  /** The volunteer leaves, or withdraws an application that is still open. */
  async leave(tx: Tx, actor: Actor, organizationId: string): Promise<void> {
    await this.hold(tx, organizationId);
    const membership =
      actor.volunteerId && (await this.memberships.findOpen(tx, organizationId, actor.volunteerId));
    ensure(membership, missing('membership_not_found', '您不在这个组织里，可能已经退出。'));
    await this.requireAnotherAdmin(tx, membership);
    await this.memberships.step(tx, membership.state === 'APPLIED' ? 'WITHDRAW' : 'LEAVE', membership);
    tx.emit('membership.left', happened(membership));
  }

  /** An admin removes a member; the reason is shown to them. */
  async remove(
    tx: Tx,
    actor: Actor,
    organizationId: string,
    membershipId: string,
    reason: string,
  ): Promise<void> {
    await this.hold(tx, organizationId);
    await this.memberships.requireAdmin(tx, actor, organizationId);
    const membership = await this.memberships.findOf(tx, organizationId, membershipId);
    await this.requireAnotherAdmin(tx, membership);
    await this.memberships.step(tx, 'REMOVE', membership, {
      stateReason: reason,
      decidedBy: actor.volunteerId,
    });
    await this.audit.record(tx, actor, 'membership.removed', membershipId, { organizationId, reason });
    tx.emit('membership.removed', happened(membership));
  }

  private async hold(tx: Tx, organizationId: string): Promise<Organization> {
    const organization = await lockRow(tx, Organization, organizationId);
    ensure(organization, missing('organization_not_found', '没有找到这个组织，它可能已经停用。'));
    return organization;
  }

  private countAdmins = (tx: Tx, organizationId: string): Promise<number> =>
    tx.manager.countBy(Membership, { organizationId, state: 'ACTIVE', role: 'ADMIN' });

  private async requireAnotherAdmin(tx: Tx, leaving: Membership): Promise<void> {
    const isAdmin = leaving.state === 'ACTIVE' && leaving.role === 'ADMIN';
    ensure(
      !isAdmin || (await this.countAdmins(tx, leaving.organizationId)) > 1,
      conflict('last_admin', '这是组织唯一的管理员，请先移交管理员，再进行这项操作。'),
    );
  }

  private async change(tx: Tx, actor: Actor, membership: Membership, role: MembershipRole): Promise<void> {
    await changeExactlyOne(
      tx,
      Membership,
      { id: membership.id, state: 'ACTIVE', role: role === 'ADMIN' ? 'MEMBER' : 'ADMIN' },
      { role },
      conflict('role_unchanged', '这位成员已经是这个角色，或已不在组织里，请刷新后再看。'),
    );
    const event = role === 'ADMIN' ? 'promoted' : 'demoted';
    const { organizationId } = membership;
    await this.audit.record(tx, actor, `membership.${event}`, membership.id, { organizationId });
    tx.emit(`membership.${event}`, happened(membership));
  }
}
