import type { MembershipService } from '../memberships';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, shanghaiDay } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { ServiceHoursService } from '../service-hours';
import { Certificate } from './certificate.entity';
import { ensurePeriod, MOST_ITEMS, PER_FILE, type Period } from './certificate.rules';
import type { CertificateService } from './certificate.service';
import { CertificateBatch } from './certificate-batch.entity';

interface Needs {
  certificates: CertificateService;
  memberships: MembershipService;
  hours: ServiceHoursService;
  audit: Audit;
  clock: Clock;
}

const validOf = ({ organizationId, fromDay, toDay }: CertificateBatch) =>
  ({ organizationId, fromDay, toDay, state: 'ISSUED' }) as const;
const overtaken = () => new Error('the batch went on in another process');

/** Certificates for everybody who served an organization in a period, one after another. */
export class CertificateBatches {
  constructor(private readonly needs: Needs) {}

  /** @throws Fault conflict `batch_running` | `nobody_to_certify` */
  async request(tx: Tx, actor: Actor, organizationId: string, period: Period): Promise<CertificateBatch> {
    const { memberships, hours, audit, clock } = this.needs;
    await memberships.requireAdmin(tx, actor, organizationId);
    const now = clock.now();
    ensurePeriod(period, shanghaiDay(now));
    const total = await hours.countServing(tx, organizationId, period);
    ensure(total > 0, conflict('nobody_to_certify', '这段时间没有志愿者有已计入的时长，请换一个时间段。'));
    const { fromDay, toDay } = period;
    const batch: CertificateBatch = {
      id: newId(),
      organizationId,
      openKey: organizationId,
      fromDay,
      toDay,
      state: 'RUNNING',
      total,
      done: 0,
      cursor: null,
      requestedBy: actor.volunteerId!,
      createdAt: now,
      finishedAt: null,
    };
    await refusingDuplicates(
      tx,
      {
        uq_certificate_batches_open: conflict('batch_running', '上一批证明还在开具，完成后再开下一批。'),
      },
      () => tx.manager.insert(CertificateBatch, batch),
    );
    tx.emit('certificate-batch.requested', { batchId: batch.id });
    await audit.record(tx, actor, 'certificate-batch.requested', batch.id, { organizationId, total });
    return batch;
  }

  /**
   * Deals with the next volunteer and moves the cursor in the same transaction: an interrupted batch goes on where it
   * was. Who has more services than one certificate lists is passed over; they apply for shorter periods themselves.
   *
   * @returns whether there may be more
   */
  async issueNext(tx: Tx, batchId: string): Promise<boolean> {
    const { certificates, hours, clock } = this.needs;
    const counter = await certificates.lockNumbers(tx);
    const batch = await tx.manager.findOneBy(CertificateBatch, { id: batchId, state: 'RUNNING' });
    if (!batch) return false;
    const { organizationId, cursor } = batch;
    const volunteerId = await hours.nextServing(tx, organizationId, batch, cursor ?? '');
    const here = { id: batchId, state: 'RUNNING', done: batch.done };
    if (!volunteerId) {
      const end = { state: 'DONE', openKey: null, finishedAt: clock.now() };
      await changeExactlyOne(tx, CertificateBatch, here, end, overtaken);
      return false;
    }
    const wanted = { volunteerId, organizationId, fromDay: batch.fromDay, toDay: batch.toDay };
    const records = await hours.certifiableRecords(tx, wanted, MOST_ITEMS + 1);
    if (records.length > 0 && records.length <= MOST_ITEMS)
      await certificates.issue(tx, counter, wanted, batchId);
    const step = { cursor: volunteerId, done: batch.done + 1 };
    await changeExactlyOne(tx, CertificateBatch, here, step, overtaken);
    return true;
  }

  /** An admin of the organization takes the certificates of a batch with them; noted, since they name many people. */
  async open(tx: Tx, actor: Actor, batchId: string): Promise<CertificateBatch> {
    const { memberships, audit } = this.needs;
    const batch = await tx.manager.findOneBy(CertificateBatch, { id: batchId });
    ensure(batch, missing('batch_not_found', '没有这一批证明，请刷新后重试。'));
    const { organizationId, total } = batch;
    await memberships.requireAdmin(tx, actor, organizationId);
    ensure(batch.state === 'DONE', conflict('batch_running', '这一批证明还在开具，完成后再下载。'));
    await audit.record(tx, actor, 'certificate-batch.downloaded', batchId, { organizationId, total });
    return batch;
  }

  /**
   * How many valid certificates there are of the period of each batch: those that it issued, and those that volunteers
   * had applied for and it left as they were.
   */
  async countValid(reader: Reader, batches: readonly CertificateBatch[]): Promise<Map<string, number>> {
    const counts = batches.map(
      async (batch) => [batch.id, await reader.manager.countBy(Certificate, validOf(batch))] as const,
    );
    return new Map(await Promise.all(counts));
  }

  /** @param part from 1, of `PER_FILE` each. @returns in the order of their numbers */
  async listValid(reader: Reader, batch: CertificateBatch, part: number): Promise<Certificate[]> {
    return reader.manager.find(Certificate, {
      where: validOf(batch),
      order: { year: 'ASC', sequence: 'ASC' },
      skip: (part - 1) * PER_FILE,
      take: PER_FILE,
    });
  }

  async listRunning(reader: Reader): Promise<string[]> {
    const running = await reader.manager.find(CertificateBatch, {
      where: { state: 'RUNNING' },
      select: { id: true },
      take: 100,
    });
    return running.map(({ id }) => id);
  }
}
