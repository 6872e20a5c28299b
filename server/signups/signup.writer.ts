import type { Activity, CountChange, Post, PostService } from '../activities';
import type { Clock } from '../platform/clock';
import { insertRows, TryAgain, type Tx } from '../platform/database';
import { conflict, ensure } from '../platform/fault';
import { SignUp, type SignUpState } from './signup.entity';
import type { SignUpCancelled } from './signup.events';
import { countChange, isEnded, TRANSITIONS } from './signup.rules';

const signUpChanged = conflict('signup_state_changed', '这次报名的状态已经变化，请刷新后再看。');

interface Step {
  from: SignUpState | null;
  signUp: SignUp;
}

/**
 * Everything that writes sign-ups. Whatever the step, the counts of the post move by what it changes about holding a
 * place and waiting for one, and its event is written, all in one transaction (R31). Whoever moves a count has locked
 * the activity before.
 */
export class SignUpWriter {
  constructor(
    private readonly posts: PostService,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes new ones: a multi-row insert and one update of the counts per post.
   *
   * @throws TryAgain when there is no room after all: nobody may be oversold, whatever was believed
   */
  async add(tx: Tx, signUps: readonly SignUp[]): Promise<void> {
    await this.count(
      tx,
      signUps.map((signUp) => ({ from: null, signUp })),
    );
    await insertRows(tx.manager, SignUp, [...signUps]);
    for (const signUp of signUps) emit(tx, signUp);
  }

  /** @throws Fault conflict `signup_state_changed` when it is not, or no longer, in a state that `to` may follow */
  async step(tx: Tx, signUp: SignUp, to: SignUpState, changes: Partial<SignUp> = {}): Promise<SignUp> {
    ensure(TRANSITIONS[to].includes(signUp.state), signUpChanged);
    const [moved] = await this.stepAll(tx, [signUp], to, changes);
    ensure(moved, signUpChanged);
    return moved;
  }

  /** Moves each that still is as it was read. @returns those as they are now */
  async stepAll(
    tx: Tx,
    signUps: readonly SignUp[],
    to: SignUpState,
    changes: Partial<SignUp> = {},
    cause: SignUpCancelled['cause'] = 'VOLUNTEER',
  ): Promise<SignUp[]> {
    const steps: Step[] = [];
    const all = {
      state: to,
      ...(isEnded(to) ? { openKey: null, endedAt: this.clock.now() } : {}),
      ...changes,
    };
    for (const signUp of signUps) {
      const { affected } = await tx.manager.update(SignUp, { id: signUp.id, state: signUp.state }, all);
      if (affected === 1) steps.push({ from: signUp.state, signUp: { ...signUp, ...all } });
    }
    await this.count(tx, steps);
    for (const { signUp } of steps) emit(tx, signUp, cause);
    return steps.map(({ signUp }) => signUp);
  }

  private async count(tx: Tx, steps: readonly Step[]): Promise<void> {
    const changes = new Map<string, Pick<Post, 'id' | 'activityId'> & Required<CountChange>>();
    for (const { from, signUp } of steps) {
      const { postId, activityId } = signUp;
      const sum = changes.get(postId) ?? { id: postId, activityId, taken: 0, waiting: 0, queued: 0 };
      const { taken, waiting } = countChange(from, signUp.state);
      sum.taken += taken;
      sum.waiting += waiting;
      sum.queued += Number(signUp.state === 'WAITLISTED');
      changes.set(postId, sum);
    }
    for (const change of changes.values()) {
      if (change.taken === 0 && change.waiting === 0) continue;
      if (!(await this.posts.count(tx, change, change)))
        throw new TryAgain('places were taken while their activity was locked');
    }
  }
}

/** Says of confirmed sign-ups that their activity asks for a deposit; payments, which stand above, ask for it. */
export function tellDepositsDue(
  tx: Tx,
  { depositFen }: Pick<Activity, 'depositFen'>,
  { id, state, activityId, volunteerId }: SignUp,
): void {
  if (depositFen === null || state !== 'CONFIRMED') return;
  tx.emit('signup.deposit-due', { signUpId: id, activityId, volunteerId });
}

const EVENTS = {
  APPLIED: 'signup.applied',
  WAITLISTED: 'signup.waitlisted',
  OFFERED: 'signup.offered',
  CONFIRMED: 'signup.confirmed',
  ATTENDED: 'signup.attended',
  NO_SHOW: 'signup.no-show',
  EXCUSED: 'signup.excused',
  REJECTED: 'signup.rejected',
  DECLINED: 'signup.declined',
  EXPIRED: 'signup.expired',
} as const;

function emit(tx: Tx, signUp: SignUp, cause: SignUpCancelled['cause'] = 'VOLUNTEER'): void {
  const happened = { signUpId: signUp.id, activityId: signUp.activityId, volunteerId: signUp.volunteerId };
  if (signUp.state === 'CANCELLED') tx.emit('signup.cancelled', { ...happened, cause });
  else tx.emit(EVENTS[signUp.state], happened);
}
