import { In } from 'typeorm';
import type { Clock } from '../platform/clock';
import { insertRows, type Tx } from '../platform/database';
import { newId } from '../platform/ids';
import { Account } from '../volunteers';
import type { Notice } from './notice.entity';
import { type Channel, type DeliveryState, NoticeDelivery } from './notice-delivery.entity';
import type { SubscriptionCredits } from './subscription-credits';

/** Writes who gets a notice by which channel. The inbox is always one of them. */
export class Addressing {
  constructor(
    private readonly credits: SubscriptionCredits,
    private readonly signUpTemplateId: string,
    private readonly clock: Clock,
  ) {}

  /**
   * @param volunteerIds each once, and none addressed before
   * @param channels     besides the inbox
   * @returns whether a message waits to be sent
   */
  async address(
    tx: Tx,
    notice: Notice,
    volunteerIds: readonly string[],
    channels: readonly Channel[],
  ): Promise<boolean> {
    const now = this.clock.now();
    const accounts = channels.length > 0 ? await this.accountsOf(tx, volunteerIds) : new Map();
    const rows: NoticeDelivery[] = [];
    const add = (volunteerId: string, channel: Channel, state: DeliveryState, reason: string | null) =>
      rows.push({
        id: newId(),
        noticeId: notice.id,
        volunteerId,
        channel,
        state,
        reason,
        msgId: null,
        attempts: 0,
        dueAt: now,
        uncertainSince: null,
        changedAt: now,
      });
    for (const volunteerId of volunteerIds) {
      add(volunteerId, 'INBOX', 'DELIVERED', null);
      for (const channel of channels) {
        const obstacle = await this.obstacle(tx, channel, accounts.get(volunteerId));
        add(volunteerId, channel, obstacle ? 'SUPPRESSED' : 'QUEUED', obstacle);
      }
    }
    await insertRows(tx.manager, NoticeDelivery, rows);
    return rows.some(({ state }) => state === 'QUEUED');
  }

  /** @returns why nothing can be sent by this channel, null when it can */
  private async obstacle(tx: Tx, channel: Channel, account: Account | undefined): Promise<string | null> {
    if (!account) return 'no_account';
    if (channel === 'TEMPLATE') return account.following && account.officialOpenid ? null : 'not_following';
    const agreed =
      account.miniProgramOpenid !== null && (await this.credits.take(tx, account.id, this.signUpTemplateId));
    return agreed ? null : 'not_subscribed';
  }

  private async accountsOf(tx: Tx, volunteerIds: readonly string[]): Promise<Map<string, Account>> {
    const accounts = new Map<string, Account>();
    for (let start = 0; start < volunteerIds.length; start += IDS_PER_QUERY) {
      const some = volunteerIds.slice(start, start + IDS_PER_QUERY);
      for (const account of await tx.manager.findBy(Account, { volunteerId: In([...some]) })) {
        accounts.set(account.volunteerId!, account);
      }
    }
    return accounts;
  }
}

const IDS_PER_QUERY = 1_000;
