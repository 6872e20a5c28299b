import { In } from 'typeorm';
import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, shanghaiDay } from '../platform/clock';
import { maskIdNumber } from '../platform/crypto/personal-data';
import {
  changeExactlyOne,
  insertRows,
  lockRow,
  type Reader,
  refusingDuplicates,
  TryAgain,
  type Tx,
} from '../platform/database';
import { conflict, ensure, forbidden, missing } from '../platform/fault';
import { newId, newSecretToken } from '../platform/ids';
import type { ServiceHoursService, ServiceRecord } from '../service-hours';
import type { VolunteerService } from '../volunteers';
import { Certificate } from './certificate.entity';
import type { Sheet } from './certificate.pdf';
import {
  ensureCertifiable,
  ensurePeriod,
  MOST_ITEMS,
  numberText,
  type Period,
  readVerification,
} from './certificate.rules';
import { CertificateCounter } from './certificate-counter.entity';
import { CertificateItem } from './certificate-item.entity';

export interface Wanted extends Period {
  volunteerId: string;
  organizationId: string;
}

interface Needs {
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  memberships: MembershipService;
  activities: ActivityService;
  hours: ServiceHoursService;
  audit: Audit;
  clock: Clock;
}

const notFound = () =>
  missing('certificate_not_found', '没有这份证明。请核对编号，或重新扫描证明上的二维码。');
const notIssued = () => conflict('certificate_ended', '这份证明已经撤销或被新证明替代，请刷新查看。');

/** Certificates from effective, undisputed hours (R50): free, numbered without gaps, revocable. */
export class CertificateService {
  constructor(private readonly needs: Needs) {}

  /** The year's counter is the first lock of a transaction that issues: one after another, each sees what is committed. */
  async lockNumbers(tx: Tx): Promise<CertificateCounter> {
    const id = shanghaiDay(this.needs.clock.now()).slice(0, 4);
    const counter = await lockRow(tx, CertificateCounter, id);
    if (counter) return counter;
    const begun = () => new TryAgain('another process began the year');
    await refusingDuplicates(tx, { '*': begun }, () =>
      tx.manager.insert(CertificateCounter, { id, last: 0 }),
    );
    return { id, last: 0 };
  }

  /** The volunteer applies and has it at once: everything on it was reviewed and public before. */
  async apply(tx: Tx, actor: Actor, form: Omit<Wanted, 'volunteerId'>): Promise<Certificate> {
    const counter = await this.lockNumbers(tx);
    ensure(actor.volunteerId, forbidden('not_registered', '请先注册成为科技志愿者。'));
    return this.issue(tx, counter, { ...form, volunteerId: actor.volunteerId });
  }

  /**
   * Issues what the period holds. Asked for again with nothing changed it answers the one that is there; with other
   * hours the new one supersedes it.
   *
   * @throws Fault conflict `no_effective_hours` | `too_many_services`; invalid for the period
   */
  async issue(
    tx: Tx,
    counter: CertificateCounter,
    wanted: Wanted,
    batchId: string | null = null,
  ): Promise<Certificate> {
    const now = this.needs.clock.now();
    ensurePeriod(wanted, shanghaiDay(now));
    const { volunteerId, organizationId, fromDay, toDay } = wanted;
    const organization = await this.needs.organizations.findOrganization(tx, organizationId);
    const records = await this.needs.hours.certifiableRecords(tx, wanted, MOST_ITEMS + 1);
    ensureCertifiable(records.length);
    const openKey = `${volunteerId}:${organizationId}:${fromDay.replaceAll('-', '')}${toDay.replaceAll('-', '')}`;
    const before = await tx.manager.findOneBy(Certificate, { openKey });
    if (before && (await this.listsExactly(tx, before, records))) return before;

    const volunteer = await this.needs.volunteers.findVolunteer(tx, volunteerId);
    const year = Number(counter.id);
    counter.last += 1;
    await tx.manager.update(CertificateCounter, { id: counter.id }, { last: counter.last });
    const certificate: Certificate = {
      id: newId(),
      number: numberText(year, counter.last),
      year,
      sequence: counter.last,
      verifyToken: newSecretToken(),
      openKey,
      volunteerId,
      organizationId,
      issuerName: organization.name,
      holderName: volunteer.name,
      holderNumber: volunteer.number,
      holderDocument: maskIdNumber(this.needs.volunteers.plainIdentity(volunteer).documentNumber),
      fromDay,
      toDay,
      minutes: records.reduce((sum, { minutes }) => sum + minutes, 0),
      services: records.length,
      state: 'ISSUED',
      stateReason: null,
      issuedAt: now,
      batchId,
      endedAt: null,
      endedBy: null,
      supersededBy: null,
    };
    if (before) {
      const ended = { state: 'SUPERSEDED', openKey: null, endedAt: now, supersededBy: certificate.id };
      await changeExactlyOne(tx, Certificate, { id: before.id, state: 'ISSUED' }, ended, notIssued);
    }
    await tx.manager.insert(Certificate, certificate);
    await this.addItems(tx, certificate.id, records);
    tx.emit('certificate.issued', { certificateId: certificate.id, volunteerId });
    return certificate;
  }

