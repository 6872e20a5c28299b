import type { ActivityService } from '../activities';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, lockRow, type Tx } from '../platform/database';
import { conflict, ensure, invalid, missing } from '../platform/fault';
import type { ExcuseDecisionForm } from './signup.dto';
import { SignUp } from './signup.entity';
import type { SignUpWriter } from './signup.writer';

const notFound = missing('signup_not_found', '没有找到这次报名，请刷新后再试。');
const changed = conflict('signup_state_changed', '这次报名的状态已经变化，请刷新后再看。');

/**
 * Who was not there: noted by an organizer, never by the clock; told to the volunteer, who may say why and appeal to
 * the unit above when that is refused; and nothing follows from it by itself. There is no penalty.
 */
export class AbsenceService {
  constructor(
    private readonly writer: SignUpWriter,
    private readonly activities: ActivityService,
    private readonly clock: Clock,
  ) {}

  /** Notes that somebody did not come, once the activity has ended. Repeating it changes nothing. */
  async noteNoShow(tx: Tx, actor: RegisteredActor, id: string): Promise<void> {
    const { signUp, activity } = await this.lockManaged(tx, actor, id);
    if (signUp.state === 'NO_SHOW') return;
    ensure(
      activity.endsAt <= this.clock.now(),
      conflict('activity_not_ended', '活动还没有结束，结束后可以登记未到场。'),
    );
    await this.writer.step(tx, signUp, 'NO_SHOW');
  }

  /** Notes several of an activity that has ended; the caller settles the right. @returns how many still were CONFIRMED */
  async noteAll(tx: Tx, signUps: readonly SignUp[]): Promise<number> {
    return (await this.writer.stepAll(tx, signUps, 'NO_SHOW')).length;
  }

  /** The volunteer says why they were not there; an organizer decides. Said anew, it replaces what was said. */
  async excuse(tx: Tx, actor: Actor, id: string, reason: string): Promise<SignUp> {
    const signUp = await lockRow(tx, SignUp, id);
    ensure(signUp && signUp.volunteerId === actor.volunteerId, notFound);
    const activity = await this.activities.findActivity(tx, signUp.activityId);
    const missed = signUp.state === 'CONFIRMED' && activity.startsAt <= this.clock.now();
    ensure(
      missed || signUp.state === 'NO_SHOW',
      conflict('nothing_to_excuse', '活动开始后没有到场才需要说明；活动开始前不能参加请取消报名。'),
    );
    const changes = { excuse: reason, excuseState: 'MADE' as const };
    await changeExactlyOne(tx, SignUp, { id, state: signUp.state }, changes, changed);
    const { activityId, volunteerId } = signUp;
    tx.emit('signup.excuse-made', { signUpId: id, activityId, volunteerId });
    return { ...signUp, ...changes };
  }

  /** @throws Fault invalid `reason_required` when it is refused without one */
  async decide(tx: Tx, actor: RegisteredActor, id: string, form: ExcuseDecisionForm): Promise<void> {
    const { decision, reason = null } = form;
    const { signUp } = await this.lockManaged(tx, actor, id);
    ensure(
      decision === 'ACCEPT' || reason,
      invalid('reason_required', '请写明原因，志愿者会看到。', { field: 'reason' }),
    );
    ensure(signUp.excuseState === 'MADE', changed);
    const decided = { excuseDecidedBy: actor.volunteerId, excuseDecidedAt: this.clock.now() };
    if (decision === 'ACCEPT') {
      const changes = { ...decided, excuseState: 'ACCEPTED' as const, stateReason: reason };
      await this.writer.step(tx, signUp, 'EXCUSED', changes);
      return;
    }
    const changes = { ...decided, excuseState: 'REFUSED' as const, stateReason: reason };
    await changeExactlyOne(tx, SignUp, { id, excuseState: 'MADE' }, changes, changed);
    const { activityId, volunteerId } = signUp;
    tx.emit('signup.excuse-refused', { signUpId: id, activityId, volunteerId });
  }

  /** A unit above heard the volunteer and found the excuse good. @throws Fault conflict `signup_state_changed` */
  async excuseOnAppeal(tx: Tx, signUpId: string, reason: string): Promise<void> {
    const signUp = await lockRow(tx, SignUp, signUpId);
    ensure(signUp, notFound);
    await this.writer.step(tx, signUp, 'EXCUSED', { excuseState: 'ACCEPTED', stateReason: reason });
  }

  private async lockManaged(tx: Tx, actor: RegisteredActor, id: string) {
    const signUp = await lockRow(tx, SignUp, id);
    ensure(signUp, notFound);
    const activity = await this.activities.findActivity(tx, signUp.activityId);
    await this.activities.requireOrganizer(tx, actor, activity);
    return { signUp, activity };
  }
}
