import { In, Not } from 'typeorm';
import type { Reader, Tx } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import type { IdentityVault, PlainIdentity } from './identity-vault';
import { Volunteer } from './volunteer.entity';

/** Throws a Fault while something keeps the volunteer. Reads that decide lock what they read. */
export type DepartureCheck = (tx: Tx, volunteerId: string) => Promise<void>;

/** Who the people are (R60). */
export class VolunteerService {
  constructor(private readonly vault: IdentityVault) {}

  private readonly departureChecks: DepartureCheck[] = [];

  /** A module above says what must be settled before somebody may leave, e.g. an adminship handed over (R61). */
  checkDepartures(check: DepartureCheck): void {
    this.departureChecks.push(check);
  }

  /** @throws Fault of the first check that refuses */
  async requireFreeToLeave(tx: Tx, volunteerId: string): Promise<void> {
    for (const check of this.departureChecks) await check(tx, volunteerId);
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
