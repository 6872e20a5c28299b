import { In, LessThanOrEqual } from 'typeorm';
import { type Clock, MINUTE } from '../platform/clock';
import type { Database, Reader, Tx } from '../platform/database';
import type { DeliveryStatus } from '../wechat';
import { afterAttempt, afterInterruption, afterReport, type SendResult } from './delivery.rules';
import { Notice } from './notice.entity';
import { type DeliveryState, NoticeDelivery } from './notice-delivery.entity';

/** How many deliveries one claim takes. */
export const BATCH = 50;
/** After this a claim is forfeit: longer than a batch of calls can take, each with its deadline and one repetition. */
const CLAIM_MS = 5 * MINUTE;

/** The states of deliveries: claims, outcomes, WeChat's reports. Sending itself is `NoticeSender`'s. */
export class DeliveryService {
  constructor(
    private readonly database: Pick<Database, 'embedded'>,
    private readonly clock: Clock,
  ) {}

  /** Takes deliveries that are due for sending; several senders get disjoint batches. */
  async claim(tx: Tx): Promise<NoticeDelivery[]> {
    const now = this.clock.now();
    const due = tx.manager
      .createQueryBuilder(NoticeDelivery, 'delivery')
      .where('delivery.state = :state AND delivery.dueAt <= :now', { state: 'QUEUED', now })
      .orderBy('delivery.dueAt')
      .limit(BATCH);
    if (!this.database.embedded) due.setLock('pessimistic_write').setOnLocked('skip_locked');
    const deliveries = await due.getMany();
    if (deliveries.length === 0) return [];
    const claimed = { state: 'SENDING' as const, dueAt: new Date(now.getTime() + CLAIM_MS), changedAt: now };
    await tx.manager.update(
      NoticeDelivery,
      { id: In(deliveries.map(({ id }) => id)), state: 'QUEUED' },
      { ...claimed, attempts: () => 'attempts + 1' },
    );
    return deliveries.map((delivery) =>
      Object.assign(delivery, claimed, { attempts: delivery.attempts + 1 }),
    );
  }

  /** @returns the delivery after the attempt that `claimed` was made for; a forfeit claim changes nothing */
  async settle(tx: Tx, claimed: NoticeDelivery, result: SendResult): Promise<DeliveryState> {
    const now = this.clock.now();
    const change = afterAttempt(claimed, result, now);
    await tx.manager.update(NoticeDelivery, this.stillClaimed(claimed), { ...change, changedAt: now });
    return change.state!;
  }

  /** The reason why it shall not be sent any more became known only now. */
  async suppress(tx: Tx, claimed: NoticeDelivery, reason: string): Promise<void> {
    const changes = { state: 'SUPPRESSED' as const, reason, changedAt: this.clock.now() };
    await tx.manager.update(NoticeDelivery, this.stillClaimed(claimed), changes);
  }

  /** Returns forfeit claims to the queue, whose senders have died. @returns how many */
  async releaseForfeit(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const forfeit = await tx.manager.find(NoticeDelivery, {
      where: { state: 'SENDING', dueAt: LessThanOrEqual(now) },
      take: 1_000,
    });
    for (const delivery of forfeit) {
      const change = afterInterruption(delivery, delivery.changedAt, now);
      await tx.manager.update(NoticeDelivery, this.stillClaimed(delivery), { ...change, changedAt: now });
    }
    return forfeit.length;
  }

  /** @returns whether a message is due now */
  async anyDue(reader: Reader): Promise<boolean> {
    return reader.manager.existsBy(NoticeDelivery, {
      state: 'QUEUED',
      dueAt: LessThanOrEqual(this.clock.now()),
    });
  }

  /** @returns published notices whose audience is not addressed in full */
  async unfinishedNotices(reader: Reader): Promise<string[]> {
    const notices = await reader.manager
      .createQueryBuilder(Notice, 'notice')
      .select('notice.id', 'id')
      .where('notice.expandedAt IS NULL AND notice.publishedAt <= :before', {
        before: new Date(this.clock.now().getTime() - MINUTE),
      })
      .limit(100)
      .getRawMany<{ id: string }>();
    return notices.map(({ id }) => id);
  }

  /** WeChat says what became of a message; repeated reports change nothing. @returns whether the message is known */
  async report(tx: Tx, msgId: string, status: DeliveryStatus): Promise<boolean> {
    const change = { ...afterReport(status), changedAt: this.clock.now() };
    const result = await tx.manager.update(NoticeDelivery, { msgId, state: 'SENT' }, change);
    return (result.affected ?? 0) > 0 || tx.manager.existsBy(NoticeDelivery, { msgId });
  }

  private stillClaimed = ({ id, attempts }: NoticeDelivery) => ({
    id,
    attempts,
    state: 'SENDING' as const,
  });
}
