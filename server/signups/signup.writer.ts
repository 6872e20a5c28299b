import { In } from 'typeorm';
import type { ActivityService } from '../activities';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, insertRows, TryAgain, type Tx } from '../platform/database';
import { conflict } from '../platform/fault';
import { SignUp, type SignUpState } from './signup.entity';
import { TRANSITIONS } from './signup.rules';

const signUpChanged = conflict('signup_state_changed', '这次报名的状态已经变化，请刷新后再看。');

/** Everything that writes sign-ups: each change goes with its place and its event, in one transaction (R31). */
export class SignUpWriter {
  constructor(
    private readonly activities: ActivityService,
    private readonly clock: Clock,
  ) {}

  /**
   * Confirms all of them: a multi-row insert and one update of places per activity. The caller holds the activities'
   * locks and found room for them.
   *
   * @throws TryAgain when there is no room after all: nobody may be oversold, whatever was believed
   */
  async confirm(tx: Tx, signUps: readonly SignUp[]): Promise<void> {
    const taken = new Map<string, number>();
    for (const { activityId } of signUps) taken.set(activityId, (taken.get(activityId) ?? 0) + 1);
    for (const [activityId, count] of taken) {
      if (!(await this.activities.takePlaces(tx, activityId, count)))
        throw new TryAgain('places were taken while their activity was locked');
    }
    await insertRows(tx.manager, SignUp, [...signUps]);
    for (const signUp of signUps) tx.emit('signup.confirmed', happened(signUp));
  }

  /** Cancels for the volunteer and gives the place back. */
  async cancel(tx: Tx, signUp: SignUp, reason: string): Promise<SignUp> {
    const changes = this.cancellation(reason);
    await changeExactlyOne(tx, SignUp, { id: signUp.id, state: canBe('CANCELLED') }, changes, signUpChanged);
    await this.activities.releasePlace(tx, signUp.activityId);
    tx.emit('signup.cancelled', { ...happened(signUp), cause: 'VOLUNTEER' });
    return { ...signUp, ...changes };
  }

  /**
   * Cancels up to `limit` confirmed sign-ups of an activity that will not take place. Repeating it is harmless: it
   * only ever touches confirmed ones.
   *
   * @returns how many it cancelled; fewer than `limit` when none is left
   */
  async cancelOfActivity(tx: Tx, activityId: string, reason: string, limit: number): Promise<number> {
    const signUps = await tx.manager.find(SignUp, {
      where: { activityId, state: canBe('CANCELLED') },
      order: { id: 'ASC' },
      take: limit,
    });
    let cancelled = 0;
    for (const signUp of signUps) {
      const where = { id: signUp.id, state: canBe('CANCELLED') };
      const { affected } = await tx.manager.update(SignUp, where, this.cancellation(reason));
      // The volunteer may have cancelled since we read; then the place is back already.
      if (affected !== 1) continue;
      cancelled += 1;
      tx.emit('signup.cancelled', { ...happened(signUp), cause: 'ACTIVITY' });
    }
    if (cancelled > 0) await this.activities.releasePlace(tx, activityId, cancelled);
    return signUps.length;
  }

  /** They were there; repeating it changes nothing. The place stays taken. */
  async attend(tx: Tx, signUpId: string): Promise<void> {
    const signUp = await tx.manager.findOneByOrFail(SignUp, { id: signUpId });
    if (signUp.state === 'ATTENDED') return;
    const where = { id: signUpId, state: canBe('ATTENDED') };
    await changeExactlyOne(tx, SignUp, where, { state: 'ATTENDED' }, signUpChanged);
    tx.emit('signup.attended', happened(signUp));
  }

  private cancellation(reason: string) {
    return {
      state: 'CANCELLED' as const,
      openKey: null,
      cancelReason: reason,
      cancelledAt: this.clock.now(),
    };
  }
}

const happened = ({ id, activityId, volunteerId }: SignUp) => ({ signUpId: id, activityId, volunteerId });

/** The condition of a step: the states that `state` may follow. */
const canBe = (state: SignUpState) => In([...TRANSITIONS[state]]);
