import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { changeExactlyOne, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import type { IdentityVault, PlainIdentity } from './identity-vault';
import type { UnmaskingForm } from './oversight.dto';
import type { VerificationForm } from './volunteer.dto';
import { Volunteer } from './volunteer.entity';
import type { VolunteerService } from './volunteer.service';

/** What the platform decides about people, each time with a reason in the audit log (R64). */
export class OversightService {
  constructor(
    private readonly volunteers: VolunteerService,
    private readonly vault: IdentityVault,
    private readonly audit: Audit,
  ) {}

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
    tx.emit(decision === 'VERIFIED' ? 'volunteer.approved' : 'volunteer.rejected', { volunteerId });
    if (decision === 'VERIFIED') tx.emit('volunteer.verified', { volunteerId });
  }

  /** Nobody suspended signs up, joins, organizes or decides anything, from this moment on. */
  async suspend(tx: Tx, actor: Actor, volunteerId: string, reason: string): Promise<void> {
    ensure(
      actor.volunteerId !== volunteerId,
      forbidden('own_suspension', '不能停用自己的账号，请由同事处理。'),
    );
    await this.volunteers.findVolunteer(tx, volunteerId);
    await changeExactlyOne(
      tx,
      Volunteer,
      { id: volunteerId, state: 'VERIFIED' },
      { state: 'SUSPENDED', stateReason: reason },
      conflict('not_verified_now', '只有认证通过的志愿者可以停用，请刷新后再看。'),
    );
    await this.audit.record(tx, actor, 'volunteer.suspended', volunteerId, { reason });
    tx.emit('volunteer.suspended', { volunteerId });
  }

  async resume(tx: Tx, actor: Actor, volunteerId: string, reason: string): Promise<void> {
    await changeExactlyOne(
      tx,
      Volunteer,
      { id: volunteerId, state: 'SUSPENDED' },
      { state: 'VERIFIED', stateReason: null },
      conflict('not_suspended', '这位志愿者没有被停用，请刷新后再看。'),
    );
    await this.audit.record(tx, actor, 'volunteer.resumed', volunteerId, { reason });
    tx.emit('volunteer.resumed', { volunteerId });
  }

  /**
   * Shows the numbers that are masked everywhere, once, with a logged reason (R60, R64). The entry is written before
   * anything is shown.
   *
   * @throws Fault missing `volunteer_not_found`, conflict `volunteer_erased`
   */
  async unmask(
    tx: Tx,
    actor: Actor,
    volunteerId: string,
    { fields, reason }: UnmaskingForm,
  ): Promise<Partial<PlainIdentity>> {
    const volunteer = await this.volunteers.findVolunteer(tx, volunteerId);
    ensure(
      volunteer.state !== 'ERASED',
      conflict('volunteer_erased', '这位志愿者已经注销，证件和手机号已删除。'),
    );
    await this.audit.record(tx, actor, 'volunteer.unmasked', volunteerId, { fields, reason });
    const plain = this.vault.plain(volunteer);
    return Object.fromEntries(fields.map((field) => [field, plain[field]]));
  }

  /** @returns those who can be looked for, without anybody erased */
  search(reader: Reader, { number, name, state }: { number?: string; name?: string; state?: string }) {
    const query = reader.manager
      .createQueryBuilder(Volunteer, 'volunteer')
      .where("volunteer.state <> 'ERASED'");
    if (number) query.andWhere('volunteer.number = :number', { number });
    if (name) query.andWhere('volunteer.name = :name', { name });
    if (state) query.andWhere('volunteer.state = :state', { state });
    return query;
  }
}
