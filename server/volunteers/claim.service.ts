import type { Policy } from '../../config/config';
import type { Actor } from '../platform/actor';
import type { Cache } from '../platform/cache';
import { type Clock, DAY } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, limited, missing } from '../platform/fault';
import type { AccountService } from './account.service';
import { type Arrivals, alreadyRegistered, phoneTaken } from './arrivals';
import type { ClaimForm } from './claim.dto';
import { isTheirs } from './claim.rules';
import type { ConsentService } from './consent.service';
import { normalizePersonName, readBirth } from './identity.rules';
import type { IdentityVault } from './identity-vault';
import { beginningOf } from './registration.rules';
import type { RegistrationForm } from './volunteer.dto';
import { Volunteer } from './volunteer.entity';

/** Records of one phone that are looked through: a list may repeat the number of whoever wrote it. */
const MOST_CANDIDATES = 200;

export const claimGone = conflict('claim_gone', '这份登记刚刚有了变化，请返回重新核对。');

/** People who were brought in come themselves: their record becomes theirs (R62). */
export class ClaimService {
  constructor(
    private readonly accounts: AccountService,
    private readonly consents: ConsentService,
    private readonly arrivals: Arrivals,
    private readonly vault: IdentityVault,
    private readonly cache: Cache,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts one attempt to claim, before the transaction that decides: the last six digits must not be found by trying.
   *
   * @throws Fault limited `claim_attempts`
   */
  async countAttempt(actor: Actor): Promise<void> {
    const { count } = await this.cache.increment(`claim:${actor.accountId}`, DAY);
    ensure(
      count <= this.policy.claimAttemptsPerDay,
      limited('claim_attempts', '今天核对的次数已用完，请明天再试，或提交人工核对。'),
    );
  }

  /**
   * Claims by the phone that WeChat vouched for, the name and the last six of the document. The refusal is the same
   * whichever of the three does not fit.
   *
   * @throws Fault missing `claim_not_found`, conflict `claim_ambiguous`
   */
  async claim(tx: Tx, actor: Actor, form: ClaimForm): Promise<Volunteer> {
    ensure(actor.volunteerId === null, alreadyRegistered);
    this.consents.requireAgreement(form);
    const phone = await this.accounts.requireVerifiedPhone(tx, actor);
    const candidates = await this.findByPhone(tx, this.vault.phoneIndex(phone));
    const theirs = candidates.filter((candidate) =>
      isTheirs({ name: candidate.name, ...this.documentOf(candidate) }, form),
    );
    ensure(
      theirs[0],
      missing(
        'claim_not_found',
        '没有核对上。请确认手机号、姓名和证件后六位与组织登记的一致；如果都没有错，可以提交人工核对。',
      ),
    );
    ensure(
      theirs.length === 1,
      conflict('claim_ambiguous', '有不止一份登记符合，请提交人工核对，由工作人员为您合并。'),
    );
    return this.takeOver(tx, actor, theirs[0], form, phone, {});
  }

  /** @returns the record that an import made of this document, unless it is claimed already */
  findImported(reader: Reader, type: string, number: string): Promise<Volunteer | null> {
    const documentIndex = this.vault.documentIndex(type, number);
    return reader.manager.findOneBy(Volunteer, { documentIndex, state: 'UNCLAIMED' });
  }

  findByPhone(reader: Reader, claimPhoneIndex: string): Promise<Volunteer[]> {
    return reader.manager.find(Volunteer, {
      where: { claimPhoneIndex, state: 'UNCLAIMED' },
      take: MOST_CANDIDATES,
    });
  }

  /**
   * Somebody registers with the document of a record: with the same name and phone it is theirs, and what they filled in
   * replaces what the list said.
   *
   * @throws Fault conflict `document_imported`
   */
  async claimByRegistering(
    tx: Tx,
    actor: Actor,
    imported: Volunteer,
    form: RegistrationForm,
    phone: string,
  ): Promise<Volunteer> {
    ensure(
      imported.name === normalizePersonName(form.name) &&
        imported.claimPhoneIndex === this.vault.phoneIndex(phone),
      conflict(
        'document_imported',
        '您所在的组织已经用这个证件为您登记过，但登记的内容与您填写的不完全一致。请提交人工核对，通过后直接使用。',
      ),
    );
    const { areaCode, serviceCategories } = form;
    const profile = { ...imported.profile, ...form.profile };
    return this.takeOver(tx, actor, imported, form, phone, { areaCode, serviceCategories, profile });
  }

  private async takeOver(
    tx: Tx,
    actor: Actor,
    imported: Volunteer,
    form: Pick<ClaimForm, 'agreementVersion' | 'consents' | 'guardian' | 'birthDay' | 'gender'>,
    phone: string,
    more: Partial<Volunteer>,
  ): Promise<Volunteer> {
    const birth = this.birthOf(imported, form);
    const person = { documentType: imported.documentType, birthDay: birth.birthDay, phone };
    const { state, guardian } = beginningOf(person, form.guardian, this.clock.now());
    const changes = {
      ...more,
      ...birth,
      ...this.vault.sealPhone(phone),
      ...this.vault.sealGuardian(guardian),
      claimPhoneIndex: null,
      state,
    };
    await refusingDuplicates(tx, { uq_volunteers_phone: phoneTaken }, () =>
      changeExactlyOne(tx, Volunteer, { id: imported.id, state: 'UNCLAIMED' }, changes, claimGone),
    );
    const volunteer: Volunteer = { ...imported, ...changes };
    tx.emit('volunteer.claimed', { volunteerId: imported.id });
    await this.arrivals.settle(tx, actor.accountId, volunteer, form);
    return volunteer;
  }

  /** What the list did not tell the person tells now (R04 needs it). @throws Fault invalid `birth_day_required` */
  private birthOf({ birthDay, gender }: Volunteer, form: Pick<ClaimForm, 'birthDay' | 'gender'>) {
    return birthDay === '' ? readBirth(form, this.clock.now()) : { birthDay, gender };
  }

  private documentOf = (volunteer: Volunteer) => ({
    documentNumber: this.vault.plain(volunteer).documentNumber,
  });
}
