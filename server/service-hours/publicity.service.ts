import { In } from 'typeorm';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, insertRows, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden } from '../platform/fault';
import { newId } from '../platform/ids';
import { claimBatch } from './batches';
import { LedgerEntry, type LedgerKind } from './ledger-entry.entity';
import { ServiceAppeal } from './service-appeal.entity';
import type { ReportDecisionForm } from './service-record.dto';
import { ServiceRecord } from './service-record.entity';
import { MOVES, REPORTABLE_STATES } from './service-record.rules';
import type { ServiceRecordService } from './service-record.service';
import { ServiceReport } from './service-report.entity';
import { resumedPublicityEnd } from './working-days.rules';

const changedMeanwhile = conflict('record_changed', '这条记录刚刚有了变化，请刷新后再试。');

/** Publicity: what everybody may see and object to before minutes count, and the ledger in which they then count (R38). */
export class PublicityService {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly rights: RightsService,
    private readonly records: ServiceRecordService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Anybody who is logged in may object. During publicity that pauses the record; an effective one counts on until a
   * unit has decided, so that an objection alone takes nothing from anybody.
   */
  async report(tx: Tx, actor: Actor, recordId: string, reason: string): Promise<void> {
    const record = await this.records.findRecord(tx, recordId);
    ensure(
      REPORTABLE_STATES.includes(record.state),
      conflict('not_reportable', '这条记录没有在公示，也没有计入时长，不需要提出异议。'),
    );
    const now = this.clock.now();
    const report: ServiceReport = {
      id: newId(),
      recordId,
      organizationId: record.organizationId,
      reporterAccountId: actor.accountId,
      openKey: `${recordId}:${actor.accountId}`,
      reason,
      state: 'OPEN',
      decidedBy: null,
      decisionReason: null,
      createdAt: now,
      decidedAt: null,
    };
    await refusingDuplicates(
      tx,
      {
        uq_service_reports_open: conflict(
          'already_reported',
          '您已经对这条记录提出过异议，科协处理后会有结果。',
        ),
      },
      () => tx.manager.insert(ServiceReport, report),
    );
    tx.emit('service-record.questioned', { recordId, volunteerId: record.volunteerId });
    const disputed = MOVES.dispute[record.state];
    if (!disputed) return;
    await changeExactlyOne(
      tx,
      ServiceRecord,
      { id: recordId, state: record.state },
      { state: disputed, stateSince: now },
      changedMeanwhile,
    );
    tx.emit('service-record.disputed', { recordId, volunteerId: record.volunteerId });
  }

  /** An officer above the organization settles all open objections to a record at once. */
  async decide(tx: Tx, actor: Actor, recordId: string, form: ReportDecisionForm): Promise<void> {
    const record = await this.records.findRecord(tx, recordId);
    const organization = await this.organizations.findOrganization(tx, record.organizationId);
    await this.rights.requireReviewer(tx, actor, organization);
    ensure(actor.volunteerId !== record.volunteerId, forbidden('own_hours', '不能裁定自己的时长。'));
    const open = await tx.manager.findBy(ServiceReport, { recordId, state: 'OPEN' });
    ensure(open.length > 0, conflict('no_open_report', '这条记录没有待处理的异议，可能已被他人处理。'));
    ensure(
      open.every((report) => report.reporterAccountId !== actor.accountId),
      forbidden('own_report', '您对这条记录提出过异议，请由另一位工作人员处理。'),
    );
    const now = this.clock.now();
    const { affected } = await tx.manager.update(
      ServiceReport,
      { id: In(open.map(({ id }) => id)), state: 'OPEN' },
      {
        state: form.decision,
        openKey: null,
        decidedBy: actor.volunteerId,
        decisionReason: form.reason,
        decidedAt: now,
      },
    );
    ensure(affected === open.length, changedMeanwhile);
    tx.emit('service-record.settled', { recordId, volunteerId: record.volunteerId });
    // What the volunteer said about it was their side of this dispute.
    await tx.manager.update(
      ServiceAppeal,
      { subjectId: recordId, state: 'OPEN' },
      {
        state: form.decision === 'UPHELD' ? 'DISMISSED' : 'UPHELD',
        decidedBy: actor.volunteerId,
        decisionReason: form.reason,
        decidedAt: now,
      },
    );
    await (form.decision === 'UPHELD'
      ? this.void(tx, actor, record, form.reason, now)
      : this.resume(tx, record, now));
    await this.audit.record(tx, actor, `service-report.${form.decision.toLowerCase()}`, recordId, {
      reports: open.length,
      organizationId: record.organizationId,
      minutes: record.minutes,
    });
  }

  /** An officer above takes a record out of the count or its publicity without anybody's objection. */
  async voidAsUnit(tx: Tx, actor: Actor, recordId: string, reason: string): Promise<void> {
    const record = await this.requireJudge(tx, actor, recordId);
    ensure(
      record.state === 'IN_PUBLICITY' || record.state === 'EFFECTIVE',
      conflict('not_voidable', '只能作废公示中或已计入的时长；有异议的请在异议中处理。'),
    );
    await this.void(tx, actor, record, reason, this.clock.now());
    await this.audit.record(tx, actor, 'service-record.voided', recordId, {
      organizationId: record.organizationId,
      minutes: record.minutes,
      reason,
    });
  }

