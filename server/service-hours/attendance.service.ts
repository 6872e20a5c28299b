import { Not } from 'typeorm';
import type { Policy } from '../../config/config';
import { Activity, type ActivityService } from '../activities';
import type { Actor } from '../platform/actor';
import { type Clock, DAY, MINUTE, shanghaiDay, startOfShanghaiDay } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden } from '../platform/fault';
import type { SignUp, SignUpService } from '../signups';
import { type ConsentService, Volunteer } from '../volunteers';
import type { PresenceForm } from './attendance.dto';
import { ensureOpenForCheckIn, ensureTakesPlace } from './attendance.rules';
import { claimBatch } from './batches';
import { CheckIn, emptyCheckIn } from './check-in.entity';
import { isFromAnEarlierDay } from './check-in.rules';
import type { CheckInCode, CheckInCodes } from './check-in-codes';
import { minutesOf, servedSpan } from './minutes.rules';
import { type Presence, type PresenceProof, seenByLead } from './presence-proof';
import type { ServiceRecord } from './service-record.entity';
import type { ServiceRecordService } from './service-record.service';

export interface CheckedOut {
  checkIn: CheckIn;
  /** null when no whole minute fell inside the activity's times */
  record: ServiceRecord | null;
}

/** One scan or position of one person. */
interface Attempt {
  volunteerId: string;
  activityId: string;
  /** the lead who scanned; null when the volunteer did it */
  operatorId: string | null;
  key: string | null;
}

export type Scanned = Omit<Attempt, 'operatorId'>;
type Prove = (activity: Activity, now: Date) => Presence | Promise<Presence>;

function requireRegistered({ volunteerId }: Actor): string {
  ensure(volunteerId, forbidden('not_registered', '请先注册成为科技志愿者。'));
  return volunteerId;
}

const scanUsed = () => conflict('scan_used', '这次扫码已经用于另一次签到，请重新扫描现场的签到码。');
const notCheckedIn = () => conflict('not_checked_in', '您还没有签到，请先签到。');
const autoClosed = () =>
  conflict(
    'auto_closed',
    '您当天没有签退，这次签到到 24:00 已自动结束，不计时长。如果您参加了活动，可以在“为什么还没到账”里申诉。',
  );

