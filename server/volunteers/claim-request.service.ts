import { IsNull, Not } from 'typeorm';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, shanghaiDay } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Account } from './account.entity';
import type { AccountService } from './account.service';
import { type Arrivals, alreadyRegistered, phoneTaken } from './arrivals';
import type { ClaimDecisionForm, ClaimRequestForm } from './claim.dto';
import type { Fit } from './claim.rules';
import { type ClaimService, claimGone } from './claim.service';
import { ClaimRequest } from './claim-request.entity';
import type { ConsentService } from './consent.service';
import { ADULT_FROM, ageOn, normalizePersonName, readDocument } from './identity.rules';
import type { IdentityVault, PlainIdentity } from './identity-vault';
import { beginningOf, verifiedFrom } from './registration.rules';
import { Session } from './session.entity';
import { Volunteer, type VolunteerState } from './volunteer.entity';

/** A record that a claim may mean, and how far it fits. */
export interface Candidate {
  volunteer: Volunteer;
  plain: PlainIdentity;
  fit: Fit;
}

/** Records that have an owner already and may be given back to them on another WeChat account. */
const RECOVERABLE: readonly VolunteerState[] = ['REGISTERED', 'GUARDIAN_PENDING', 'VERIFIED', 'REJECTED'];

/** Claims that phone, name and ID do not prove: a person decides, with reason and audit (R62, R64). */
export class ClaimRequestService {
  constructor(
    private readonly accounts: AccountService,
    private readonly consents: ConsentService,
    private readonly arrivals: Arrivals,
    private readonly claims: ClaimService,
    private readonly vault: IdentityVault,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws Fault conflict `already_registered` | `claim_waiting`, and as for a registration */
  async file(tx: Tx, actor: Actor, form: ClaimRequestForm): Promise<ClaimRequest> {
    ensure(actor.volunteerId === null, alreadyRegistered);
    this.consents.requireAgreement(form);
    const phone = await this.accounts.requireVerifiedPhone(tx, actor);
    const { documentType, consents, agreementVersion, remark = null } = form;
    const now = this.clock.now();
    const { number, birthDay, gender } = readDocument(documentType, form.documentNumber, form, now);
    const { guardian } = beginningOf({ documentType, birthDay, phone }, form.guardian, now);
    const request: ClaimRequest = {
      id: newId(),
      accountId: actor.accountId,
      name: normalizePersonName(form.name),
      ...this.vault.sealDocument(documentType, number),
      ...this.vault.sealPhone(phone),
      ...this.vault.sealGuardian(guardian),
      remark,
      consents: { ...consents },
      agreementVersion,
      birthDay,
      gender,
      state: 'PENDING',
      openKey: actor.accountId,
      reason: null,
      volunteerId: null,
      decidedBy: null,
      decidedAt: null,
      createdAt: now,
    };
    const waiting = conflict('claim_waiting', '您已经提交过人工核对，请等待处理结果。');
    await refusingDuplicates(tx, { uq_claim_requests_open: waiting }, () =>
      tx.manager.insert(ClaimRequest, request),
    );
    return request;
  }

  /** @throws Fault missing `claim_request_not_found` */
  async find(reader: Reader, id: string): Promise<ClaimRequest> {
    const request = await reader.manager.findOneBy(ClaimRequest, { id });
    ensure(request, missing('claim_request_not_found', '没有找到这份人工核对，请刷新后再看。'));
    return request;
  }

  /** @returns the newest request of the account */
  findOwn(reader: Reader, { accountId }: Actor): Promise<ClaimRequest | null> {
    return reader.manager.findOne(ClaimRequest, { where: { accountId }, order: { id: 'DESC' } });
  }

  /** @returns the records that an open request may mean: those with its document, and unclaimed ones with its phone */
  async candidatesOf(reader: Reader, request: ClaimRequest): Promise<Candidate[]> {
    const sameDocument = await reader.manager.findBy(Volunteer, { documentIndex: request.documentIndex });
    const samePhone = await this.claims.findByPhone(reader, request.phoneIndex);
    const all = new Map([...sameDocument, ...samePhone].map((volunteer) => [volunteer.id, volunteer]));
    return [...all.values()].map((volunteer) => ({
      volunteer,
      plain: this.vault.plain(volunteer),
      fit: {
        name: volunteer.name === request.name,
        document: volunteer.documentIndex === request.documentIndex,
        phone: [volunteer.phoneIndex, volunteer.claimPhoneIndex].includes(request.phoneIndex),
      },
    }));
  }

  plain({ documentNumber, phone }: ClaimRequest): PlainIdentity | null {
    return documentNumber && phone ? this.vault.plain({ documentNumber, phone }) : null;
  }

  /**
   * Gives the record to the person, or refuses. Either needs a reason, which the person sees.
   *
   * @throws Fault missing `claim_request_not_found`, conflict `claim_decided` | `claim_gone` | `document_taken`,
   *   invalid `not_a_candidate`, forbidden `own_claim`
   */
  async decide(tx: Tx, actor: Actor, requestId: string, form: ClaimDecisionForm): Promise<void> {
    const request = await this.find(tx, requestId);
    ensure(
      request.accountId !== actor.accountId,
      forbidden('own_claim', '不能处理自己提交的核对，请由同事处理。'),
    );
    const { decision, reason } = form;
    const linked = decision === 'LINK';
    const candidates = linked && request.state === 'PENDING' ? await this.candidatesOf(tx, request) : [];
    const chosen = candidates.find(({ volunteer }) => volunteer.id === form.volunteerId);
    await changeExactlyOne(
      tx,
      ClaimRequest,
      { id: requestId, state: 'PENDING' },
      {
        state: linked ? 'LINKED' : 'REJECTED',
        openKey: null,
        reason,
        volunteerId: chosen?.volunteer.id ?? null,
        documentNumber: null,
        phone: null,
        decidedBy: actor.volunteerId,
        decidedAt: this.clock.now(),
      },
      conflict('claim_decided', '这份核对已经处理过了，请刷新后再看。'),
    );
    if (linked) {
      ensure(chosen, invalid('not_a_candidate', '请从列出的登记中选择一份。', { field: 'volunteerId' }));
      await this.link(tx, request, chosen.volunteer);
    }
    const subject = chosen?.volunteer.id ?? requestId;
    await this.audit.record(tx, actor, `claim.${decision.toLowerCase()}`, subject, { requestId, reason });
  }

  private async link(tx: Tx, request: ClaimRequest, volunteer: Volunteer): Promise<void> {
    const { documentType, documentNumber, documentIndex, phone, phoneIndex, birthDay, gender } = request;
    const { guardianName, guardianPhoneIndex } = request;
    const contact = { phone, phoneIndex, claimPhoneIndex: null };
    const unclaimed = volunteer.state === 'UNCLAIMED';
    ensure(unclaimed || RECOVERABLE.includes(volunteer.state), claimGone);
    const minor = ageOn(birthDay, shanghaiDay(this.clock.now())) < ADULT_FROM;
    const changes: Partial<Volunteer> = unclaimed
      ? {
          ...(contact as Partial<Volunteer>),
          ...{ name: request.name, documentType, documentNumber: documentNumber!, documentIndex },
          ...{ birthDay, gender, guardianName, guardianPhoneIndex },
          state: minor ? 'GUARDIAN_PENDING' : verifiedFrom(documentType),
        }
      : (contact as Partial<Volunteer>);
    const taken = conflict('document_taken', '另有一份登记用了同一个证件，请选择那一份。');
    await refusingDuplicates(tx, { uq_volunteers_document: taken, uq_volunteers_phone: phoneTaken }, () =>
      changeExactlyOne(tx, Volunteer, { id: volunteer.id, state: volunteer.state }, changes, claimGone),
    );
    if (unclaimed) tx.emit('volunteer.claimed', { volunteerId: volunteer.id });
    else await this.takeFromOldAccount(tx, volunteer.id);
    await this.arrivals.settle(tx, request.accountId, { ...volunteer, ...changes }, request);
  }

  /** The person lost their WeChat, or grew out of their guardian's: nobody who held it may act for them now. */
  private async takeFromOldAccount(tx: Tx, volunteerId: string): Promise<void> {
    await tx.manager.update(Session, { childId: volunteerId }, { childId: null });
    const old = await tx.manager.findOneBy(Account, { volunteerId });
    if (!old) return;
    await tx.manager.update(Account, { id: old.id, volunteerId: Not(IsNull()) }, { volunteerId: null });
    await this.accounts.closeAllSessions(tx, old.id);
  }
}
