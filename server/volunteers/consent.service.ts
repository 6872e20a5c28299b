import type { Policy } from '../../config/config';
import type { Clock } from '../platform/clock';
import { insertRows, type Tx } from '../platform/database';
import { conflict, ensure, invalid } from '../platform/fault';
import { newId } from '../platform/ids';
import { Consent, type ConsentKind, type GivenConsents } from './consent.entity';

/** The agreement that was shown and accepted, and what was chosen beside it. */
export interface Agreed {
  agreementVersion: string;
  consents: GivenConsents;
}

/** What people agree to and take back (R02). */
export class ConsentService {
  constructor(
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** @throws Fault conflict `agreement_outdated`, invalid `identity_consent_required` */
  requireAgreement({ agreementVersion, consents }: Agreed): void {
    ensure(
      agreementVersion === this.policy.agreementVersion,
      conflict('agreement_outdated', '注册协议已更新，请阅读新版本后再提交。', {
        version: this.policy.agreementVersion,
      }),
    );
    ensure(consents.identity, invalid('identity_consent_required', '实名注册需要同意我们核验证件号码。'));
  }

  /** Records what somebody agreed to when they became a volunteer. */
  async recordAgreed(tx: Tx, accountId: string, volunteerId: string, agreed: Agreed): Promise<void> {
    const { identity, location, photos, sharing } = agreed.consents;
    const given: [ConsentKind, boolean][] = [
      ['AGREEMENT', true],
      ['IDENTITY', identity],
      ['LOCATION', location],
      ['PHOTOS', photos],
      ['SHARING', sharing],
    ];
    const kinds = given.filter(([, granted]) => granted).map(([kind]) => kind);
    await this.record(tx, accountId, volunteerId, kinds, 'GRANTED', agreed.agreementVersion);
  }

  async record(
    tx: Tx,
    accountId: string,
    volunteerId: string,
    kinds: ConsentKind[],
    decision: Consent['decision'],
    version: string,
  ): Promise<void> {
    const at = this.clock.now();
    const rows = kinds.map(
      (kind): Consent => ({
        id: newId(),
        volunteerId,
        kind,
        decision,
        version,
        channel: 'MINI_PROGRAM',
        accountId,
        at,
      }),
    );
    await insertRows(tx.manager, Consent, rows);
  }
}
