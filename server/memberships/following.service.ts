import { In } from 'typeorm';
import type { OrganizationService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import type { Tx } from '../platform/database';
import { ensure, forbidden } from '../platform/fault';
import { newId } from '../platform/ids';
import { Following } from './following.entity';

/** Who gets an organization's notices. */
export class FollowingService {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly clock: Clock,
  ) {}

  /** Following twice is following. */
  async follow(tx: Tx, actor: Actor, organizationId: string): Promise<void> {
    ensure(actor.volunteerId, forbidden('not_registered', '请先注册成为科技志愿者，再关注组织。'));
    await this.organizations.requireActive(tx, organizationId);
    await this.begin(tx, actor.volunteerId, organizationId);
  }

  /** Used when a membership begins. */
  async begin(tx: Tx, volunteerId: string, organizationId: string): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Following)
      .values({ id: newId(), organizationId, volunteerId, since: this.clock.now() })
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  /** @returns how many of the followers of a merged organization were taken to the other, at most `chunk` */
  async moveNext(tx: Tx, fromId: string, intoId: string, chunk: number): Promise<number> {
    const rows = await tx.manager.find(Following, {
      where: { organizationId: fromId },
      order: { id: 'ASC' },
      take: chunk,
    });
    if (rows.length === 0) return 0;
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Following)
      .values(
        rows.map(({ volunteerId, since }) => ({ id: newId(), organizationId: intoId, volunteerId, since })),
      )
      .orIgnore()
      .updateEntity(false)
      .execute();
    await tx.manager.delete(Following, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  }

  async unfollow(tx: Tx, actor: Actor, organizationId: string): Promise<void> {
    if (!actor.volunteerId) return;
    await tx.manager.delete(Following, { organizationId, volunteerId: actor.volunteerId });
  }
}
