import { In, IsNull } from 'typeorm';
import type { Policy } from '../../config/config';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, shanghaiDay } from '../platform/clock';
import type { PersonalData } from '../platform/crypto/personal-data';
import { changeExactlyOne, insertRows, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId, newPublicNumber } from '../platform/ids';
import { findArea } from '../reference';
import { Account } from './account.entity';
import type { AccountService } from './account.service';
import { Consent, type ConsentKind } from './consent.entity';
import {
  ADULT_FROM,
  ageOn,
  type DerivedIdentity,
  GUARDIAN_ONLY_BELOW,
  normalizePersonName,
  RESIDENT_ID,
  readResidentId,
} from './identity.rules';
import type { GuardianConsentForm, RegistrationForm, VerificationForm } from './volunteer.dto';
import { Volunteer } from './volunteer.entity';

export interface PlainIdentity {
  documentNumber: string;
  phone: string;
}

/** Registration and verification of people (R01–R06, R60). */
export class VolunteerService {
  constructor(
    private readonly accounts: AccountService,
    private readonly personalData: PersonalData,
    private readonly policy: Policy,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers the person behind the account, with the phone that WeChat vouched for. A resident ID with a correct
   * checksum verifies at once (decision 0006); other documents wait for a person to look; minors for their guardian.
   */
  async register(tx: Tx, actor: Actor, form: RegistrationForm): Promise<Volunteer> {
    ensure(actor.volunteerId === null, conflict('already_registered', '您已经注册过了，可以直接报名活动。'));
    this.checkConsents(form);
    const account = await this.accounts.findAccount(tx, { id: actor.accountId });
    const phone = account && this.accounts.verifiedPhoneOf(account);
    ensure(phone, conflict('phone_required', '请先用微信确认手机号，再提交注册信息。'));
    const identity = this.readIdentity(form);
    const now = this.clock.now();
    const volunteer = this.compose(form, identity, phone, now);
    await refusingDuplicates(
      tx,
      {
        uq_volunteers_document: conflict(
          'document_taken',
          '这个证件已经注册过。如果不是您本人操作，请联系平台核实。',
        ),
        uq_volunteers_phone: conflict(
          'phone_taken',
          '这个手机号已经注册过，请用原来的微信登录，或换一个手机号。',
        ),
      },
      () => tx.manager.insert(Volunteer, volunteer),
    );
    await changeExactlyOne(
      tx,
      Account,
      { id: actor.accountId, volunteerId: IsNull() },
      { volunteerId: volunteer.id },
      conflict('already_registered', '您已经注册过了，可以直接报名活动。'),
    );
    await this.recordConsents(tx, actor, volunteer.id, form, now);
    tx.emit('volunteer.registered', { volunteerId: volunteer.id });
    if (volunteer.state === 'VERIFIED') tx.emit('volunteer.verified', { volunteerId: volunteer.id });
    return volunteer;
  }

  private checkConsents(form: RegistrationForm): void {
    ensure(
      form.agreementVersion === this.policy.agreementVersion,
      conflict('agreement_outdated', '注册协议已更新，请阅读新版本后再提交。', {
        version: this.policy.agreementVersion,
      }),
    );
    ensure(
      form.consents.identity,
      invalid('identity_consent_required', '实名注册需要同意我们核验证件号码。'),
    );
    ensure(
      findArea(form.areaCode),
      invalid('unknown_area', '没有这个地区，请重新选择所在地区。', { field: 'areaCode' }),
    );
  }

  private readIdentity(form: RegistrationForm): DerivedIdentity {
    const now = this.clock.now();
    if (form.documentType === RESIDENT_ID) return readResidentId(form.documentNumber, now);
    const number = form.documentNumber.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    ensure(
      /^[0-9A-Z()-]{5,24}$/.test(number),
      invalid('document_malformed', '证件号码只能是字母和数字，请对照证件填写。'),
    );
    ensure(form.birthDay && form.gender, invalid('birth_day_required', '请填写出生日期和性别。'));
    ensure(form.birthDay <= shanghaiDay(now), invalid('birth_day_future', '出生日期不能晚于今天。'));
    return { number, birthDay: form.birthDay, gender: form.gender };
  }

  private compose(form: RegistrationForm, identity: DerivedIdentity, phone: string, now: Date): Volunteer {
    const age = ageOn(identity.birthDay, shanghaiDay(now));
    ensure(
      age >= GUARDIAN_ONLY_BELOW,
      forbidden('guardian_must_register', '未满 14 周岁的志愿者需要由监护人注册和管理账号。'),
    );
    const minor = age < ADULT_FROM;
    ensure(!minor || form.guardian, invalid('guardian_required', '未满 18 周岁需要填写监护人姓名和手机号。'));
    const guardian = minor ? form.guardian! : undefined;
    ensure(guardian?.phone !== phone, invalid('guardian_is_self', '监护人的手机号不能和您本人的相同。'));
    return {
      id: newId(),
      number: newPublicNumber('V'),
      name: normalizePersonName(form.name),
      documentType: form.documentType,
      documentNumber: this.personalData.encrypt('document', identity.number),
      documentIndex: this.documentIndex(form.documentType, identity.number),
      phone: this.personalData.encrypt('phone', phone),
      phoneIndex: this.phoneIndex(phone),
      birthDay: identity.birthDay,
      gender: identity.gender,
      areaCode: form.areaCode,
      serviceCategories: form.serviceCategories,
      profile: { ...form.profile },
      source: 'SELF',
      state: minor ? 'GUARDIAN_PENDING' : verifiedFrom(form.documentType),
      stateReason: null,
      guardianName: guardian ? normalizePersonName(guardian.name) : null,
      guardianPhoneIndex: guardian ? this.phoneIndex(guardian.phone) : null,
      guardianAccountId: null,
      createdAt: now,
    };
  }

  private async recordConsents(
    tx: Tx,
    actor: Actor,
    volunteerId: string,
    form: RegistrationForm,
    at: Date,
  ): Promise<void> {
    const { identity, location, photos, sharing } = form.consents;
    const given: [ConsentKind, boolean][] = [
      ['AGREEMENT', true],
      ['IDENTITY', identity],
      ['LOCATION', location],
      ['PHOTOS', photos],
      ['SHARING', sharing],
    ];
    const rows = given
      .filter(([, granted]) => granted)
      .map(([kind]) => consent(kind, volunteerId, actor, form.agreementVersion, at));
    await insertRows(tx.manager, Consent, rows);
  }

  /**
   * A guardian consents for a minor (R04): the phone that WeChat vouched for must be the one the minor named.
   * The answer is the same whether the number, the name or the phone does not fit.
   */
  async consentAsGuardian(tx: Tx, actor: Actor, form: GuardianConsentForm): Promise<void> {
    const account = await this.accounts.findAccount(tx, { id: actor.accountId });
    const phone = account && this.accounts.verifiedPhoneOf(account);
    ensure(phone, conflict('phone_required', '请先用微信确认手机号，我们会与孩子填写的监护人手机号核对。'));
    const minor = await tx.manager.findOneBy(Volunteer, {
      number: form.volunteerNumber,
      state: 'GUARDIAN_PENDING',
    });
    ensure(
      minor &&
        minor.name === normalizePersonName(form.minorName) &&
        minor.guardianPhoneIndex === this.phoneIndex(phone),
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
    await insertRows(tx.manager, Consent, [
      consent('GUARDIAN', minor.id, actor, form.agreementVersion, this.clock.now()),
    ]);
    if (state === 'VERIFIED') tx.emit('volunteer.verified', { volunteerId: minor.id });
  }

  /** A person looked at a document that no checksum proves. */
  async decideVerification(tx: Tx, actor: Actor, volunteerId: string, form: VerificationForm): Promise<void> {
    const { decision, reason = null } = form;
    ensure(
      decision === 'VERIFIED' || reason,
      invalid('reason_required', '请写明不通过的原因，志愿者会看到。'),
    );
    await changeExactlyOne(
      tx,
      Volunteer,
      { id: volunteerId, state: 'REGISTERED' },
      { state: decision, stateReason: reason },
      conflict('not_waiting_for_verification', '这位志愿者不在待认证状态，可能已被他人处理。'),
    );
    await this.audit.record(tx, actor, 'volunteer.verification', volunteerId, { decision, reason });
    if (decision === 'VERIFIED') tx.emit('volunteer.verified', { volunteerId });
  }

  /** @throws Fault missing `volunteer_not_found` */
  async findVolunteer(reader: Reader, id: string): Promise<Volunteer> {
    const volunteer = await reader.manager.findOneBy(Volunteer, { id });
    ensure(volunteer, missing('volunteer_not_found', '没有找到这位志愿者。'));
    return volunteer;
  }

  /** @returns by id; ids that do not exist are left out */
  async findVolunteers(reader: Reader, ids: readonly string[]): Promise<Map<string, Volunteer>> {
    if (ids.length === 0) return new Map();
    const rows = await reader.manager.findBy(Volunteer, { id: In([...new Set(ids)]) });
    return new Map(rows.map((volunteer) => [volunteer.id, volunteer]));
  }

  async findByNumber(reader: Reader, number: string): Promise<Volunteer> {
    const volunteer = await reader.manager.findOneBy(Volunteer, { number });
    ensure(volunteer, missing('volunteer_not_found', '没有这个编号的志愿者，请核对后再试。'));
    return volunteer;
  }

  /** Decrypted for masking or checking; never log or return it unmasked. */
  plainIdentity(volunteer: Volunteer): PlainIdentity {
    return {
      documentNumber: this.personalData.decrypt('document', volunteer.documentNumber),
      phone: this.personalData.decrypt('phone', volunteer.phone),
    };
  }

  private documentIndex = (type: string, number: string): string =>
    this.personalData.index('document', `${type}:${number}`);
  private phoneIndex = (phone: string): string => this.personalData.index('phone', phone);
}

/** Only the resident ID proves itself by its checksum. */
const verifiedFrom = (documentType: string): 'VERIFIED' | 'REGISTERED' =>
  documentType === RESIDENT_ID ? 'VERIFIED' : 'REGISTERED';

const consent = (
  kind: ConsentKind,
  volunteerId: string,
  actor: Actor,
  version: string,
  at: Date,
): Consent => ({
  id: newId(),
  volunteerId,
  kind,
  decision: 'GRANTED',
  version,
  channel: 'MINI_PROGRAM',
  accountId: actor.accountId,
  at,
});
