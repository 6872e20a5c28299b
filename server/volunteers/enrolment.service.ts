import { In } from 'typeorm';
import type { Clock } from '../platform/clock';
import {
  insertRows,
  lockRows,
  type Reader,
  refusingDuplicates,
  TryAgain,
  type Tx,
} from '../platform/database';
import { Fault } from '../platform/fault';
import { newId, newPublicNumber } from '../platform/ids';
import { type GivenBirth, normalizePersonName, readImportedDocument } from './identity.rules';
import type { IdentityVault } from './identity-vault';
import { Volunteer, type VolunteerProfile, type VolunteerSource } from './volunteer.entity';

/** A person as a list names them. Codes are those of `reference`; the phone has 11 digits. */
export interface ImportedPerson extends GivenBirth {
  name: string;
  documentType: string;
  documentNumber: string;
  phone: string;
  areaCode: string;
  serviceCategories: string[];
  profile: VolunteerProfile;
  legacyNumber?: string;
}

/** What became of one person, in the order in which they were given. */
export type Enrolment =
  | { outcome: 'ENROLLED'; volunteerId: string }
  /** somebody with this document exists; `claimed` when they use the platform already */
  | { outcome: 'DUPLICATE'; volunteerId: string; claimed: boolean }
  /** the document cannot be read; nothing was written for this person */
  | { outcome: 'INVALID'; code: string; message: string };

export type DocumentHolder = Pick<Volunteer, 'id' | 'name' | 'state'>;

/**
 * People who are brought in by others: they have not consented, so they are UNCLAIMED, hidden everywhere, until they
 * come themselves (R62).
 */
export class EnrolmentService {
  constructor(
    private readonly vault: IdentityVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings people in, some thousands a second. Duplicates and unreadable documents are reported, not thrown; the same
   * people given again are all duplicates. A phone may repeat: it becomes its owner's only when they claim.
   *
   * @param people at most a few thousand at once
   */
  async enrol(
    tx: Tx,
    source: Exclude<VolunteerSource, 'SELF'>,
    people: readonly ImportedPerson[],
  ): Promise<Enrolment[]> {
    const now = this.clock.now();
    const composed = people.map((person) => this.compose(person, source, now));
    const indices = composed.filter(isVolunteer).map(({ documentIndex }) => documentIndex!);
    const known = await this.findByDocument(tx, indices);
    const fresh: Volunteer[] = [];
    const results = composed.map((row): Enrolment => {
      if (!isVolunteer(row)) return { outcome: 'INVALID', code: row.code, message: row.message };
      const same = known.get(row.documentIndex!);
      if (same) {
        return { outcome: 'DUPLICATE', volunteerId: same.id, claimed: same.state !== 'UNCLAIMED' };
      }
      known.set(row.documentIndex!, row);
      fresh.push(row);
      return { outcome: 'ENROLLED', volunteerId: row.id };
    });
    // Who registers at this moment is found by the second try.
    await refusingDuplicates(tx, { '*': new TryAgain() }, () => insertRows(tx.manager, Volunteer, fresh));
    return results;
  }

  /** @returns who holds each of the documents already, in order, null for nobody; numbers as `readDocument` gives them */
  async findHolders(
    reader: Reader,
    documents: readonly Pick<ImportedPerson, 'documentType' | 'documentNumber'>[],
  ): Promise<(DocumentHolder | null)[]> {
    const indices = documents.map(({ documentType, documentNumber }) =>
      this.vault.documentIndex(documentType, documentNumber),
    );
    const found = await this.findByDocument(reader, indices);
    return indices.map((index) => found.get(index) ?? null);
  }

  /**
   * Takes people back out whom nobody claimed.
   *
   * @returns the ids that were removed; the others are claimed or gone
   */
  async removeUnclaimed(tx: Tx, volunteerIds: readonly string[]): Promise<string[]> {
    const removed: string[] = [];
    for (let start = 0; start < volunteerIds.length; start += 500) {
      const where = { id: In(volunteerIds.slice(start, start + 500)), state: 'UNCLAIMED' as const };
      const ids = (await lockRows(tx, Volunteer, [where])).map(({ id }) => id);
      if (ids.length > 0) await tx.manager.delete(Volunteer, { id: In(ids) });
      removed.push(...ids);
    }
    return removed;
  }

  private compose(person: ImportedPerson, source: VolunteerSource, now: Date): Volunteer | Fault {
    try {
      const { documentType, documentNumber, phone, areaCode, serviceCategories, profile } = person;
      const { number, birthDay, gender } = readImportedDocument(documentType, documentNumber, person, now);
      const sealed = this.vault.sealPhone(phone);
      return {
        id: newId(),
        number: newPublicNumber('V'),
        name: normalizePersonName(person.name),
        ...this.vault.sealDocument(documentType, number),
        phone: sealed.phone,
        phoneIndex: null,
        claimPhoneIndex: sealed.phoneIndex,
        birthDay,
        gender,
        areaCode,
        serviceCategories,
        profile: { ...profile },
        source,
        legacyNumber: person.legacyNumber ?? null,
        state: 'UNCLAIMED',
        stateBefore: null,
        deregistersAt: null,
        stateReason: null,
        guardianName: null,
        guardianPhoneIndex: null,
        guardianAccountId: null,
        createdAt: now,
      };
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  }

  private async findByDocument(reader: Reader, indices: string[]): Promise<Map<string, DocumentHolder>> {
    const found = new Map<string, DocumentHolder>();
    for (let start = 0; start < indices.length; start += 1_000) {
      const same = await reader.manager.find(Volunteer, {
        where: { documentIndex: In(indices.slice(start, start + 1_000)) },
        select: { id: true, name: true, state: true, documentIndex: true },
      });
      for (const volunteer of same) found.set(volunteer.documentIndex!, volunteer);
    }
    return found;
  }
}

const isVolunteer = (row: Volunteer | Fault): row is Volunteer => !(row instanceof Fault);
