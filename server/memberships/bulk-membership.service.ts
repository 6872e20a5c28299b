import { In, IsNull, Not } from 'typeorm';
import type { Policy } from '../../config/config';
import type { OrganizationService } from '../organizations';
import type { Clock } from '../platform/clock';
import {
  insertRows,
  lockRows,
  type Reader,
  refusingDuplicates,
  TryAgain,
  type Tx,
} from '../platform/database';
import { newId } from '../platform/ids';
import type { FollowingService } from './following.service';
import { Membership, type MembershipRole } from './membership.entity';
import { openKeyOf } from './membership.rules';

/** Somebody whom a list names as belonging to an organization. They are UNCLAIMED themselves. */
export interface ListedMember {
  organizationId: string;
  volunteerId: string;
  role: MembershipRole;
  /** brought in by the same transaction: cannot belong anywhere yet */
  fresh: boolean;
}

/** FULL: already in as many organizations as one may be (R12). */
export type ListedOutcome = 'ADDED' | 'ALREADY' | 'FULL';

/** Memberships by collective registration: they count (R12), but nobody sees them until their volunteer comes (R62). */
export class BulkMembershipService {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly followings: FollowingService,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** @returns what became of each, in order */
  async enrol(tx: Tx, listed: readonly ListedMember[]): Promise<ListedOutcome[]> {
    const open = await this.findOpen(
      tx,
      listed.filter(({ fresh }) => !fresh).map(({ volunteerId }) => volunteerId),
    );
    const rows: Membership[] = [];
    const outcomes = listed.map((member): ListedOutcome => {
      const own = open.get(member.volunteerId) ?? new Set();
      open.set(member.volunteerId, own);
      if (own.has(member.organizationId)) return 'ALREADY';
      if (own.size >= this.policy.maxMemberships) return 'FULL';
      own.add(member.organizationId);
      rows.push(this.compose(member));
      return 'ADDED';
    });
    // Who claims and joins at this moment is found by the second try.
    await refusingDuplicates(tx, { uq_memberships_open: new TryAgain() }, () =>
      insertRows(tx.manager, Membership, rows),
    );
    return outcomes;
  }

  /** @returns the organizations that each of the volunteers belongs or applied to; none for those who do not appear */
  async findOpen(reader: Reader, volunteerIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const open = new Map<string, Set<string>>();
    if (volunteerIds.length === 0) return open;
    const rows = await reader.manager.find(Membership, {
      where: { volunteerId: In([...new Set(volunteerIds)]), openKey: Not(IsNull()) },
      select: { id: true, volunteerId: true, organizationId: true },
    });
    for (const { volunteerId, organizationId } of rows)
      open.set(volunteerId, (open.get(volunteerId) ?? new Set()).add(organizationId));
    return open;
  }

  private compose({ organizationId, volunteerId, role }: ListedMember): Membership {
    return {
      id: newId(),
      organizationId,
      volunteerId,
      openKey: openKeyOf(organizationId, volunteerId),
      role,
      origin: 'BULK',
      state: 'UNCLAIMED',
      remark: null,
      stateReason: null,
      decidedBy: null,
      appliedAt: this.clock.now(),
      joinedAt: null,
      endedAt: null,
    };
  }

  /** The volunteer has come: they belong to where they were listed. Repeating it changes nothing. */
  async activate(tx: Tx, volunteerId: string): Promise<void> {
    const waiting = await lockRows(tx, Membership, [{ volunteerId, state: 'UNCLAIMED' }]);
    for (const { id, organizationId } of waiting) {
      await tx.manager.update(Membership, { id }, { state: 'ACTIVE', joinedAt: this.clock.now() });
      await this.organizations.countMembers(tx, organizationId, 1);
      await this.followings.begin(tx, volunteerId, organizationId);
    }
  }

  /** What a list said is taken back, unless the volunteer has come meanwhile. */
  async removeUnclaimed(
    tx: Tx,
    pairs: readonly { organizationId: string; volunteerId: string }[],
  ): Promise<void> {
    if (pairs.length === 0) return;
    const openKeys = pairs.map(({ organizationId, volunteerId }) => openKeyOf(organizationId, volunteerId));
    await tx.manager.delete(Membership, { openKey: In(openKeys), state: 'UNCLAIMED', origin: 'BULK' });
  }

  /** @returns those of the organizations that anybody belongs or applied to */
  async findPopulated(tx: Tx, organizationIds: readonly string[]): Promise<Set<string>> {
    if (organizationIds.length === 0) return new Set();
    const rows = await tx.manager
      .createQueryBuilder(Membership, 'membership')
      .select('DISTINCT membership.organizationId', 'id')
      .where({ organizationId: In([...organizationIds]), openKey: Not(IsNull()) })
      .getRawMany<{ id: string }>();
    return new Set(rows.map(({ id }) => id));
  }

  /** A new list says who runs the organization: admins of an older one, who never came, are members. */
  async demoteUnclaimed(tx: Tx, organizationId: string): Promise<void> {
    await tx.manager.update(
      Membership,
      { organizationId, state: 'UNCLAIMED', role: 'ADMIN' },
      { role: 'MEMBER' },
    );
  }
}
