import { In } from 'typeorm';
import type { RegisteredActor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import type { Reader, Tx } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { Notice } from './notice.entity';
import { type Channel, type DeliveryState, NoticeDelivery } from './notice-delivery.entity';

/** How many deliveries of a notice are where, and why. */
export interface DeliveryCount {
  channel: Channel;
  state: DeliveryState;
  reason: string | null;
  count: number;
}

/** What reached whom: a person's inbox and a publisher's report. */
export class InboxService {
  constructor(private readonly clock: Clock) {}

  async countUnread(reader: Reader, volunteerId: string): Promise<number> {
    return reader.manager.countBy(NoticeDelivery, { volunteerId, channel: 'INBOX', state: 'DELIVERED' });
  }

  /** Reading twice is reading. @throws Fault missing `notice_not_found` when it is not in the actor's inbox */
  async markRead(tx: Tx, actor: RegisteredActor, deliveryId: string): Promise<void> {
    const own = { id: deliveryId, volunteerId: actor.volunteerId, channel: 'INBOX' as const };
    ensure(
      await tx.manager.existsBy(NoticeDelivery, own),
      missing('notice_not_found', '收件箱里没有这条消息。'),
    );
    await tx.manager.update(NoticeDelivery, { ...own, state: 'DELIVERED' }, this.read());
  }

  async markAllRead(tx: Tx, actor: RegisteredActor): Promise<void> {
    const unread = { volunteerId: actor.volunteerId, channel: 'INBOX' as const, state: 'DELIVERED' as const };
    await tx.manager.update(NoticeDelivery, unread, this.read());
  }

  async findNotices(reader: Reader, ids: readonly string[]): Promise<Map<string, Notice>> {
    if (ids.length === 0) return new Map();
    const notices = await reader.manager.findBy(Notice, { id: In([...new Set(ids)]) });
    return new Map(notices.map((notice) => [notice.id, notice]));
  }

  async report(reader: Reader, noticeId: string): Promise<DeliveryCount[]> {
    const rows = await reader.manager
      .createQueryBuilder(NoticeDelivery, 'delivery')
      .select('delivery.channel', 'channel')
      .addSelect('delivery.state', 'state')
      .addSelect('delivery.reason', 'reason')
      .addSelect('COUNT(*)', 'count')
      .where('delivery.noticeId = :noticeId', { noticeId })
      .groupBy('delivery.channel')
      .addGroupBy('delivery.state')
      .addGroupBy('delivery.reason')
      .orderBy('delivery.channel')
      .addOrderBy('delivery.state')
      .getRawMany<DeliveryCount>();
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  private read = () => ({ state: 'READ' as const, changedAt: this.clock.now() });
}
