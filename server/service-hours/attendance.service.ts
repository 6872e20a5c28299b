import { Not } from 'typeorm';
import type { Policy } from '../../config/config';
import type { ActivityService } from '../activities';
import type { Actor } from '../platform/actor';
import { type Clock, shanghaiDay, startOfShanghaiDay } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, missing } from '../platform/fault';
import type { SignUp, SignUpService } from '../signups';
import { Volunteer } from '../volunteers';
import type { EntryForm, PresenceForm } from './attendance.dto';
import { ensureOpenForCheckIn, ensureServed, ensureTakesPlace } from './attendance.rules';
import { claimBatch } from './batches';
import { CheckIn, emptyCheckIn } from './check-in.entity';
import { isFromAnEarlierDay } from './check-in.rules';
import type { CheckInCode, CheckInCodes } from './check-in-codes';
import { minutesOf, servedSpan } from './minutes.rules';
import type { PresenceProof } from './presence-proof';
import type { ServiceRecord } from './service-record.entity';
import { enteredSource } from './service-record.rules';
import type { ServiceRecordService } from './service-record.service';

export interface CheckedOut {
  checkIn: CheckIn;
  /** null when no whole minute fell inside the activity's times */
  record: ServiceRecord | null;
}

const notCheckedIn = () => conflict('not_checked_in', '您还没有签到，请先签到。');
const autoClosed = () =>
  conflict(
    'auto_closed',
    '您当天没有签退，这次签到到 24:00 已自动结束，不计时长。如果您参加了活动，请联系活动负责人登记。',
  );