/** Who was there: check-in and check-out (R33, R34). All writes for one volunteer happen one after another. */
export class AttendanceService {
  constructor(
    private readonly activities: ActivityService,
    private readonly signUps: SignUpService,
    private readonly records: ServiceRecordService,
    private readonly codes: CheckInCodes,
    private readonly proof: PresenceProof,
    private readonly consents: Pick<ConsentService, 'holds'>,
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

  /** Repeating it answers the check-in that is open already, or the one that the same attempt made. */
  async checkIn(tx: Tx, actor: Actor, activityId: string, form: PresenceForm): Promise<CheckIn> {
    const volunteerId = requireRegistered(actor);
    return this.comeIn(
      tx,
      { volunteerId, activityId, operatorId: null, key: form.key ?? null },
      (activity, now) => this.present(tx, volunteerId, form, activity, now),
    );
  }

  /** Repeating it answers what the first time made. */
  async checkOut(tx: Tx, actor: Actor, activityId: string, form: PresenceForm): Promise<CheckedOut> {
    const volunteerId = requireRegistered(actor);
    return this.goOut(
      tx,
      { volunteerId, activityId, operatorId: null, key: form.key ?? null },
      (activity, now) => this.present(tx, volunteerId, form, activity, now),
    );
  }

  /** A position is only used with the volunteer's consent to it (R02); the code at the place needs none. */
  private async present(
    tx: Tx,
    volunteerId: string,
    form: PresenceForm,
    activity: Activity,
    now: Date,
  ): Promise<Presence> {
    const agreed = form.position === undefined || (await this.consents.holds(tx, volunteerId, 'LOCATION'));
    ensure(
      agreed || form.code !== undefined,
      forbidden(
        'location_not_agreed',
        '您没有同意签到时使用位置。请扫描现场的签到码，或者到“设置 · 我的授权”里打开后再试。',
      ),
    );
    const { position: _, ...withoutPosition } = form;
    return this.proof.settle(activity, agreed ? form : withoutPosition, now);
  }

  /** An organizer at the place scans a volunteer's own code (R34), never their own. */
  async checkInByLead(tx: Tx, actor: Actor, arrival: Scanned): Promise<CheckIn> {
    const attempt = { ...arrival, operatorId: actor.volunteerId };
    return this.comeIn(tx, attempt, (activity, now) => this.seen(tx, actor, arrival, activity, now));
  }

  /** As `checkInByLead`, at the end. */
  async checkOutByLead(tx: Tx, actor: Actor, departure: Scanned): Promise<CheckedOut> {
    const attempt = { ...departure, operatorId: actor.volunteerId };
    return this.goOut(tx, attempt, (activity, now) => this.seen(tx, actor, departure, activity, now));
  }

  private async seen(tx: Tx, actor: Actor, { volunteerId }: Scanned, activity: Activity, now: Date) {
    await this.activities.requireOrganizer(tx, actor, activity);
    ensure(
      volunteerId !== actor.volunteerId,
      forbidden('own_hours', '不能用自己的码为自己签到，请扫描现场的签到码或使用定位。'),
    );
    return seenByLead(now);
  }

  private async comeIn(tx: Tx, attempt: Attempt, prove: Prove): Promise<CheckIn> {
    const { volunteerId, activityId, key } = attempt;
    await lockRow(tx, Volunteer, volunteerId);
    const now = this.clock.now();
    const before = await this.findAttempt(tx, 'inKey', attempt);
    if (before) return before;
    const open = await this.findOpen(tx, volunteerId);
    if (open && isFromAnEarlierDay(open.inAt, now)) await this.closeUnfinished(tx, open);
    else if (open?.activityId === activityId) return open;
    else if (open) throw await this.checkedInElsewhere(tx, open);
    const activity = await this.activities.findActivity(tx, activityId);
    const signUp = await this.requireSignUp(tx, activityId, volunteerId);
    ensureOpenForCheckIn(
      activity,
      now,
      this.policy.checkInOpensMinutesBefore,
      this.policy.offlineScanMinutes,
    );
    const presence = await prove(activity, now);
    ensureOpenForCheckIn(activity, presence.at, this.policy.checkInOpensMinutesBefore);
    const checkIn: CheckIn = {
      ...emptyCheckIn(activityId, volunteerId, signUp.id),
      openKey: volunteerId,
      inAt: presence.at,
      inMethod: presence.method,
      inLatitude: presence.latitude,
      inLongitude: presence.longitude,
      inAccuracyMetres: presence.accuracyMetres,
      inDistanceMetres: presence.distanceMetres,
      inDelaySeconds: presence.delaySeconds,
      inKey: key,
      operatorId: attempt.operatorId,
      state: 'OPEN',
    };
    await refusingDuplicates(
      tx,
      {
        uq_check_ins_open: conflict('checked_in_elsewhere', '您正在另一个活动中签到，请先签退。'),
        uq_check_ins_in_key: scanUsed,
      },
      () => tx.manager.insert(CheckIn, checkIn),
    );
    return checkIn;
  }

  private async goOut(tx: Tx, attempt: Attempt, prove: Prove): Promise<CheckedOut> {
    const { volunteerId, activityId, key } = attempt;
    await lockRow(tx, Volunteer, volunteerId);
    const now = this.clock.now();
    const before = await this.findAttempt(tx, 'outKey', attempt);
    if (before) return { checkIn: before, record: await this.records.findByCheckIn(tx, before.id) };
    const last = await this.findLast(tx, activityId, volunteerId);
    ensure(last && last.state !== 'VOID', notCheckedIn);
    if (last.state === 'CLOSED')
      return { checkIn: last, record: await this.records.findByCheckIn(tx, last.id) };
    const activity = await this.activities.findActivity(tx, activityId);
    ensureTakesPlace(activity);
    const lateBy = this.policy.offlineScanMinutes * MINUTE;
    ensure(!isFromAnEarlierDay(last.inAt, new Date(now.getTime() - lateBy)), autoClosed);
    const presence = await prove(activity, now);
    // A scan before midnight that arrives after it still ends the day; one made after midnight does not.
    ensure(!isFromAnEarlierDay(last.inAt, presence.at), autoClosed);
    const outAt = presence.at < last.inAt ? last.inAt : presence.at;
    const changes = {
      state: 'CLOSED' as const,
      openKey: null,
      outAt,
      outMethod: presence.method,
      outLatitude: presence.latitude,
      outLongitude: presence.longitude,
      outAccuracyMetres: presence.accuracyMetres,
      outDistanceMetres: presence.distanceMetres,
      outDelaySeconds: presence.delaySeconds,
      outKey: key,
      operatorId: attempt.operatorId ?? last.operatorId,
    };
    await refusingDuplicates(tx, { uq_check_ins_out_key: scanUsed }, () =>
      changeExactlyOne(tx, CheckIn, { id: last.id, state: last.state }, changes, notCheckedIn),
    );
    const span = servedSpan({ startAt: last.inAt, endAt: outAt }, activity);
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

  /** @returns what the same attempt made before. @throws Fault conflict `scan_used` when it was somebody else's */
  private async findAttempt(tx: Tx, side: 'inKey' | 'outKey', attempt: Attempt): Promise<CheckIn | null> {
    if (attempt.key === null) return null;
    const made = await tx.manager.findOneBy(CheckIn, { [side]: attempt.key });
    const own = made?.volunteerId === attempt.volunteerId && made.activityId === attempt.activityId;
    ensure(made === null || own, scanUsed);
    return made;
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

  /** Reminds who is still checked in some minutes after the end (`policy.checkOutReminderMinutes`). @returns how many */
  async remindToCheckOut(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const due = await claimBatch(
      tx,
      tx.manager
        .createQueryBuilder(CheckIn, 'checkIn')
        .where("checkIn.state = 'OPEN' AND checkIn.remindedAt IS NULL")
        .andWhere(
          `checkIn.activityId IN (${tx.manager
            .createQueryBuilder(Activity, 'activity')
            .select('activity.id')
            .where('activity.endsAt <= :ended AND activity.endsAt > :dayBefore')
            .getQuery()})`,
          {
            ended: new Date(now.getTime() - this.policy.checkOutReminderMinutes * MINUTE),
            dayBefore: new Date(now.getTime() - DAY),
          },
        )
        .orderBy('checkIn.inAt'),
    );
    for (const { id, activityId, volunteerId } of due) {
      await tx.manager.update(CheckIn, { id }, { remindedAt: now });
      tx.emit('check-out.due', { checkInId: id, activityId, volunteerId });
    }
    return due.length;
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

  /** @returns where the volunteer is checked in now */
  findOpen(reader: Reader, volunteerId: string): Promise<CheckIn | null> {
    return reader.manager.findOneBy(CheckIn, { openKey: volunteerId });
  }

  private async checkedInElsewhere(tx: Tx, open: CheckIn) {
    const { title } = await this.activities.findActivity(tx, open.activityId);
    return conflict('checked_in_elsewhere', `您正在“${title}”中签到，请先签退再签到这个活动。`, {
      activityId: open.activityId,
    });
  }

  /** @throws Fault forbidden `not_signed_up` */
  async requireSignUp(tx: Tx, activityId: string, volunteerId: string): Promise<SignUp> {
    const signUp = await this.signUps.findOpen(tx, activityId, volunteerId);
    ensure(
      signUp,
      forbidden('not_signed_up', '没有这个活动的有效报名，请先报名并等待确认。', { field: 'volunteerId' }),
    );
    return signUp;
  }
}
