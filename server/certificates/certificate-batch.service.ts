import type { MembershipService } from '../memberships';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, shanghaiDay } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure } from '../platform/fault';
import { newId } from '../platform/ids';
import type { ServiceHoursService } from '../service-hours';
import { ensurePeriod, MOST_ITEMS, type Period } from './certificate.rules';
import type { CertificateService } from './certificate.service';
import { CertificateBatch } from './certificate-batch.entity';

interface Needs {
  certificates: CertificateService;
  memberships: MembershipService;
  hours: ServiceHoursService;
  audit: Audit;
  clock: Clock;
}

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

  async listRunning(reader: Reader): Promise<string[]> {
    const running = await reader.manager.find(CertificateBatch, {
      where: { state: 'RUNNING' },
      select: { id: true },
      take: 100,
    });
    return running.map(({ id }) => id);
  }
}
