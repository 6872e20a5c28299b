import { In, Not } from 'typeorm';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { changeExactlyOne, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, invalid, missing } from '../platform/fault';
import type { IdentityVault, PlainIdentity } from './identity-vault';
import type { VerificationForm } from './volunteer.dto';
import { Volunteer } from './volunteer.entity';

/** Who the people are, and the verification of those whose document needs a look (R60). */
export class VolunteerService {
  constructor(
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

  /** Who has not claimed their record (R62) or was erased (R61) cannot be found by number. */
  async findByNumber(reader: Reader, number: string): Promise<Volunteer> {
    const volunteer = await reader.manager.findOneBy(Volunteer, {
      number,
      state: Not(In(['UNCLAIMED', 'ERASED'])),
    });
    ensure(volunteer, missing('volunteer_not_found', '没有这个编号的志愿者，请核对后再试。'));
    return volunteer;
  }

  /** Decrypted for masking or checking; never log or return it unmasked. */
  plainIdentity(volunteer: Volunteer): PlainIdentity {
    return this.vault.plain(volunteer);
  }
}
