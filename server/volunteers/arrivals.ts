import { IsNull } from 'typeorm';
import { changeExactlyOne, type Tx } from '../platform/database';
import { conflict } from '../platform/fault';
import { Account } from './account.entity';
import type { Agreed, ConsentService } from './consent.service';
import type { Volunteer } from './volunteer.entity';

export const alreadyRegistered = conflict('already_registered', '您已经注册过了，可以直接报名活动。');

export const phoneTaken = conflict(
  'phone_taken',
  '这个手机号已经注册过，请用原来的微信登录，或换一个手机号。',
);

/** The moment in which a WeChat account becomes a volunteer's, whether they register or are found again. */
export class Arrivals {
  constructor(private readonly consents: ConsentService) {}

  /** @throws Fault conflict `already_registered` when the account has become somebody meanwhile */
  async settle(
    tx: Tx,
    accountId: string,
    volunteer: Pick<Volunteer, 'id' | 'state'>,
    agreed: Agreed,
  ): Promise<void> {
    await changeExactlyOne(
      tx,
      Account,
      { id: accountId, volunteerId: IsNull() },
      { volunteerId: volunteer.id },
      alreadyRegistered,
    );
    await this.consents.recordAgreed(tx, accountId, volunteer.id, agreed);
    tx.emit('volunteer.registered', { volunteerId: volunteer.id });
    if (volunteer.state === 'VERIFIED') tx.emit('volunteer.verified', { volunteerId: volunteer.id });
  }
}
