import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import { newId, newPublicNumber } from '../platform/ids';
import { findArea } from '../reference';
import type { AccountService } from './account.service';
import { type Arrivals, alreadyRegistered, phoneTaken } from './arrivals';
import type { ClaimService } from './claim.service';
import type { ConsentService } from './consent.service';
import { type DerivedIdentity, normalizePersonName, readDocument } from './identity.rules';
import type { IdentityVault } from './identity-vault';
import type { ResubmissionForm } from './profile.dto';
import { beginningOf } from './registration.rules';
import type { RegistrationForm } from './volunteer.dto';
import { Volunteer } from './volunteer.entity';

const documentTaken = conflict(
  'document_taken',
  '这个证件已经注册过。如果是您本人注册的，请用原来的微信登录，或提交人工核对。',
);

/** How people become volunteers by themselves (R01–R06). */
export class RegistrationService {
  constructor(
    private readonly accounts: AccountService,
    private readonly consents: ConsentService,
    private readonly arrivals: Arrivals,
    private readonly claims: ClaimService,
    private readonly vault: IdentityVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers the person behind the account, with the phone that WeChat vouched for. A resident ID with a correct
   * checksum verifies at once (decision 0006); other documents wait for a person to look; minors for their guardian.
   * Who was brought in before becomes the same volunteer instead of a second one (R62).
   */
  async register(tx: Tx, actor: Actor, form: RegistrationForm): Promise<Volunteer> {
    ensure(actor.volunteerId === null, alreadyRegistered);
    this.consents.requireAgreement(form);
    ensure(
      findArea(form.areaCode),
      invalid('unknown_area', '没有这个地区，请重新选择所在地区。', { field: 'areaCode' }),
    );
    const phone = await this.accounts.requireVerifiedPhone(tx, actor);
    const identity = readDocument(form.documentType, form.documentNumber, form, this.clock.now());
    const imported = await this.claims.findImported(tx, form.documentType, identity.number);
    if (imported) return this.claims.claimByRegistering(tx, actor, imported, form, phone);
    const volunteer = this.compose(form, identity, phone);
    const duplicates = { uq_volunteers_document: documentTaken, uq_volunteers_phone: phoneTaken };
    await refusingDuplicates(tx, duplicates, () => tx.manager.insert(Volunteer, volunteer));
    await this.arrivals.settle(tx, actor.accountId, volunteer, form);
    return volunteer;
  }

  private compose(form: RegistrationForm, identity: DerivedIdentity, phone: string): Volunteer {
    const now = this.clock.now();
    const { documentType, areaCode, serviceCategories, profile } = form;
    const { number, birthDay, gender } = identity;
    const { state, guardian } = beginningOf({ documentType, birthDay, phone }, form.guardian, now);
    return {
      id: newId(),
      number: newPublicNumber('V'),
      name: normalizePersonName(form.name),
      ...this.vault.sealDocument(documentType, number),
      ...this.vault.sealPhone(phone),
      claimPhoneIndex: null,
      birthDay,
      gender,
      areaCode,
      serviceCategories,
      profile: { ...profile },
      source: 'SELF',
      legacyNumber: null,
      state,
      stateBefore: null,
      deregistersAt: null,
      stateReason: null,
      ...this.vault.sealGuardian(guardian),
      guardianAccountId: null,
      createdAt: now,
    };
  }

  /**
   * Tries again after a refused verification: the same person, their document corrected.
   *
   * @throws Fault conflict `not_rejected`, and as for a registration
   */
  async resubmit(tx: Tx, actor: Actor, form: ResubmissionForm): Promise<void> {
    const { volunteerId } = actor;
    const current = volunteerId && (await tx.manager.findOneBy(Volunteer, { id: volunteerId }));
    ensure(current, forbidden('not_registered', '请先注册成为科技志愿者。'));
    const now = this.clock.now();
    const { documentType } = form;
    const { number, birthDay, gender } = readDocument(documentType, form.documentNumber, form, now);
    const { phone } = this.vault.plain(current);
    const { state, guardian } = beginningOf({ documentType, birthDay, phone }, form.guardian, now);
    const changes = {
      name: normalizePersonName(form.name),
      ...this.vault.sealDocument(documentType, number),
      ...this.vault.sealGuardian(guardian),
      ...{ birthDay, gender, state, stateReason: null, guardianAccountId: null },
    };
    const notRejected = conflict('not_rejected', '只有没有通过的认证可以重新提交，请刷新后再看。');
    await refusingDuplicates(tx, { uq_volunteers_document: documentTaken }, () =>
      changeExactlyOne(tx, Volunteer, { id: current.id, state: 'REJECTED' }, changes, notRejected),
    );
    if (state === 'VERIFIED') tx.emit('volunteer.verified', { volunteerId: current.id });
  }
}
