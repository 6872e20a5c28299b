import { In } from 'typeorm';
import type { Policy } from '../../config/policy';
import { Activity, type Post, type PostService, type Reason } from '../activities';
import type { Clock } from '../platform/clock';
import { lockRows, type Tx } from '../platform/database';
import { conflict, Fault, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Volunteer } from '../volunteers';
import { ApplicantRecords, type Candidate } from './applicant-records';
import { type Ineligibility, ineligibilities } from './eligibility.rules';
import type { SignUpForm } from './signup.dto';
import type { SignUp, SignUpState } from './signup.entity';
import { countChange, openKeyOf } from './signup.rules';
import { type SignUpWriter, tellDepositsDue } from './signup.writer';

/** Somebody tapped 报名. */
export interface Application {
  /** null before registration */
  volunteerId: string | null;
  activityId: string;
  form: SignUpForm;
}

export interface BatchNeeds {
  writer: SignUpWriter;
  posts: PostService;
  policy: Pick<Policy, 'maxWaiting'>;
  clock: Clock;
}

const CONFLICTS = new Set<Ineligibility>(['not_recruiting', 'time_overlap', 'activity_full']);

/**
 * Decides applications of any volunteers for any activities in the order in which they came, each knowing of those
 * before it, and writes those that are accepted. Locks volunteers (who must not be confirmed for two activities at
 * once), then activities, each in order of their ids and before anything else is read: what is read then stays true.
 * Writes nothing when all are refused.
 *
 * @returns in the same order, the sign-up that was made or existed already, or the Fault that refuses it
 */
export async function signUpTogether(
  tx: Tx,
  applications: readonly Application[],
  { writer, posts, policy, clock }: BatchNeeds,
): Promise<(SignUp | Fault)[]> {
  const volunteers = await lockVolunteers(tx, ids(applications, 'volunteerId'));
  const activities = await lockActivities(tx, ids(applications, 'activityId'));
  const postsOf = await posts.listPosts(tx, [...activities.keys()]);
  const sides = applications.map(({ volunteerId, activityId, form }) => ({
    volunteer: volunteerId === null ? undefined : volunteers.get(volunteerId),
    activity: activities.get(activityId),
    posts: postsOf.get(activityId) ?? [],
    form,
  }));
  const pairs = sides.flatMap(({ volunteer, activity, posts }) =>
    volunteer && activity ? [{ volunteer, activity, posts }] : [],
  );
  const records = await ApplicantRecords.read(tx, pairs);
  const accepted: SignUp[] = [];
  const now = clock.now();

  const decide = ({ volunteer, activity, posts, form }: (typeof sides)[number]): SignUp | Fault => {
    const own = volunteer && activity && records.openSignUp(activity.id, volunteer.id);
    if (own) return own;
    if (!form.riskAcknowledged) return riskNotAcknowledged();
    if (!activity) return activityNotFound();
    const post = chosenPost(posts, form);
    if (post instanceof Fault) return post;
    const applicant = volunteer ? records.applicant(volunteer, activity) : 'unregistered';
    const reasons = ineligibilities(activity, post, applicant, now);
    const state = outcome(activity, form, reasons);
    if (!volunteer || state === null) return refusal(reasons);
    if (state === 'WAITLISTED' && post.waiting >= policy.maxWaiting) return waitingListFull();
    const signUp = newSignUp(post, volunteer.id, state, form, now);
    const { taken, waiting } = countChange(null, state);
    post.takenPlaces += taken;
    post.waiting += waiting;
    if (state === 'WAITLISTED') signUp.queueNumber = ++post.lastQueueNumber;
    records.note(signUp, activity);
    accepted.push(signUp);
    return signUp;
  };

  const decisions = sides.map(decide);
  if (accepted.length > 0) await writer.add(tx, accepted);
  for (const signUp of accepted) tellDepositsDue(tx, activities.get(signUp.activityId)!, signUp);
  return decisions;
}

function chosenPost(posts: readonly Post[], { postId }: SignUpForm): Post | Fault {
  const post = posts.length === 1 && !postId ? posts[0] : posts.find(({ id }) => id === postId);
  if (post) return post;
  return postId
    ? missing('post_not_found', '没有找到这个岗位，请返回活动页重新选择。')
    : invalid('post_required', '请选择一个岗位，再报名。', { field: 'postId' });
}

/** @returns the state that a sign-up begins in, null when it is refused */
function outcome(
  activity: Activity,
  form: SignUpForm,
  reasons: readonly Reason<Ineligibility>[],
): SignUpState | null {
  if (reasons.length === 0) return activity.signUpMode === 'APPROVAL' ? 'APPLIED' : 'CONFIRMED';
  const onlyFull = reasons.every(({ code }) => code === 'activity_full');
  return onlyFull && activity.waitlist && form.waitlist ? 'WAITLISTED' : null;
}

const ids = (applications: readonly Application[], side: 'volunteerId' | 'activityId'): string[] => [
  ...new Set(applications.flatMap((application) => application[side] ?? [])),
];

async function lockActivities(tx: Tx, wanted: string[]): Promise<Map<string, Activity>> {
  const rows = await lockRows(tx, Activity, [{ id: In(wanted) }]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Only what eligibility asks about them, as plain values: there is one for nearly every application of the batch. */
async function lockVolunteers({ manager }: Tx, wanted: string[]): Promise<Map<string, Candidate>> {
  if (wanted.length === 0) return new Map();
  const query = manager
    .createQueryBuilder(Volunteer, 'volunteer')
    .where('volunteer.id IN (:...wanted)', { wanted })
    .orderBy('volunteer.id')
    .select('volunteer.id', 'id')
    .addSelect('volunteer.state', 'state')
    .addSelect('volunteer.birthDay', 'birthDay')
    .addSelect('volunteer.guardianAccountId', 'guardianAccountId');
  if (manager.connection.options.type === 'mysql') query.setLock('pessimistic_write');
  const rows = await query.getRawMany<Candidate>();
  return new Map(rows.map((row) => [row.id, row]));
}

const newSignUp = (
  { id: postId, activityId }: Post,
  volunteerId: string,
  state: SignUpState,
  form: SignUpForm,
  now: Date,
): SignUp => ({
  id: newId(),
  activityId,
  postId,
  volunteerId,
  origin: 'SELF',
  state,
  openKey: openKeyOf(activityId, volunteerId),
  riskAcknowledgedAt: now,
  remark: form.remark ?? null,
  queueNumber: null,
  offerExpiresAt: null,
  stateReason: null,
  excuse: null,
  excuseState: null,
  excuseDecidedBy: null,
  excuseDecidedAt: null,
  createdAt: now,
  endedAt: null,
});

export const riskNotAcknowledged = () =>
  invalid('risk_not_acknowledged', '请先阅读风险提示并确认，再报名。', { field: 'riskAcknowledged' });
const activityNotFound = () => missing('activity_not_found', '没有找到这个活动，它可能已经下架。');

const waitingListFull = () => conflict('waitlist_full', '报名没有成功：名额和候补都满了。可以报名其他活动。');

/** The code of the first reason, all of them in `detail.reasons`. */
export function refusal(reasons: Reason<Ineligibility>[]): Fault {
  const [{ code, message }] = reasons as [Reason<Ineligibility>];
  const kind = CONFLICTS.has(code) ? 'conflict' : 'forbidden';
  return new Fault(kind, code, code === 'activity_full' ? `报名没有成功：${message}` : message, { reasons });
}
