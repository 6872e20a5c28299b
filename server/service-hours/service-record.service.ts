import { In, LessThan, MoreThan } from 'typeorm';
import type { Policy } from '../../config/config';
import type { Activity } from '../activities';
import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, shanghaiDay } from '../platform/clock';
import { changeExactlyOne, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { SignUpService } from '../signups';
import { CheckIn } from './check-in.entity';
import { minutesOf, type Span } from './minutes.rules';
import type { RecordReviewForm } from './service-record.dto';
import { ServiceRecord, type ServiceRecordSource } from './service-record.entity';
import { LIVE_STATES, MOVES } from './service-record.rules';
import { publicityEnd } from './working-days.rules';

export interface RecordDraft {
  activity: Pick<Activity, 'id' | 'organizationId'>;
  volunteerId: string;
  checkInId: string | null;
  span: Span;
  content: string;
  source: ServiceRecordSource;
  recorderId: string | null;
  proof?: string[] | null;
}

/** Records from their making to the beginning of publicity (R35–R39). */
export class ServiceRecordService {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly rights: RightsService,
    private readonly memberships: MembershipService,
    private readonly signUps: SignUpService,
    private readonly audit: Audit,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a record that overlaps no other of the volunteer (R36). What was checked in goes into publicity at once, what
   * was entered waits for a second person. Beyond the daily cap (R39) an entry is refused, while minutes that the server
   * itself measured are kept and wait for the unit above to look at them.
   *
   * The caller holds the lock on the volunteer as the first statement of the transaction.
   */
  async add(tx: Tx, draft: RecordDraft): Promise<ServiceRecord> {
    const { activity, volunteerId, span, source } = draft;
    const day = shanghaiDay(span.startAt);
    const minutes = minutesOf(span);
    await this.ensureNoOverlap(tx, volunteerId, span);
    const tooMuch = (await this.minutesOn(tx, volunteerId, day)) + minutes > this.policy.maxMinutesPerDay;
    const cap = `${this.policy.maxMinutesPerDay / 60} 小时`;
    const measured = source === 'CHECKED_IN';
    ensure(
      !tooMuch || measured,
      conflict('daily_cap', `这位志愿者当天的时长会超过 ${cap}，不能登记。请核对时间。`, { field: 'endAt' }),
    );
    const now = this.clock.now();
    const flowing = measured && !tooMuch;
    const record: ServiceRecord = {
      id: newId(),
      activityId: activity.id,
      organizationId: activity.organizationId,
      volunteerId,
      checkInId: draft.checkInId,
      minutes,
      day,
      ...span,
      content: draft.content,
      source,
      recorderId: draft.recorderId,
      approverId: null,
      reviewLevel: tooMuch || source === 'RETROACTIVE' ? 'UNIT' : 'ORGANIZATION',
      state: flowing ? 'IN_PUBLICITY' : 'PENDING',
      stateReason: tooMuch ? `当天累计超过 ${cap}，需要核实` : null,
      stateSince: now,
      stateBy: null,
      publicityUntil: flowing ? this.publicityEnd(source, now) : null,
      proof: draft.proof ?? null,
      createdAt: now,
    };
    await tx.manager.insert(ServiceRecord, record);
    tx.emit('service-record.created', { recordId: record.id, volunteerId });
    return record;
  }

  /**
   * Before a record that was out of the count comes back into it: meanwhile another may have taken its time or filled
   * its day. The caller holds the lock on the volunteer.
   *
   * @throws Fault conflict `record_overlaps` | `daily_cap`
   */
  async ensureFits(tx: Tx, record: ServiceRecord): Promise<void> {
    await this.ensureNoOverlap(tx, record.volunteerId, record);
    const total = (await this.minutesOn(tx, record.volunteerId, record.day)) + record.minutes;
    ensure(
      total <= this.policy.maxMinutesPerDay || record.source === 'CHECKED_IN',
      conflict('daily_cap', '恢复后这位志愿者当天的时长会超过上限，不能恢复。请先核对当天的其他记录。'),
    );
  }

  /** @throws Fault conflict `record_overlaps` | `daily_cap` for what could not be added now; @param name said with it */
  async ensureRoom(tx: Tx, volunteerId: string, span: Span, name: string): Promise<void> {
    await this.ensureNoOverlap(tx, volunteerId, span, name);
    const total = (await this.minutesOn(tx, volunteerId, shanghaiDay(span.startAt))) + minutesOf(span);
    ensure(
      total <= this.policy.maxMinutesPerDay,
      conflict('daily_cap', `${name}当天的时长会超过上限，不能登记。请核对时间。`),
    );
  }

  private async ensureNoOverlap(
    tx: Tx,
    volunteerId: string,
    { startAt, endAt }: Span,
    name = '',
  ): Promise<void> {
    const overlaps = await tx.manager.existsBy(ServiceRecord, {
      volunteerId,
      state: In([...LIVE_STATES]),
      startAt: LessThan(endAt),
      endAt: MoreThan(startAt),
    });
    ensure(
      !overlaps,
      conflict('record_overlaps', `${name}这段时间已经有服务记录，同一时间不能重复计算。请核对时间。`, {
        field: 'startAt',
      }),
    );
  }

  private async minutesOn(tx: Tx, volunteerId: string, day: string): Promise<number> {
    const states = In([...LIVE_STATES]);
    return (await tx.manager.sum(ServiceRecord, 'minutes', { volunteerId, day, state: states })) ?? 0;
  }

  /** @returns when a publicity that begins now ends */
  publicityEnd(source: ServiceRecordSource, now: Date): Date {
    const { publicityWorkingDays, retroactivePublicityWorkingDays } = this.policy;
    return publicityEnd(
      now,
      source === 'RETROACTIVE' ? retroactivePublicityWorkingDays : publicityWorkingDays,
    );
  }

  /** Another admin of the organization decides on an entry; what only a unit may decide is refused. */
  async reviewAsAdmin(tx: Tx, actor: Actor, recordId: string, form: RecordReviewForm): Promise<void> {
    const record = await this.findRecord(tx, recordId);
    await this.memberships.requireAdmin(tx, actor, record.organizationId);
    ensure(
      record.reviewLevel === 'ORGANIZATION',
      forbidden('unit_must_review', '这条记录需要上级科协审核，请等待科协处理。'),
    );
    await this.review(tx, actor, record, form);
  }

  /** An officer of a unit above the organization decides. */
  async reviewAsUnit(tx: Tx, actor: Actor, recordId: string, form: RecordReviewForm): Promise<void> {
    const record = await this.findRecord(tx, recordId);
    const organization = await this.organizations.findOrganization(tx, record.organizationId);
    await this.rights.requireReviewer(tx, actor, organization);
    await this.review(tx, actor, record, form);
  }

  private async review(tx: Tx, actor: Actor, record: ServiceRecord, form: RecordReviewForm): Promise<void> {
    const { decision, reason = null } = form;
    ensure(
      actor.volunteerId !== record.recorderId,
      forbidden('own_entry', '自己登记的时长要由另一位管理员或上级科协审核。'),
    );
    ensure(actor.volunteerId !== record.volunteerId, forbidden('own_hours', '不能审核自己的时长。'));
    ensure(
      decision === 'APPROVE' || reason,
      invalid('reason_required', '请写明不通过的原因，志愿者会看到。'),
    );
    const now = this.clock.now();
    const approved = decision === 'APPROVE';
    await changeExactlyOne(
      tx,
      ServiceRecord,
      { id: record.id, state: 'PENDING' },
      {
        state: MOVES[approved ? 'approve' : 'reject'].PENDING,
        stateReason: approved ? null : reason,
        stateSince: now,
        stateBy: actor.volunteerId,
        approverId: actor.volunteerId,
        publicityUntil: approved ? this.publicityEnd(record.source, now) : null,
      },
      conflict('not_pending', '这条记录已经审核过了，请刷新查看。'),
    );
    if (approved) await this.markAttended(tx, record);
    else tx.emit('service-record.rejected', { recordId: record.id, volunteerId: record.volunteerId });
    await this.audit.record(tx, actor, `service-record.${approved ? 'approved' : 'rejected'}`, record.id, {
      organizationId: record.organizationId,
      minutes: record.minutes,
      reason,
    });
  }

  private async markAttended(tx: Tx, { checkInId, source }: ServiceRecord): Promise<void> {
    if (source === 'CHECKED_IN' || checkInId === null) return;
    const checkIn = await tx.manager.findOneByOrFail(CheckIn, { id: checkInId });
    await this.signUps.markAttended(tx, checkIn.signUpId);
  }

  /** @throws Fault missing `service_record_not_found` */
  async findRecord(reader: Reader, id: string): Promise<ServiceRecord> {
    const record = await reader.manager.findOneBy(ServiceRecord, { id });
    ensure(record, missing('service_record_not_found', '没有找到这条服务记录，请刷新列表。'));
    return record;
  }

  async findByCheckIn(reader: Reader, checkInId: string): Promise<ServiceRecord | null> {
    return reader.manager.findOneBy(ServiceRecord, { checkInId });
  }
}
