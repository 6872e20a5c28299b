import type { ActivityService } from '../activities';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { type AbsenceService, SignUp } from '../signups';
import { Volunteer } from '../volunteers';
import { absenceKey, isRefusedExcuse } from './arrival.rules';
import { CheckIn } from './check-in.entity';
import type { EntryService } from './entry.service';
import type { PublicityService } from './publicity.service';
import { ServiceAppeal } from './service-appeal.entity';
import type { AppealDecisionForm, CheckInAppealDecisionForm } from './service-record.dto';
import { ServiceRecord } from './service-record.entity';
import { APPEALABLE_STATES } from './service-record.rules';
import type { ServiceRecordService } from './service-record.service';

interface Needs {
  activities: ActivityService;
  organizations: OrganizationService;
  rights: RightsService;
  records: ServiceRecordService;
  entries: EntryService;
  publicity: PublicityService;
  absences: AbsenceService;
  audit: Audit;
  clock: Clock;
}

type Subject = Pick<
  ServiceAppeal,
  'subjectKind' | 'subjectId' | 'subjectKey' | 'activityId' | 'organizationId' | 'volunteerId' | 'level'
>;

const appealNotFound = () => missing('appeal_not_found', '没有找到这条申诉，请刷新列表。');
const appealSettled = () => conflict('appeal_settled', '这条申诉已经处理过了，请刷新查看。');

/** What a volunteer says against an outcome (R33, R38) or a refused excuse: once against each, decided by somebody who had no part in it. */
export class AppealService {
  constructor(private readonly needs: Needs) {}

  /** @throws Fault missing `service_record_not_found` | conflict `not_appealable` | `already_appealed` */
  async appealRecord(tx: Tx, actor: Actor, recordId: string, reason: string): Promise<void> {
    const record = await tx.manager.findOneBy(ServiceRecord, { id: recordId });
    ensure(
      record && record.volunteerId === actor.volunteerId,
      missing('service_record_not_found', '没有找到这条服务记录，请在“我的时长”里查看。'),
    );
    ensure(
      APPEALABLE_STATES.includes(record.state),
      conflict('not_appealable', '这条记录没有被驳回、质疑或作废，不需要申诉。'),
    );
    await this.file(tx, reason, {
      subjectKind: 'RECORD',
      subjectId: recordId,
      subjectKey: `${recordId}:${record.stateSince.getTime()}`,
      activityId: record.activityId,
      organizationId: record.organizationId,
      volunteerId: record.volunteerId,
      level: 'UNIT',
    });
  }

  /** A check-in that midnight ended (R33). @throws Fault missing `check_in_not_found` | conflict `not_appealable` */
  async appealCheckIn(tx: Tx, actor: Actor, checkInId: string, reason: string): Promise<void> {
    const checkIn = await tx.manager.findOneBy(CheckIn, { id: checkInId });
    ensure(
      checkIn && checkIn.volunteerId === actor.volunteerId,
      missing('check_in_not_found', '没有找到这次签到，请在“我的报名”里查看。'),
    );
    ensure(
      checkIn.state === 'AUTO_CLOSED',
      conflict('not_appealable', '这次签到没有被自动结束，不需要申诉。'),
    );
    const { organizationId } = await this.needs.activities.findActivity(tx, checkIn.activityId);
    await this.file(tx, reason, {
      subjectKind: 'CHECK_IN',
      subjectId: checkInId,
      subjectKey: checkInId,
      activityId: checkIn.activityId,
      organizationId,
      volunteerId: checkIn.volunteerId,
      level: 'ORGANIZATION',
    });
  }

  /**
   * An excuse that the organizers refused: nobody is left with a no-show that only the other side has judged.
   *
   * @throws Fault missing `signup_not_found` | conflict `not_appealable`
   */
  async appealAbsence(tx: Tx, actor: Actor, signUpId: string, reason: string): Promise<void> {
    const signUp = await lockRow(tx, SignUp, signUpId);
    ensure(
      signUp && signUp.volunteerId === actor.volunteerId,
      missing('signup_not_found', '没有找到这次报名，请在“我的报名”里查看。'),
    );
    ensure(
      isRefusedExcuse(signUp),
      conflict('not_appealable', '您的未到场说明没有被拒绝，不需要申诉。还没有说明的，请先说明原因。'),
    );
    const { organizationId } = await this.needs.activities.findActivity(tx, signUp.activityId);
    await this.file(tx, reason, {
      subjectKind: 'SIGN_UP',
      subjectId: signUpId,
      subjectKey: absenceKey(signUp),
      activityId: signUp.activityId,
      organizationId,
      volunteerId: signUp.volunteerId,
      level: 'UNIT',
    });
  }

  private async file(tx: Tx, reason: string, subject: Subject): Promise<void> {
    const appeal: ServiceAppeal = {
      id: newId(),
      ...subject,
      reason,
      state: 'OPEN',
      decidedBy: null,
      decisionReason: null,
      createdAt: this.needs.clock.now(),
      decidedAt: null,
    };
    await refusingDuplicates(
      tx,
      {
        uq_service_appeals_subject: conflict(
          'already_appealed',
          '您已经申诉过，请等待处理结果；对结果不满意可以联系上级科协。',
        ),
      },
      () => tx.manager.insert(ServiceAppeal, appeal),
    );
    tx.emit('service-appeal.filed', { appealId: appeal.id, activityId: subject.activityId });
  }