  private async listsExactly(tx: Tx, { id }: Certificate, records: ServiceRecord[]): Promise<boolean> {
    const items = await tx.manager.findBy(CertificateItem, { certificateId: id });
    const listed = new Set(items.map(({ recordId }) => recordId));
    return items.length === records.length && records.every((record) => listed.has(record.id));
  }

  private async addItems(tx: Tx, certificateId: string, records: ServiceRecord[]): Promise<void> {
    const ids = [...new Set(records.map(({ activityId }) => activityId))];
    const activities = await this.needs.activities.findActivities(tx, ids);
    await insertRows(
      tx.manager,
      CertificateItem,
      records.map(({ id, activityId, content, day, minutes }) => ({
        id: newId(),
        certificateId,
        recordId: id,
        title: activities.get(activityId)?.title ?? content,
        day,
        minutes,
      })),
    );
  }

  /** An admin of the issuing organization takes a certificate back. */
  async revokeAsAdmin(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    const certificate = await this.find(tx, id);
    await this.needs.memberships.requireAdmin(tx, actor, certificate.organizationId);
    await this.revoke(tx, actor, certificate, reason);
  }

  /** An officer above the issuing organization takes a certificate back. */
  async revokeAsUnit(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    const certificate = await this.find(tx, id);
    const organization = await this.needs.organizations.findOrganization(tx, certificate.organizationId);
    await this.needs.rights.requireReviewer(tx, actor, organization);
    await this.revoke(tx, actor, certificate, reason);
  }

  /** Hours on it were voided: what it says is no longer true. Repeating it changes nothing. */
  async revokeListing(tx: Tx, recordId: string): Promise<void> {
    const items = await tx.manager.findBy(CertificateItem, { recordId });
    const ids = items.map(({ certificateId }) => certificateId);
    if (ids.length === 0) return;
    const valid = await tx.manager.findBy(Certificate, { id: In(ids), state: 'ISSUED' });
    for (const certificate of valid)
      await this.revoke(tx, null, certificate, '证明中的部分服务时长已经作废，请重新申请');
  }

  private async revoke(tx: Tx, actor: Actor | null, certificate: Certificate, reason: string): Promise<void> {
    await changeExactlyOne(
      tx,
      Certificate,
      { id: certificate.id, state: 'ISSUED' },
      {
        state: 'REVOKED',
        stateReason: reason,
        openKey: null,
        endedAt: this.needs.clock.now(),
        endedBy: actor?.volunteerId ?? null,
      },
      notIssued,
    );
    tx.emit('certificate.revoked', { certificateId: certificate.id, volunteerId: certificate.volunteerId });
    await this.needs.audit.record(tx, actor, 'certificate.revoked', certificate.id, {
      organizationId: certificate.organizationId,
      reason,
    });
  }

  /** @throws Fault missing `certificate_not_found` */
  async find(reader: Reader, id: string): Promise<Certificate> {
    const certificate = await reader.manager.findOneBy(Certificate, { id });
    ensure(certificate, notFound);
    return certificate;
  }

  /** The volunteer's own. @throws Fault missing `certificate_not_found` */
  async findOwn(reader: Reader, actor: Actor, id: string): Promise<Certificate> {
    const certificate = await this.find(reader, id);
    ensure(certificate.volunteerId === actor.volunteerId, notFound);
    return certificate;
  }

  /** For everybody, by what is printed or by what the QR code says. @throws Fault missing `certificate_not_found` */
  async verify(reader: Reader, code: string): Promise<Certificate> {
    const certificate = await reader.manager.findOneBy(Certificate, readVerification(code));
    ensure(certificate, notFound);
    return certificate;
  }

  /** What is printed of it; its QR code opens the public verification. */
  async sheetOf(reader: Reader, publicUrl: string, certificate: Certificate): Promise<Sheet> {
    const items = await this.itemsOf(reader, certificate.id);
    return { certificate, items, verifyUrl: `${publicUrl}/verify/${certificate.verifyToken}` };
  }

  /** In order of days. */
  async itemsOf(reader: Reader, certificateId: string): Promise<CertificateItem[]> {
    return reader.manager.find(CertificateItem, {
      where: { certificateId },
      order: { day: 'ASC', id: 'ASC' },
    });
  }
}
