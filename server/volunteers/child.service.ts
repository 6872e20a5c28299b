import { IsNull, Not } from 'typeorm';
import type { Actor } from '../platform/actor';
import { type Clock, shanghaiDay } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing, unauthenticated } from '../platform/fault';
import { newId, newPublicNumber } from '../platform/ids';
import { findArea } from '../reference';
import { Account } from './account.entity';
import type { AccountService } from './account.service';
import type { ChildForm } from './child.dto';
import { type ClaimService, claimGone } from './claim.service';
import type { ConsentService } from './consent.service';
import { ADULT_FROM, ageOn, GUARDIAN_ONLY_BELOW, normalizePersonName, readDocument } from './identity.rules';
import type { IdentityVault } from './identity-vault';
import { verifiedFrom } from './registration.rules';
import { Session } from './session.entity';
import { Volunteer } from './volunteer.entity';

const MOST_CHILDREN = 5;

/**
 * Children under 14 (R04): their guardian registers them, holds their profile without an account of its own, and acts
 * for them by switching the session.
 */
export class ChildService {
  constructor(
    private readonly accounts: AccountService,
    private readonly consents: ConsentService,
    private readonly claims: ClaimService,
    private readonly vault: IdentityVault,
    private readonly clock: Clock,
  ) {}

  /** @throws Fault forbidden `guardian_not_verified`, invalid `not_a_child`, conflict `document_taken` | `too_many_children` */
  async register(tx: Tx, actor: Actor, form: ChildForm): Promise<Volunteer> {
    await lockRow(tx, Account, actor.accountId);
    await this.requireGuardian(tx, actor);
    this.consents.requireAgreement(form);
    ensure(
      findArea(form.areaCode),
      invalid('unknown_area', '没有这个地区，请重新选择所在地区。', { field: 'areaCode' }),
    );
    const now = this.clock.now();
    const { documentType, areaCode } = form;
    const { number, birthDay, gender } = readDocument(documentType, form.documentNumber, form, now);
    ensure(
      ageOn(birthDay, shanghaiDay(now)) < GUARDIAN_ONLY_BELOW,
      invalid('not_a_child', '年满 14 周岁的孩子请用自己的微信注册，再由您确认同意。'),
    );
    const children = await this.list(tx, actor);
    ensure(
      children.length < MOST_CHILDREN,
      conflict('too_many_children', `一位监护人最多管理 ${MOST_CHILDREN} 个孩子的账号。`),
    );
    const phone = await this.accounts.requireVerifiedPhone(tx, actor);
    const imported = await this.claims.findImported(tx, documentType, number);
    if (imported) return this.claim(tx, actor, { ...imported, birthDay, gender }, form, phone);
    const child: Volunteer = {
      id: newId(),
      number: newPublicNumber('V'),
      name: normalizePersonName(form.name),
      ...this.vault.sealDocument(documentType, number),
      phone: this.vault.sealPhone(phone).phone,
      phoneIndex: null,
      claimPhoneIndex: null,
      ...{ birthDay, gender, areaCode },
      serviceCategories: [],
      profile: {},
      source: 'SELF',
      legacyNumber: null,
      state: verifiedFrom(documentType),
      stateBefore: null,
      deregistersAt: null,
      stateReason: null,
      guardianName: null,
      guardianPhoneIndex: null,
      guardianAccountId: actor.accountId,
      createdAt: now,
    };
    const taken = conflict('document_taken', '这个证件已经登记过。如果不是您登记的，请联系平台核实。');
    await refusingDuplicates(tx, { uq_volunteers_document: taken }, () =>
      tx.manager.insert(Volunteer, child),
    );
    return this.settle(tx, actor, child, form);
  }

  /** @param imported with the birth that the form tells. A child who was brought in: with the name and the phone of the list it is the guardian's to hold (R62). */
  private async claim(
    tx: Tx,
    actor: Actor,
    imported: Volunteer,
    form: ChildForm,
    phone: string,
  ): Promise<Volunteer> {
    const sealed = this.vault.sealPhone(phone);
    ensure(
      imported.name === normalizePersonName(form.name) && imported.claimPhoneIndex === sealed.phoneIndex,
      conflict('document_imported', '组织已经为孩子登记过，但姓名或手机号与您填写的不一致，请联系组织更正。'),
    );
    const changes = {
      phone: sealed.phone,
      claimPhoneIndex: null,
      birthDay: imported.birthDay,
      gender: imported.gender,
      state: verifiedFrom(imported.documentType),
      guardianAccountId: actor.accountId,
    };
    await changeExactlyOne(tx, Volunteer, { id: imported.id, state: 'UNCLAIMED' }, changes, claimGone);
    tx.emit('volunteer.claimed', { volunteerId: imported.id });
    return this.settle(tx, actor, { ...imported, ...changes }, form);
  }

  private async settle(tx: Tx, actor: Actor, child: Volunteer, form: ChildForm): Promise<Volunteer> {
    await this.consents.recordAgreed(tx, actor.accountId, child.id, form);
    const { agreementVersion } = form;
    await this.consents.record(tx, actor.accountId, child.id, ['GUARDIAN'], 'GRANTED', agreementVersion);
    tx.emit('volunteer.registered', { volunteerId: child.id });
    if (child.state === 'VERIFIED') tx.emit('volunteer.verified', { volunteerId: child.id });
    return child;
  }

  /** @returns the children whose profiles the account holds, oldest first */
  list(reader: Reader, { accountId }: Pick<Actor, 'accountId'>): Promise<Volunteer[]> {
    return reader.manager.find(Volunteer, {
      where: { guardianAccountId: accountId, phoneIndex: IsNull(), state: Not('ERASED') },
      order: { id: 'ASC' },
    });
  }

  /** From now on this session acts for the child; null returns to the guardian. @throws Fault missing `child_not_found` */
  async actFor(tx: Tx, actor: Actor, childId: string | null): Promise<void> {
    const children = childId === null ? [] : await this.list(tx, actor);
    ensure(
      childId === null || children.some(({ id }) => id === childId),
      missing('child_not_found', '没有找到这个孩子的账号，请刷新后再看。'),
    );
    await changeExactlyOne(
      tx,
      Session,
      { id: actor.sessionId },
      { childId },
      unauthenticated('session_expired', '登录已过期，请重新登录。'),
    );
  }

  private async requireGuardian(reader: Reader, actor: Actor): Promise<void> {
    const account = await this.accounts.findAccount(reader, { id: actor.accountId });
    const own =
      account?.volunteerId && (await reader.manager.findOneBy(Volunteer, { id: account.volunteerId }));
    const today = shanghaiDay(this.clock.now());
    ensure(
      own && own.state === 'VERIFIED' && ageOn(own.birthDay, today) >= ADULT_FROM,
      forbidden('guardian_not_verified', '请监护人先完成自己的注册认证，再为未满 14 周岁的孩子登记。'),
    );
  }
}