  /**
   * An officer above takes the voiding of a record back. The caller holds the lock on the volunteer.
   *
   * @throws Fault conflict `not_voided` | `record_overlaps` | `daily_cap`
   */
  async restoreAsUnit(tx: Tx, actor: Actor, recordId: string, reason: string): Promise<void> {
    const record = await this.requireJudge(tx, actor, recordId);
    ensure(record.state === 'VOIDED', conflict('not_voided', '这条记录没有作废，不需要恢复。请刷新查看。'));
    await this.restore(tx, actor, record);
    await this.audit.record(tx, actor, 'service-record.regranted', recordId, {
      organizationId: record.organizationId,
      minutes: record.minutes,
      reason,
    });
  }

  /** Takes back an outcome: what counted before counts again, anything else becomes public first. */
  async restore(tx: Tx, actor: Actor, record: ServiceRecord): Promise<void> {
    const now = this.clock.now();
    await this.records.ensureFits(tx, record);
    const granted = await tx.manager.existsBy(LedgerEntry, { recordId: record.id });
    const state = MOVES[granted ? 'regrant' : 'publish'][record.state];
    ensure(state, changedMeanwhile);
    await changeExactlyOne(
      tx,
      ServiceRecord,
      { id: record.id, state: record.state },
      {
        state,
        stateReason: null,
        stateSince: now,
        stateBy: actor.volunteerId,
        publicityUntil: granted ? record.publicityUntil : this.records.publicityEnd(record.source, now),
      },
      changedMeanwhile,
    );
    if (granted) await this.write(tx, 'REGRANT', [record], now);
    tx.emit('service-record.restored', { recordId: record.id, volunteerId: record.volunteerId });
  }

  private async requireJudge(tx: Tx, actor: Actor, recordId: string): Promise<ServiceRecord> {
    const record = await this.records.findRecord(tx, recordId);
    const organization = await this.organizations.findOrganization(tx, record.organizationId);
    await this.rights.requireReviewer(tx, actor, organization);
    ensure(
      actor.volunteerId !== record.volunteerId && actor.volunteerId !== record.recorderId,
      forbidden('own_hours', '不能处理自己的时长，也不能处理自己登记的时长。'),
    );
    return record;
  }

  private async void(tx: Tx, actor: Actor, record: ServiceRecord, reason: string, now: Date): Promise<void> {
    await changeExactlyOne(
      tx,
      ServiceRecord,
      { id: record.id, state: record.state },
      {
        state: MOVES.void[record.state],
        stateReason: reason,
        stateSince: now,
        stateBy: actor.volunteerId,
      },
      changedMeanwhile,
    );
    if (record.state === 'EFFECTIVE') await this.write(tx, 'VOID', [record], now);
    tx.emit('service-record.voided', { recordId: record.id, volunteerId: record.volunteerId });
  }

  private async resume(tx: Tx, record: ServiceRecord, now: Date): Promise<void> {
    const state = MOVES.resume[record.state];
    if (!state) return;
    const publicityUntil = resumedPublicityEnd(now, record.stateSince, record.publicityUntil!);
    await changeExactlyOne(
      tx,
      ServiceRecord,
      { id: record.id, state: record.state },
      { state, stateSince: now, publicityUntil },
      changedMeanwhile,
    );
    tx.emit('service-record.restored', { recordId: record.id, volunteerId: record.volunteerId });
  }

  /** Makes records effective whose publicity is over. @returns how many; a full batch means there may be more */
  async finishDue(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const due = await claimBatch(
      tx,
      tx.manager
        .createQueryBuilder(ServiceRecord, 'record')
        .where("record.state = 'IN_PUBLICITY' AND record.publicityUntil <= :now", { now })
        .orderBy('record.publicityUntil'),
    );
    if (due.length === 0) return 0;
    const { affected } = await tx.manager.update(
      ServiceRecord,
      { id: In(due.map(({ id }) => id)), state: 'IN_PUBLICITY' },
      { state: MOVES.mature.IN_PUBLICITY, stateSince: now },
    );
    // The rows are locked since they were read; were they not, the whole batch must fail rather than grant too much.
    if (affected !== due.length) throw new Error('records changed under the lock of their publicity');
    await this.write(tx, 'GRANT', due, now);
    for (const { id, volunteerId, minutes } of due) {
      tx.emit('service-record.effective', { recordId: id, volunteerId, minutes });
    }
    return due.length;
  }

  /** @param records many to GRANT; VOID and REGRANT go one by one */
  private async write(tx: Tx, kind: LedgerKind, records: ServiceRecord[], at: Date): Promise<void> {
    const entryNo =
      kind === 'GRANT' ? 1 : 1 + (await tx.manager.countBy(LedgerEntry, { recordId: records[0]!.id }));
    const entries = records.map(({ id, volunteerId, minutes, day }) => ({
      id: newId(),
      volunteerId,
      recordId: id,
      entryNo,
      kind,
      minutes: kind === 'VOID' ? -minutes : minutes,
      day,
      at,
    }));
    await refusingDuplicates(tx, { uq_service_ledger_entry: changedMeanwhile }, () =>
      insertRows(tx.manager, LedgerEntry, entries),
    );
  }
}
