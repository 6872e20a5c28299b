import { MoreThan } from 'typeorm';
import type { Tx } from '../platform/database';
import { newId } from '../platform/ids';
import { SubscriptionCredit } from './subscription-credit.entity';

/** What people agreed to get by subscribe message: one message per accepted prompt. WeChat keeps the same account. */
export class SubscriptionCredits {
  /** The person accepted the prompt once more. */
  async add(tx: Tx, accountId: string, templateId: string): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(SubscriptionCredit)
      .values({ id: newId(), accountId, templateId, credits: 0 })
      .orIgnore()
      .updateEntity(false)
      .execute();
    await tx.manager.increment(SubscriptionCredit, { accountId, templateId }, 'credits', 1);
  }

  /** Uses one up. @returns false when there is none */
  async take(tx: Tx, accountId: string, templateId: string): Promise<boolean> {
    const where = { accountId, templateId, credits: MoreThan(0) };
    const result = await tx.manager.decrement(SubscriptionCredit, where, 'credits', 1);
    return result.affected === 1;
  }

  /** The person refused the template in WeChat's settings, or WeChat says there is none left. */
  async clear(tx: Tx, accountId: string, templateId: string): Promise<void> {
    await tx.manager.update(SubscriptionCredit, { accountId, templateId }, { credits: 0 });
  }
}
