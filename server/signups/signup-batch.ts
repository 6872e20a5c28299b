import { type FindOptionsWhere, In } from 'typeorm';
import { Activity, type Reason } from '../activities';
import type { Clock } from '../platform/clock';
import { lockRows, type Tx } from '../platform/database';
import { Fault, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Volunteer } from '../volunteers';
import { ApplicantRecords } from './applicant-records';
import { type Ineligibility, ineligibilities } from './eligibility.rules';
import type { SignUpForm } from './signup.dto';
import type { SignUp } from './signup.entity';
import { openKeyOf } from './signup.rules';
import type { SignUpWriter } from './signup.writer';

/** Somebody tapped 报名. */
export interface Application {
  /** null before registration */
  volunteerId: string | null;
  activityId: string;
  form: SignUpForm;
}

const CONFLICTS = new Set<Ineligibility>(['not_recruiting', 'time_overlap', 'activity_full']);
const FULL = '报名没有成功：名额刚刚满了。可以稍后再来看看有没有人退出，或报名其他活动。';

/**
 * Decides applications of any volunteers for any activities in the order in which they came, each knowing of those
 * before it, and writes those that are confirmed. Locks volunteers (who must not be confirmed for two activities at
 * once), then activities, each in order of their ids and before anything else is read: what is read then stays true.
 * Writes nothing when all are refused.
 *
 * @returns in the same order, the sign-up that was made or existed already, or the Fault that refuses it
 */
export async function signUpTogether(
  tx: Tx,
  applications: readonly Application[],
  { writer, clock }: { writer: SignUpWriter; clock: Clock },
): Promise<(SignUp | Fault)[]> {
  const volunteers = await lockAll(tx, Volunteer, ids(applications, 'volunteerId'));
  const activities = await lockAll(tx, Activity, ids(applications, 'activityId'));
  const sides = applications.map(({ volunteerId, activityId, form }) => ({
    volunteer: volunteerId === null ? undefined : volunteers.get(volunteerId),
    activity: activities.get(activityId),
    form,
  }));
  const pairs = sides.flatMap(({ volunteer, activity }) =>
    volunteer && activity ? [{ volunteer, activity }] : [],
  );
  const records = await ApplicantRecords.read(tx, pairs);
  const confirmed: SignUp[] = [];
  const now = clock.now();

  const decide = ({ volunteer, activity, form }: (typeof sides)[number]): SignUp | Fault => {
    const own = volunteer && activity && records.openSignUp(activity.id, volunteer.id);
    if (own) return own;
    if (!form.riskAcknowledged) return riskNotAcknowledged();
    if (!activity) return activityNotFound();
    const applicant = volunteer ? records.applicant(volunteer, activity) : 'unregistered';
    const reasons = ineligibilities(activity, applicant, now);
    if (!volunteer || reasons.length > 0) return refusal(reasons);
    const signUp = newSignUp(activity.id, volunteer.id, form, now);
    activity.takenPlaces += 1;
    records.note(signUp, activity);
    confirmed.push(signUp);
    return signUp;
  };

  const decisions = sides.map(decide);
  if (confirmed.length > 0) await writer.confirm(tx, confirmed);
  return decisions;
}

const ids = (applications: readonly Application[], side: 'volunteerId' | 'activityId'): string[] => [
  ...new Set(applications.flatMap((application) => application[side] ?? [])),
];

async function lockAll<E extends { id: string }>(
  tx: Tx,
  entity: new () => E,
  wanted: string[],
): Promise<Map<string, E>> {
  const rows = await lockRows(tx, entity, [{ id: In(wanted) } as FindOptionsWhere<E>]);
  return new Map(rows.map((row) => [row.id, row]));
}

const newSignUp = (activityId: string, volunteerId: string, form: SignUpForm, now: Date): SignUp => ({
  id: newId(),
  activityId,
  volunteerId,
  state: 'CONFIRMED',
  openKey: openKeyOf(activityId, volunteerId),
  riskAcknowledgedAt: now,
  remark: form.remark ?? null,
  cancelReason: null,
  createdAt: now,
  cancelledAt: null,
});

const riskNotAcknowledged = () =>
  invalid('risk_not_acknowledged', '请先阅读风险提示并确认，再报名。', { field: 'riskAcknowledged' });
const activityNotFound = () => missing('activity_not_found', '没有找到这个活动，它可能已经下架。');

/** The code of the first reason, all of them in `detail.reasons`. */
function refusal(reasons: Reason<Ineligibility>[]): Fault {
  const [{ code, message }] = reasons as [Reason<Ineligibility>];
  const kind = CONFLICTS.has(code) ? 'conflict' : 'forbidden';
  return new Fault(kind, code, code === 'activity_full' ? FULL : message, { reasons });
}