/** Who was there: check-in, check-out, entry by hand (R33, R34). All writes for one volunteer happen one after another. */
export class AttendanceService {
  constructor(
    private readonly activities: ActivityService,
    private readonly signUps: SignUpService,
    private readonly records: ServiceRecordService,
    private readonly codes: CheckInCodes,
    private readonly proof: PresenceProof,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** The code to show at the place; a new one for each time slot. */
  async showCode(reader: Reader, actor: Actor, activityId: string): Promise<CheckInCode> {
    const activity = await this.activities.findActivity(reader, activityId);
    await this.activities.requireOrganizer(reader, actor, activity);
    ensureTakesPlace(activity);
    return this.codes.issue(activityId, this.clock.now());
  }

  /** Repeating it answers the check-in that is open already. */
  async checkIn(tx: Tx, actor: Actor, activityId: string, presence: PresenceForm): Promise<CheckIn> {
    const volunteerId = await this.lockSelf(tx, actor);
    const now = this.clock.now();
    const open = await this.findOpen(tx, volunteerId);
    if (open && isFromAnEarlierDay(open.inAt, now)) await this.closeUnfinished(tx, open);
    else if (open?.activityId === activityId) return open;
    else if (open) throw await this.checkedInElsewhere(tx, open);
    const activity = await this.activities.findActivity(tx, activityId);
    const signUp = await this.requireSignUp(tx, activityId, volunteerId);
    ensureOpenForCheckIn(activity, now, this.policy.checkInOpensMinutesBefore);
    const { method, latitude, longitude, accuracyMetres, distanceMetres } = this.proof.settle(
      activity,
      presence,
      now,
    );
    const checkIn: CheckIn = {
      ...emptyCheckIn(activityId, volunteerId, signUp.id),
      openKey: volunteerId,
      inAt: now,
      inMethod: method,
      inLatitude: latitude,
      inLongitude: longitude,
      inAccuracyMetres: accuracyMetres,
      inDistanceMetres: distanceMetres,
      state: 'OPEN',
    };
    await refusingDuplicates(
      tx,
      { uq_check_ins_open: conflict('checked_in_elsewhere', '您正在另一个活动中签到，请先签退。') },
      () => tx.manager.insert(CheckIn, checkIn),
    );
    return checkIn;
  }

  /** Repeating it answers what the first time made. */
  async checkOut(tx: Tx, actor: Actor, activityId: string, presence: PresenceForm): Promise<CheckedOut> {
    const volunteerId = await this.lockSelf(tx, actor);
    const now = this.clock.now();
    const last = await this.findLast(tx, activityId, volunteerId);
    ensure(last && last.state !== 'VOID', notCheckedIn);
    if (last.state === 'CLOSED')
      return { checkIn: last, record: await this.records.findByCheckIn(tx, last.id) };
    ensure(last.state === 'OPEN' && !isFromAnEarlierDay(last.inAt, now), autoClosed);
    const activity = await this.activities.findActivity(tx, activityId);
    ensureTakesPlace(activity);
    const evidence = this.proof.settle(activity, presence, now);
    const changes = {
      state: 'CLOSED' as const,
      openKey: null,
      outAt: now,
      outMethod: evidence.method,
      outLatitude: evidence.latitude,
      outLongitude: evidence.longitude,
      outAccuracyMetres: evidence.accuracyMetres,
      outDistanceMetres: evidence.distanceMetres,
    };
    await changeExactlyOne(tx, CheckIn, { id: last.id, state: 'OPEN' }, changes, notCheckedIn);
    const span = servedSpan({ startAt: last.inAt, endAt: now }, activity);
    const checkIn = { ...last, ...changes };
    if (minutesOf(span) === 0) return { checkIn, record: null };
    const record = await this.records.add(tx, {
      activity,
      volunteerId,
      checkInId: last.id,
      span,
      content: activity.title,
      source: 'CHECKED_IN',
      recorderId: null,
    });
    await this.signUps.markAttended(tx, last.signUpId);
    return { checkIn, record };
  }

  /** Entry by hand when codes and positions failed (R34); counts only after somebody else approved it (R39). */
  async enter(tx: Tx, actor: Actor, activityId: string, form: EntryForm): Promise<ServiceRecord> {
    const { volunteerId, reason } = form;
    const volunteer = await lockRow(tx, Volunteer, volunteerId);
    const activity = await this.activities.findActivity(tx, activityId);
    await this.activities.requireOrganizer(tx, actor, activity);
    ensure(volunteer, missing('volunteer_not_found', '没有找到这位志愿者，请从报名名单中选择。'));
    ensure(
      volunteerId !== actor.volunteerId,
      forbidden('own_hours', '不能给自己登记时长，请让另一位管理员登记。'),
    );
    ensureTakesPlace(activity);
    const signUp = await this.requireSignUp(tx, activityId, volunteerId);
    const span = { startAt: new Date(form.startAt), endAt: new Date(form.endAt) };
    const now = this.clock.now();
    ensureServed(span, activity, now);
    const open = await this.findOpen(tx, volunteerId);
    ensure(
      !open || isFromAnEarlierDay(open.inAt, now) || open.inAt >= span.endAt,
      conflict('still_checked_in', '这位志愿者还没有签退，请等签退后再登记。'),
    );
    const checkIn: CheckIn = {
      ...emptyCheckIn(activityId, volunteerId, signUp.id),
      inAt: span.startAt,
      outAt: span.endAt,
      inMethod: 'MANUAL',
      outMethod: 'MANUAL',
      operatorId: actor.volunteerId,
      reason,
      state: 'CLOSED',
    };
    await tx.manager.insert(CheckIn, checkIn);
    return this.records.add(tx, {
      activity,
      volunteerId,
      checkInId: checkIn.id,
      span,
      content: form.content ?? activity.title,
      source: enteredSource(activity.endsAt, now, this.policy.retroactiveAfterDays),
      recorderId: actor.volunteerId,
    });
  }

  /** Ends what nobody checked out of before midnight (R33). @returns how many; a full batch means there may be more */
  async closeForgotten(tx: Tx): Promise<number> {
    const today = startOfShanghaiDay(shanghaiDay(this.clock.now()));
    const forgotten = await claimBatch(
      tx,
      tx.manager
        .createQueryBuilder(CheckIn, 'checkIn')
        .where("checkIn.state = 'OPEN' AND checkIn.inAt < :today", { today })
        .orderBy('checkIn.inAt'),
    );
    for (const checkIn of forgotten) await this.closeUnfinished(tx, checkIn);
    return forgotten.length;
  }

  /** Whose sign-up is gone, or whose activity is called off, is not there. */
  async voidOpen(tx: Tx, of: { activityId: string } | { signUpId: string }): Promise<void> {
    await tx.manager.update(CheckIn, { ...of, state: 'OPEN' }, { state: 'VOID', openKey: null });
  }

  async findLast(reader: Reader, activityId: string, volunteerId: string): Promise<CheckIn | null> {
    return reader.manager.findOne(CheckIn, {
      where: { activityId, volunteerId, inMethod: Not('MANUAL') },
      order: { inAt: 'DESC' },
    });
  }

  private async closeUnfinished(tx: Tx, { id, activityId, volunteerId }: CheckIn): Promise<void> {
    await tx.manager.update(CheckIn, { id, state: 'OPEN' }, { state: 'AUTO_CLOSED', openKey: null });
    tx.emit('check-in.auto-closed', { checkInId: id, activityId, volunteerId });
  }

  private async lockSelf(tx: Tx, actor: Actor): Promise<string> {
    ensure(actor.volunteerId, forbidden('not_registered', '请先注册成为科技志愿者。'));
    await lockRow(tx, Volunteer, actor.volunteerId);
    return actor.volunteerId;
  }

  private findOpen(reader: Reader, volunteerId: string): Promise<CheckIn | null> {
    return reader.manager.findOneBy(CheckIn, { openKey: volunteerId });
  }

  private async checkedInElsewhere(tx: Tx, open: CheckIn) {
    const { title } = await this.activities.findActivity(tx, open.activityId);
    return conflict('checked_in_elsewhere', `您正在“${title}”中签到，请先签退再签到这个活动。`, {
      activityId: open.activityId,
    });
  }

  private async requireSignUp(tx: Tx, activityId: string, volunteerId: string): Promise<SignUp> {
    const signUp = await this.signUps.findOpen(tx, activityId, volunteerId);
    ensure(signUp, forbidden('not_signed_up', '没有这个活动的有效报名，请先报名并等待确认。'));
    return signUp;
  }
}
