import type { Policy } from '../../config/policy';
import { Activity, type ActivityService, isFull, type PostService } from '../activities';
import type { RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, HOUR } from '../platform/clock';
import { lockRow, type Tx } from '../platform/database';
import { conflict, ensure, Fault, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Volunteer } from '../volunteers';
import type { InvitationForm, SignUpDecisionForm } from './signup.dto';
import { SignUp } from './signup.entity';
import { offerEnd, openKeyOf } from './signup.rules';
import { type SignUpWriter, tellDepositsDue } from './signup.writer';
import type { WaitingList } from './waiting-list';

/** What became of one sign-up that was decided about. */
export interface DecisionOutcome {
  signUpId: string;
  /** null when it was decided as asked */
  fault: Fault | null;
}

const postFull = conflict('post_full', '这个岗位的名额已满，可以把申请者排入候补，或先增加名额。');
const signUpNotFound = missing('signup_not_found', '没有找到这次报名，请刷新名单后再试。');

/** What organizers decide about sign-ups: who takes part, who waits, who is asked (R31, R32). */
export class SignUpDecisionService {
  constructor(
    private readonly writer: SignUpWriter,
    private readonly waitingList: WaitingList,
    private readonly activities: ActivityService,
    private readonly posts: PostService,
    private readonly audit: Audit,
    private readonly policy: Pick<Policy, 'invitationHours'>,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides about several in the given order, each by itself: where the places do not suffice, the first ones get them.
   *
   * @throws Fault invalid `reason_required`
   */
  async decide(
    tx: Tx,
    actor: RegisteredActor,
    activityId: string,
    { signUpIds, decision, reason }: SignUpDecisionForm,
  ): Promise<DecisionOutcome[]> {
    const activity = await this.lockOwn(tx, actor, activityId);
    ensure(
      decision !== 'REJECT' || reason,
      invalid('reason_required', '请写明原因，志愿者会看到。', { field: 'reason' }),
    );
    this.requireAhead(activity);
    const outcomes: DecisionOutcome[] = [];
    for (const signUpId of new Set(signUpIds)) {
      const fault = await this.decideOne(tx, activity, signUpId, decision, reason ?? null).then(
        () => null,
        (error) => error,
      );
      if (fault !== null && !(fault instanceof Fault)) throw fault;
      outcomes.push({ signUpId, fault });
    }
    const decided = outcomes.flatMap(({ signUpId, fault }) => (fault ? [] : [signUpId]));
    if (decided.length > 0)
      await this.audit.record(tx, actor, 'signups.decided', activityId, {
        organizationId: activity.organizationId,
        ...{ decision, reason, decided },
      });
    return outcomes;
  }

  private async decideOne(
    tx: Tx,
    activity: Activity,
    id: string,
    decision: SignUpDecisionForm['decision'],
    stateReason: string | null,
  ): Promise<void> {
    const signUp = await tx.manager.findOneBy(SignUp, { id, activityId: activity.id });
    ensure(signUp, signUpNotFound);
    if (decision === 'REJECT') {
      await this.writer.step(tx, signUp, 'REJECTED', { stateReason });
      return;
    }
    const post = await this.posts.findPost(tx, signUp.postId);
    if (decision === 'WAITLIST') {
      await this.writer.step(tx, signUp, 'WAITLISTED', { queueNumber: post.lastQueueNumber + 1 });
      await this.waitingList.passOn(tx, activity, post.id);
      return;
    }
    // Who waits is offered a place when it is their turn, never past the others.
    ensure(signUp.state === 'APPLIED', notApplied);
    ensure(!isFull(post), postFull);
    tellDepositsDue(tx, activity, await this.writer.step(tx, signUp, 'CONFIRMED'));
  }

  /** Keeps a place for somebody and asks them; they take part only when they accept (R32). */
  async invite(
    tx: Tx,
    actor: RegisteredActor,
    activityId: string,
    volunteerId: string,
    form: InvitationForm,
  ): Promise<SignUp> {
    await lockRow(tx, Volunteer, volunteerId);
    const activity = await this.lockOwn(tx, actor, activityId);
    this.requireAhead(activity);
    const posts = (await this.posts.listPosts(tx, [activityId])).get(activityId)!;
    const post = posts.length === 1 && !form.postId ? posts[0] : posts.find(({ id }) => id === form.postId);
    ensure(post, invalid('post_required', '请选择邀请到哪个岗位。', { field: 'postId' }));
    const openKey = openKeyOf(activityId, volunteerId);
    const known = await tx.manager.existsBy(SignUp, { openKey });
    ensure(!known, conflict('already_signed_up', '这位志愿者已经报名或收到过邀请，请在名单里查看。'));
    ensure(!isFull(post), postFull);
    const now = this.clock.now();
    const signUp: SignUp = {
      id: newId(),
      activityId,
      postId: post.id,
      volunteerId,
      origin: 'INVITED',
      state: 'OFFERED',
      openKey,
      riskAcknowledgedAt: null,
      remark: null,
      queueNumber: null,
      offerExpiresAt: offerEnd(now, this.policy.invitationHours * HOUR, activity),
      stateReason: null,
      excuse: null,
      excuseState: null,
      excuseDecidedBy: null,
      excuseDecidedAt: null,
      createdAt: now,
      endedAt: null,
    };
    await this.writer.add(tx, [signUp]);
    return signUp;
  }

  private requireAhead({ state, startsAt }: Activity): void {
    ensure(
      state === 'PUBLISHED' && startsAt > this.clock.now(),
      conflict('activity_begun', '活动已经开始或没有发布，不能再处理报名。'),
    );
  }

  private async lockOwn(tx: Tx, actor: RegisteredActor, activityId: string): Promise<Activity> {
    const activity = await lockRow(tx, Activity, activityId);
    ensure(activity, missing('activity_not_found', '没有找到这个活动，它可能已经下架。'));
    await this.activities.requireOrganizer(tx, actor, activity);
    return activity;
  }
}

const notApplied = conflict(
  'signup_state_changed',
  '只有待审核的报名可以通过；候补的志愿者会按顺序收到邀约。请刷新后再看。',
);
