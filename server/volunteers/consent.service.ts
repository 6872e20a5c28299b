import type { Policy } from '../../config/config';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { insertRows, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import { newId } from '../platform/ids';
import {
  CHOSEN_CONSENTS,
  CONSENT_KINDS,
  Consent,
  type ConsentKind,
  type GivenConsents,
} from './consent.entity';

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

  /** @returns the latest decision of each kind, in the order of `CONSENT_KINDS` */
  async current(reader: Reader, volunteerId: string): Promise<Consent[]> {
    const rows = await reader.manager.find(Consent, { where: { volunteerId }, order: { id: 'ASC' } });
    const latest = new Map(rows.map((row) => [row.kind, row]));
    return CONSENT_KINDS.flatMap((kind) => latest.get(kind) ?? []);
  }

  /** @returns whether the volunteer agrees to it now */
  async holds(reader: Reader, volunteerId: string, kind: ConsentKind): Promise<boolean> {
    const row = await reader.manager.findOne(Consent, {
      where: { volunteerId, kind },
      order: { id: 'DESC' },
    });
    return row?.decision === 'GRANTED';
  }

  /**
   * Gives or takes back a consent that the service can do without (R61). Saying the same again changes nothing.
   *
   * @throws Fault forbidden `not_registered`, conflict `consent_needed`
   */
  async decide(tx: Tx, actor: Actor, kind: ConsentKind, granted: boolean): Promise<void> {
    ensure(actor.volunteerId, forbidden('not_registered', '请先注册成为科技志愿者。'));
    ensure(
      (CHOSEN_CONSENTS as readonly string[]).includes(kind),
      conflict('consent_needed', '没有这项同意就不能提供服务。如果不再使用，可以注销账号。'),
    );
    if ((await this.holds(tx, actor.volunteerId, kind)) === granted) return;
    const decision = granted ? 'GRANTED' : 'WITHDRAWN';
    const { agreementVersion } = this.policy;
    await this.record(tx, actor.accountId, actor.volunteerId, [kind], decision, agreementVersion);
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
