import { In, IsNull, Not } from 'typeorm';
import type { OrganizationService } from '../organizations';
import type { Clock } from '../platform/clock';
import type { Tx } from '../platform/database';
import type { FollowingService } from './following.service';
import { Membership } from './membership.entity';
import type { MembershipService } from './membership.service';

/** Members handled in one transaction; the rest follow by an event. */
const CHUNK = 500;

/** What becomes of the members of an organization that ends. Every run takes the next ones that are still open. */
export class Succession {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly memberships: MembershipService,
    private readonly followings: FollowingService,
    private readonly clock: Clock,
  ) {}

  /**
   * Members of a merged organization become members of the other, its admins too; who is in both stays there once. Who
   * followed it follows the other.
   */
  async moveNext(tx: Tx, organizationId: string, intoId: string): Promise<void> {
    const followers = await this.followings.moveNext(tx, organizationId, intoId, CHUNK);
    const open = await this.nextOpen(tx, organizationId);
    if (open.length > 0) await this.moveMembers(tx, open, organizationId, intoId);
    if (open.length === CHUNK || followers === CHUNK)
      tx.emit('memberships.partly-moved', { organizationId, intoId });
  }

  private async moveMembers(
    tx: Tx,
    open: Membership[],
    organizationId: string,
    intoId: string,
  ): Promise<void> {
    const volunteerIds = open.map(({ volunteerId }) => volunteerId);
    const there = await tx.manager.findBy(Membership, {
      organizationId: intoId,
      volunteerId: In(volunteerIds),
      openKey: Not(IsNull()),
    });
    const placeThere = new Map(there.map((membership) => [membership.volunteerId, membership]));
    const [doubled, moving] = split(open, ({ volunteerId }) => placeThere.has(volunteerId));
    await this.end(tx, doubled, '组织合并，您在合并后的组织里');
    for (const { volunteerId } of doubled.filter(isActive)) {
      const membership = placeThere.get(volunteerId)!;
      if (membership.state === 'APPLIED') await this.memberships.admit(tx, membership, {});
    }
    if (moving.length > 0) await this.move(tx, moving, organizationId, intoId);
    await this.organizations.countMembers(tx, organizationId, -open.filter(isActive).length);
    await this.organizations.countMembers(tx, intoId, moving.filter(isActive).length);
    tx.emit('memberships.moved', { organizationId, intoId, volunteerIds });
  }

  private async move(tx: Tx, moving: Membership[], fromId: string, intoId: string): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .update(Membership)
      .set({ organizationId: intoId, role: 'MEMBER', openKey: () => 'REPLACE(open_key, :fromId, :intoId)' })
      .where({ id: In(moving.map(({ id }) => id)) })
      .setParameters({ fromId, intoId })
      .execute();
  }

  /** The members of a dissolved organization leave it; their hours are theirs. */
  async endNext(tx: Tx, organizationId: string): Promise<void> {
    const open = await this.nextOpen(tx, organizationId);
    if (open.length === 0) return;
    await this.end(tx, open, '组织已注销');
    await this.organizations.countMembers(tx, organizationId, -open.filter(isActive).length);
    tx.emit('memberships.dissolved', {
      organizationId,
      volunteerIds: open.map(({ volunteerId }) => volunteerId),
    });
    if (open.length === CHUNK) tx.emit('memberships.partly-dissolved', { organizationId });
  }

  private nextOpen = (tx: Tx, organizationId: string): Promise<Membership[]> =>
    tx.manager.find(Membership, {
      where: { organizationId, openKey: Not(IsNull()) },
      order: { id: 'ASC' },
      take: CHUNK,
    });

  private async end(tx: Tx, memberships: Membership[], stateReason: string): Promise<void> {
    if (memberships.length === 0) return;
    await tx.manager.update(
      Membership,
      { id: In(memberships.map(({ id }) => id)), openKey: Not(IsNull()) },
      { state: 'LEFT', openKey: null, endedAt: this.clock.now(), stateReason },
    );
  }
}

const isActive = ({ state }: Membership): boolean => state === 'ACTIVE';

const split = <T>(all: readonly T[], fits: (each: T) => boolean): [T[], T[]] => [
  all.filter(fits),
  all.filter((each) => !fits(each)),
];
