import { In, IsNull, Not } from 'typeorm';
import type { Actor } from '../platform/actor';
import { type Clock, shanghaiDay } from '../platform/clock';
import { changeExactlyOne, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, missing } from '../platform/fault';
import type { AccountService } from './account.service';
import { Consent } from './consent.entity';
import type { ConsentService } from './consent.service';
import { ADULT_FROM, ageOn, normalizePersonName } from './identity.rules';
import type { IdentityVault } from './identity-vault';
import { verifiedFrom } from './registration.rules';
import type { GuardianConsentForm } from './volunteer.dto';
import { Volunteer, type VolunteerState } from './volunteer.entity';

/** As whom a minor stands after the consent; in other states somebody else decides first. */
const CONSENTED: readonly VolunteerState[] = ['REGISTERED', 'VERIFIED'];
const MOST_WARDS = 50;

/** Guardians of 14 to 17 year olds, who have accounts of their own (R04). */
export class GuardianService {
  constructor(
    private readonly accounts: AccountService,
    private readonly consents: ConsentService,
    private readonly vault: IdentityVault,
    private readonly clock: Clock,
  ) {}

  /**
   * A guardian consents for a minor (R04): the phone that WeChat vouched for must be the one the minor named.
   * The answer is the same whether the number, the name or the phone does not fit.
   */
  async consent(tx: Tx, actor: Actor, form: GuardianConsentForm): Promise<void> {
    const phone = await this.accounts.requireVerifiedPhone(tx, actor);
    const minor = await tx.manager.findOneBy(Volunteer, {
      number: form.volunteerNumber,
      state: 'GUARDIAN_PENDING',
    });
    ensure(
      minor &&
        minor.name === normalizePersonName(form.minorName) &&
        minor.guardianPhoneIndex === this.vault.phoneIndex(phone),
      missing(
        'minor_not_found',
        '没有找到等待您同意的志愿者，请核对编号、姓名，并使用孩子填写的监护人手机号。',
      ),
    );
    ensure(actor.volunteerId !== minor.id, forbidden('guardian_is_self', '监护人不能是本人。'));
    const state = verifiedFrom(minor.documentType);
    await changeExactlyOne(
      tx,
      Volunteer,
      { id: minor.id, state: 'GUARDIAN_PENDING' },
      { state, guardianAccountId: actor.accountId },
      conflict('already_consented', '已经同意过了。'),
    );
    const { agreementVersion } = form;
    await this.consents.record(tx, actor.accountId, minor.id, ['GUARDIAN'], 'GRANTED', agreementVersion);
    if (state !== 'VERIFIED') return;
    tx.emit('volunteer.approved', { volunteerId: minor.id });
    tx.emit('volunteer.verified', { volunteerId: minor.id });
  }

  /** @returns the minors of 14 and above for whom the account consented and may take it back */
  async listWards({ manager }: Reader, { accountId }: Actor): Promise<Volunteer[]> {
    const wards = await manager.find(Volunteer, {
      // Who has no phone of their own is a child whose profile the guardian holds.
      where: { guardianAccountId: accountId, phoneIndex: Not(IsNull()), state: In(CONSENTED) },
      order: { id: 'ASC' },
      take: MOST_WARDS,
    });
    return wards.filter((ward) => this.isMinor(ward));
  }

  private isMinor = ({ birthDay }: Volunteer): boolean =>
    ageOn(birthDay, shanghaiDay(this.clock.now())) < ADULT_FROM;

  /**
   * Takes the consent back, for which no reason is needed (R61): the minor waits for a guardian again, and what they
   * signed up for ahead is called off. What they did stays theirs.
   *
   * @throws Fault missing `ward_not_found`; conflict `ward_of_age` | `ward_state_changed`
   */
  async withdraw(tx: Tx, actor: Actor, volunteerId: string): Promise<void> {
    const { accountId } = actor;
    const ward = await tx.manager.findOneBy(Volunteer, {
      id: volunteerId,
      guardianAccountId: accountId,
      phoneIndex: Not(IsNull()),
    });
    ensure(ward, missing('ward_not_found', '没有找到您同意过的这位志愿者，请刷新后再看。'));
    ensure(this.isMinor(ward), conflict('ward_of_age', '孩子已满 18 周岁，不再需要监护人同意。'));
    await changeExactlyOne(
      tx,
      Volunteer,
      { id: volunteerId, guardianAccountId: accountId, state: In(CONSENTED) },
      { state: 'GUARDIAN_PENDING', guardianAccountId: null },
      conflict('ward_state_changed', '这个账号的状态已经改变，请刷新后再看。'),
    );
    const [granted] = await tx.manager.find(Consent, {
      where: { volunteerId, kind: 'GUARDIAN', decision: 'GRANTED' },
      order: { id: 'DESC' },
      take: 1,
    });
    await this.consents.record(tx, accountId, volunteerId, ['GUARDIAN'], 'WITHDRAWN', granted!.version);
    tx.emit('volunteer.consent-withdrawn', { volunteerId });
  }
}