  /**
   * An organizer settles the appeal against a forgotten check-out: upheld with the time the volunteer left, which is an
   * entry by hand that a second person approves.
   */
  async decideCheckIn(
    tx: Tx,
    actor: Actor,
    appeal: ServiceAppeal,
    form: CheckInAppealDecisionForm,
  ): Promise<void> {
    await lockRow(tx, Volunteer, appeal.volunteerId);
    ensure(appeal.subjectKind === 'CHECK_IN', appealNotFound);
    const { decision, reason, leftAt } = form;
    const activity = await this.needs.activities.findActivity(tx, appeal.activityId);
    await this.needs.activities.requireOrganizer(tx, actor, activity);
    ensure(actor.volunteerId !== appeal.volunteerId, forbidden('own_hours', '不能处理自己的申诉。'));
    ensure(decision === 'DISMISSED' || leftAt, invalid('left_at_required', '请填写志愿者实际离开的时间。'));
    await this.settle(tx, actor, appeal, form);
    if (decision === 'DISMISSED') return;
    const checkIn = await tx.manager.findOneByOrFail(CheckIn, { id: appeal.subjectId });
    await this.needs.entries.enterForgotten(tx, actor, checkIn, { leftAt: leftAt!, reason });
  }

  /** An officer above settles what is for a unit, whatever it is about. */
  async decideAtUnit(tx: Tx, actor: Actor, appeal: ServiceAppeal, form: AppealDecisionForm): Promise<void> {
    if (appeal.subjectKind === 'SIGN_UP') await this.decideAbsence(tx, actor, appeal, form);
    else await this.decideRecord(tx, actor, appeal, form);
  }

  /** Upheld, the absence is excused. Who refused the excuse does not hear the appeal. */
  private async decideAbsence(
    tx: Tx,
    actor: Actor,
    appeal: ServiceAppeal,
    form: AppealDecisionForm,
  ): Promise<void> {
    const signUp = await lockRow(tx, SignUp, appeal.subjectId);
    const organization = await this.needs.organizations.findOrganization(tx, appeal.organizationId);
    await this.needs.rights.requireReviewer(tx, actor, organization);
    ensure(
      ![appeal.volunteerId, signUp?.excuseDecidedBy].includes(actor.volunteerId),
      forbidden('own_decision', '这是您自己作出的决定，请由另一位工作人员或上一级科协处理申诉。'),
    );
    await this.settle(tx, actor, appeal, form);
    if (form.decision === 'UPHELD')
      await this.needs.absences.excuseOnAppeal(tx, appeal.subjectId, form.reason);
  }

  /** The organizers have come round, so that nothing is left to decide. */
  async settleAbsence(tx: Tx, signUpId: string): Promise<void> {
    await tx.manager.update(
      ServiceAppeal,
      { subjectKind: 'SIGN_UP', subjectId: signUpId, state: 'OPEN' },
      { state: 'UPHELD', decisionReason: '组织已经改变了原来的决定。', decidedAt: this.needs.clock.now() },
    );
  }

  /** An officer above settles an appeal against a rejection or a voiding, unless the outcome was their own. */
  private async decideRecord(
    tx: Tx,
    actor: Actor,
    appeal: ServiceAppeal,
    form: AppealDecisionForm,
  ): Promise<void> {
    await lockRow(tx, Volunteer, appeal.volunteerId);
    ensure(appeal.subjectKind === 'RECORD', appealNotFound);
    const record = await this.needs.records.findRecord(tx, appeal.subjectId);
    const organization = await this.needs.organizations.findOrganization(tx, record.organizationId);
    await this.needs.rights.requireReviewer(tx, actor, organization);
    ensure(
      ![record.volunteerId, record.recorderId, record.stateBy].includes(actor.volunteerId),
      forbidden('own_decision', '这是您自己作出的决定，请由另一位工作人员或上一级科协处理申诉。'),
    );
    ensure(
      record.state !== 'DISPUTED',
      conflict('decide_the_report', '这条记录正有异议，请在异议中一并裁定。'),
    );
    await this.settle(tx, actor, appeal, form);
    if (form.decision === 'UPHELD') await this.needs.publicity.restore(tx, actor, record);
  }

  private async settle(
    tx: Tx,
    actor: Actor,
    appeal: ServiceAppeal,
    { decision, reason }: AppealDecisionForm,
  ): Promise<void> {
    const { audit, clock } = this.needs;
    await changeExactlyOne(
      tx,
      ServiceAppeal,
      { id: appeal.id, state: 'OPEN' },
      {
        state: decision,
        decidedBy: actor.volunteerId,
        decisionReason: reason,
        decidedAt: clock.now(),
      },
      appealSettled,
    );
    tx.emit('service-appeal.decided', { appealId: appeal.id, activityId: appeal.activityId });
    await audit.record(tx, actor, `service-appeal.${decision.toLowerCase()}`, appeal.subjectId, { reason });
  }

  /** @throws Fault missing `appeal_not_found` */
  async findAppeal(reader: Reader, id: string): Promise<ServiceAppeal> {
    const appeal = await reader.manager.findOneBy(ServiceAppeal, { id });
    ensure(appeal, appealNotFound);
    return appeal;
  }
}
