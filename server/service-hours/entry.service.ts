import type { Policy } from '../../config/config';
import type { Activity, ActivityService } from '../activities';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { lockRow, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import type { FileStore } from '../platform/files';
import { Volunteer } from '../volunteers';
import type { EntryForm } from './attendance.dto';
import { ensureServed, ensureTakesPlace } from './attendance.rules';
import type { AttendanceService } from './attendance.service';
import { CheckIn, emptyCheckIn } from './check-in.entity';
import { isFromAnEarlierDay } from './check-in.rules';
import type { ServiceRecord } from './service-record.entity';
import { enteredSource } from './service-record.rules';
import type { ServiceRecordService } from './service-record.service';

interface Needs {
  activities: ActivityService;
  attendance: AttendanceService;
  records: ServiceRecordService;
  files: FileStore;
  policy: Policy;
  clock: Clock;
}

/** Hours by hand when codes and positions failed (R34); they count only after somebody else approved them (R39). */
export class EntryService {
  constructor(private readonly needs: Needs) {}

  /** @throws Fault that says why not; `proof_required` for what is entered long after the activity (R25) */
  async enter(tx: Tx, actor: Actor, activityId: string, form: EntryForm): Promise<ServiceRecord> {
    const { activities, attendance, clock } = this.needs;
    const { volunteerId, reason } = form;
    const volunteer = await lockRow(tx, Volunteer, volunteerId);
    const activity = await activities.findActivity(tx, activityId);
    await this.requireOther(tx, actor, activity, volunteerId);
    ensure(
      volunteer,
      missing('volunteer_not_found', '没有找到这位志愿者，请从报名名单中选择。', { field: 'volunteerId' }),
    );
    ensureTakesPlace(activity);
    const signUp = await attendance.requireSignUp(tx, activityId, volunteerId);
    const span = { startAt: new Date(form.startAt), endAt: new Date(form.endAt) };
    const now = clock.now();
    ensureServed(span, activity, now);
    const open = await attendance.findOpen(tx, volunteerId);
    ensure(
      !open || isFromAnEarlierDay(open.inAt, now) || open.inAt >= span.endAt,
      conflict('still_checked_in', '这位志愿者还没有签退，请等签退后再登记。', { field: 'startAt' }),
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
    return this.add(tx, actor, activity, checkIn, form);
  }

  /** Looks for the photos before a transaction begins. @throws Fault missing `proof_not_found` */
  async checkProof(names: readonly string[] = []): Promise<void> {
    for (const name of names) {
      const file = await this.needs.files.read(name);
      ensure(
        file,
        missing('proof_not_found', '有一张证明照片没有上传成功，请重新上传后再登记。', { field: 'proof' }),
      );
    }
  }

  /** For a check-in that midnight ended: the volunteer left at `leftAt`, an organizer says so (R33). */
  async enterForgotten(
    tx: Tx,
    actor: Actor,
    checkIn: CheckIn,
    { leftAt, reason }: { leftAt: string; reason: string },
  ): Promise<ServiceRecord> {
    const activity = await this.needs.activities.findActivity(tx, checkIn.activityId);
    await this.requireOther(tx, actor, activity, checkIn.volunteerId);
    const startAt = checkIn.inAt < activity.startsAt ? activity.startsAt : checkIn.inAt;
    ensureServed({ startAt, endAt: new Date(leftAt) }, activity, this.needs.clock.now());
    const form = { volunteerId: checkIn.volunteerId, startAt: startAt.toISOString(), endAt: leftAt, reason };
    // The check-in itself is the proof that the volunteer was there, however late this is settled.
    return this.add(tx, actor, activity, checkIn, form, 'ENTERED');
  }

  private async requireOther(tx: Tx, actor: Actor, activity: Activity, volunteerId: string): Promise<void> {
    await this.needs.activities.requireOrganizer(tx, actor, activity);
    ensure(
      volunteerId !== actor.volunteerId,
      forbidden('own_hours', '不能给自己登记时长，请让另一位管理员登记。', { field: 'volunteerId' }),
    );
  }

  private async add(
    tx: Tx,
    actor: Actor,
    activity: Activity,
    checkIn: CheckIn,
    form: EntryForm,
    fixed?: 'ENTERED',
  ): Promise<ServiceRecord> {
    const { clock, policy, records } = this.needs;
    const source = fixed ?? enteredSource(activity.endsAt, clock.now(), policy.retroactiveAfterDays);
    const proof = source === 'RETROACTIVE' ? this.requireProof(form.proof ?? []) : null;
    return records.add(tx, {
      activity,
      volunteerId: form.volunteerId,
      checkInId: checkIn.id,
      span: { startAt: new Date(form.startAt), endAt: new Date(form.endAt) },
      content: form.content ?? activity.title,
      source,
      recorderId: actor.volunteerId,
      proof,
    });
  }

  private requireProof(names: string[]): string[] {
    ensure(
      names.length > 0,
      invalid(
        'proof_required',
        `活动结束超过 ${this.needs.policy.retroactiveAfterDays} 天属于补录，请上传签到表或现场照片作为证明，由上级科协审核。`,
        { field: 'proof' },
      ),
    );
    return names;
  }
}
