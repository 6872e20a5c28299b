import { type FindOptionsWhere, In, IsNull, MoreThan, Not } from 'typeorm';
import { Activity, type ActivityService, type Post, type PostService, type Reason } from '../activities';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { lockRow, lockRows, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import type { GroupCommit } from '../platform/group-commit';
import { Volunteer, type VolunteerService } from '../volunteers';
import { ApplicantRecords } from './applicant-records';
import { hindrances, type Ineligibility, ineligibilities } from './eligibility.rules';
import type { AcceptanceForm, SignUpForm } from './signup.dto';
import { SignUp } from './signup.entity';
import { openKeyOf, TAKING_PART, TRANSITIONS } from './signup.rules';
import { type SignUpWriter, tellDepositsDue } from './signup.writer';
import { type Application, refusal, riskNotAcknowledged } from './signup-batch';
import type { WaitingList } from './waiting-list';

const CHUNK = 200;
const signUpNotFound = missing('signup_not_found', '没有找到这次报名，请在“我的报名”里查看。');

/** What never changes about a sign-up: read before the transaction, so that its locks come first. */
export type Located = Pick<SignUp, 'id' | 'activityId' | 'volunteerId'>;

export interface PostEligibility {
  post: Post;
  reasons: Reason<Ineligibility>[];
  /** the only thing in the way is that it is full, and one may wait */
  mayWait: boolean;
}

export interface Eligibility {
  /** of the post that is easiest to get */
  reasons: Reason<Ineligibility>[];
  mayWait: boolean;
  posts: PostEligibility[];
  signUp: SignUp | null;
}

/** Signing up, answering offers and cancelling, as volunteers do (R30–R32). */
export class SignUpService {
  constructor(
    private readonly applications: GroupCommit<Application, SignUp>,
    private readonly writer: SignUpWriter,
    private readonly waitingList: WaitingList,
    private readonly activities: ActivityService,
    private readonly posts: PostService,
    private readonly volunteers: VolunteerService,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs the actor up, or answers with the sign-up that they have already: tapping twice is no error. Opens its
   * transaction itself, together with everybody who taps at the same moment (decision 0011).
   *
   * @throws Fault with the code of the first reason, all of them in `detail.reasons`
   */
  async signUp(actor: Actor, activityId: string, form: SignUpForm): Promise<SignUp> {
    return this.applications.submit({ volunteerId: actor.volunteerId, activityId, form });
  }

  /** @returns by activity, every reason why the actor cannot sign up, and the sign-up that they have already (R30); activities that do not exist are left out */
  async eligibilities(reader: Reader, actor: Actor, activityIds: readonly string[]) {
    const activities = await this.activities.findActivities(reader, activityIds);
    const posts = await this.posts.listPosts(reader, [...activities.keys()]);
    const now = this.clock.now();
    const volunteer = actor.volunteerId
      ? await this.volunteers.findVolunteer(reader, actor.volunteerId)
      : null;
    const sides = [...activities.values()].map((activity) => ({
      activity,
      posts: posts.get(activity.id) ?? [],
    }));
    const pairs = volunteer ? sides.map((side) => ({ ...side, volunteer })) : [];
    const records = await ApplicantRecords.read(reader, pairs);
    return new Map(
      sides.map((side) => {
        const applicant = volunteer ? records.applicant(volunteer, side.activity) : 'unregistered';
        const signUp = volunteer && records.openSignUp(side.activity.id, volunteer.id);
        return [side.activity.id, eligibilityOf(side, applicant, signUp, now)] as const;
      }),
    );
  }

  /** @throws Fault missing `activity_not_found` */
  async eligibility(reader: Reader, actor: Actor, activityId: string): Promise<Eligibility> {
    const { id } = await this.activities.findActivity(reader, activityId);
    return (await this.eligibilities(reader, actor, [id])).get(id)!;
  }

  /** @throws Fault missing `signup_not_found`, also when it is another's */
  async locateOwn(reader: Reader, actor: Actor, id: string): Promise<Located> {
    const signUp = await reader.manager.findOneBy(SignUp, { id });
    ensure(signUp && signUp.volunteerId === actor.volunteerId, signUpNotFound);
    return signUp;
  }

  /** Cancels the actor's own sign-up until the activity starts. Tapping twice answers the same. */
  async cancel(tx: Tx, located: Located, reason: string): Promise<SignUp> {
    const { signUp, activity } = await this.lock(tx, located);
    if (signUp.state === 'CANCELLED') return signUp;
    ensure(
      activity.startsAt > this.clock.now(),
      conflict('activity_begun', '活动已经开始，不能再取消。如果无法参加，请联系活动负责人。'),
    );
    const cancelled = await this.writer.step(tx, signUp, 'CANCELLED', { stateReason: reason });
    await this.waitingList.passOn(tx, activity, signUp.postId);
    return cancelled;
  }

  /**
   * Frees the place of somebody who did not pay the deposit, as if they had cancelled; they are told. Nothing happens to
   * who is not confirmed any more, or once the activity has begun: then they are there already.
   */
  async cancelUnpaid(tx: Tx, located: Located): Promise<void> {
    const { signUp, activity } = await this.lock(tx, located);
    if (signUp.state !== 'CONFIRMED' || activity.startsAt <= this.clock.now()) return;
    const changes = { stateReason: '押金没有在规定时间内支付' };
    await this.writer.stepAll(tx, [signUp], 'CANCELLED', changes, 'DEPOSIT');
    await this.waitingList.passOn(tx, activity, signUp.postId);
  }

  /**
   * Takes the place that is kept for the actor (R32). Tapping twice answers the same.
   *
   * @throws Fault conflict `offer_expired`, or with the code of the first reason why they cannot take part
   */
  async accept(tx: Tx, located: Located, form: AcceptanceForm): Promise<SignUp> {
    const { signUp, activity, volunteer } = await this.lock(tx, located);
    if (signUp.state === 'CONFIRMED') return signUp;
    this.requireOffered(signUp);
    if (!form.riskAcknowledged) throw riskNotAcknowledged();
    const posts = [await this.posts.findPost(tx, signUp.postId)];
    const records = await ApplicantRecords.read(tx, [{ volunteer, activity, posts }]);
    const now = this.clock.now();
    const reasons = hindrances(activity, posts[0]!, records.applicant(volunteer, activity), now);
    if (reasons.length > 0) throw refusal(reasons);
    const riskAcknowledgedAt = signUp.riskAcknowledgedAt ?? now;
    const changes = { riskAcknowledgedAt, offerExpiresAt: null };
    const confirmed = await this.writer.step(tx, signUp, 'CONFIRMED', changes);
    tellDepositsDue(tx, activity, confirmed);
    return confirmed;
  }

  /** Leaves the place that is kept for the actor to the next one. Tapping twice answers the same. */
  async decline(tx: Tx, located: Located): Promise<SignUp> {
    const { signUp, activity } = await this.lock(tx, located);
    if (signUp.state === 'DECLINED') return signUp;
    this.requireOffered(signUp);
    const declined = await this.writer.step(tx, signUp, 'DECLINED');
    await this.waitingList.passOn(tx, activity, signUp.postId);
    return declined;
  }

  private requireOffered({ state, offerExpiresAt }: SignUp): void {
    const expired = state === 'EXPIRED' || (state === 'OFFERED' && offerExpiresAt! <= this.clock.now());
    ensure(
      !expired,
      conflict('offer_expired', '保留名额的时间已经过了，名额已让给下一位。还想参加可以重新报名或候补。'),
    );
    ensure(state === 'OFFERED', conflict('no_offer', '现在没有为您保留的名额。轮到您时我们会通知您。'));
  }

  /** Locks in the order in which signing up does, so that the two never wait for each other in a circle. */
  private async lock(tx: Tx, { id, volunteerId, activityId }: Located) {
    const volunteer = (await lockRow(tx, Volunteer, volunteerId))!;
    const activity = (await lockRow(tx, Activity, activityId))!;
    const signUp = (await lockRow(tx, SignUp, id))!;
    return { volunteer, activity, signUp };
  }

  /** Cancels one chunk of the sign-ups of an activity that will not take place; asks for the next by an event. */
  async cancelForActivity(tx: Tx, activityId: string): Promise<void> {
    await lockRow(tx, Activity, activityId);
    const { stateReason } = await this.activities.findActivity(tx, activityId);
    const signUps = await tx.manager.find(SignUp, {
      where: { activityId, state: In([...TRANSITIONS.CANCELLED]) },
      order: { id: 'ASC' },
      take: CHUNK,
    });
    await this.writer.stepAll(tx, signUps, 'CANCELLED', { stateReason: stateReason ?? '' }, 'ACTIVITY');
    if (signUps.length === CHUNK) tx.emit('signups.partly-cancelled', { activityId });
  }

  /** As `cancelForActivity` for dates that were cancelled at once, person by person, so that each is told once. */
  async cancelTogether(tx: Tx, activityIds: string[]): Promise<void> {
    const [date] = await lockRows(tx, Activity, [{ id: In(activityIds) }]);
    const found = await tx.manager.find(SignUp, {
      where: { activityId: In(activityIds), state: In([...TRANSITIONS.CANCELLED]) },
      order: { volunteerId: 'ASC', id: 'ASC' },
      take: CHUNK,
    });
    const reason = { stateReason: date?.stateReason ?? '' };
    const cancelled = await this.writer.stepAll(tx, wholePeople(found), 'CANCELLED', reason, 'SERIES');
    if (cancelled.length > 0)
      tx.emit('signups.cancelled-together', { signUpIds: cancelled.map(({ id }) => id) });
    if (found.length === CHUNK) tx.emit('signups.partly-cancelled-together', { activityIds });
  }

  /** The volunteer was there. Repeating it changes nothing. */
  async markAttended(tx: Tx, signUpId: string): Promise<void> {
    const signUp = await tx.manager.findOneByOrFail(SignUp, { id: signUpId });
    if (signUp.state !== 'ATTENDED') await this.writer.step(tx, signUp, 'ATTENDED');
  }

  /** @returns the volunteer's sign-up if it is CONFIRMED */
  async findConfirmed(reader: Reader, activityId: string, volunteerId: string): Promise<SignUp | null> {
    return reader.manager.findOneBy(SignUp, {
      openKey: openKeyOf(activityId, volunteerId),
      state: 'CONFIRMED',
    });
  }

  /** @returns the volunteer's sign-up if they take part, or took part: not while they only applied, wait or are asked */
  async findOpen(reader: Reader, activityId: string, volunteerId: string): Promise<SignUp | null> {
    return reader.manager.findOneBy(SignUp, {
      openKey: openKeyOf(activityId, volunteerId),
      state: In([...TAKING_PART]),
    });
  }

  /** @returns ids of all who take part */
  async listConfirmedVolunteerIds(reader: Reader, activityId: string): Promise<string[]> {
    return this.listVolunteerIds(reader, { activityId, state: In([...TAKING_PART]) });
  }

  /** @returns ids of all who take part, or applied, wait or are asked: whom a change concerns (R24) */
  async listConcernedVolunteerIds(reader: Reader, activityId: string): Promise<string[]> {
    return this.listVolunteerIds(reader, { activityId, openKey: Not(IsNull()) });
  }

  /**
   * Whom changes of several activities concern (R24), so many people at a time.
   *
   * @param after where the last answer ended
   * @returns the activities of each volunteer, and where it ended; null at the end
   */
  async groupConcerned(
    reader: Reader,
    activityIds: string[],
    after = '',
  ): Promise<{ people: Map<string, string[]>; upTo: string | null }> {
    const found = await reader.manager.find(SignUp, {
      where: { activityId: In(activityIds), openKey: Not(IsNull()), volunteerId: MoreThan(after) },
      select: { id: true, activityId: true, volunteerId: true },
      order: { volunteerId: 'ASC', id: 'ASC' },
      take: CHUNK,
    });
    const people = activitiesByPerson(wholePeople(found));
    return { people, upTo: found.length === CHUNK ? [...people.keys()].at(-1)! : null };
  }

  /** @returns the activities of each volunteer among these sign-ups */
  async groupByPerson(reader: Reader, ids: string[]): Promise<Map<string, string[]>> {
    return activitiesByPerson(await reader.manager.findBy(SignUp, { id: In(ids) }));
  }

  private async listVolunteerIds(reader: Reader, where: FindOptionsWhere<SignUp>): Promise<string[]> {
    const rows = await reader.manager.find(SignUp, {
      where,
      select: { id: true, volunteerId: true },
      order: { id: 'ASC' },
    });
    return rows.map(({ volunteerId }) => volunteerId);
  }
}

/**
 * @param signUps a chunk in order of the people, to whom it has at most so many as a series has dates
 * @returns without the last person when there may be more of theirs
 */
function wholePeople(signUps: SignUp[]): SignUp[] {
  if (signUps.length < CHUNK) return signUps;
  const { volunteerId } = signUps.at(-1)!;
  return signUps.filter((signUp) => signUp.volunteerId !== volunteerId);
}

function activitiesByPerson(signUps: readonly SignUp[]): Map<string, string[]> {
  const people = new Map<string, string[]>();
  for (const { volunteerId, activityId } of signUps)
    people.set(volunteerId, [...(people.get(volunteerId) ?? []), activityId]);
  return people;
}

function eligibilityOf(
  { activity, posts }: { activity: Activity; posts: readonly Post[] },
  applicant: Parameters<typeof ineligibilities>[2],
  signUp: SignUp | null,
  now: Date,
): Eligibility {
  const each = posts.map((post): PostEligibility => {
    const reasons = ineligibilities(activity, post, applicant, now);
    const onlyFull = reasons.length > 0 && reasons.every(({ code }) => code === 'activity_full');
    return { post, reasons, mayWait: onlyFull && activity.waitlist };
  });
  const [easiest] = [...each].sort((a, b) => a.reasons.length - b.reasons.length);
  return {
    reasons: signUp ? [] : (easiest?.reasons ?? []),
    mayWait: signUp === null && (easiest?.mayWait ?? false),
    posts: each,
    signUp,
  };
}
