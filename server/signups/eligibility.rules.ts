import { type Activity, isRisky, NOT_LOGGED_IN, type Reason, recruitmentReasons } from '../activities';
import { shanghaiDay } from '../platform/clock';
import { ADULT_FROM, ageOn, type Volunteer } from '../volunteers';

type Asked = Parameters<typeof recruitmentReasons>[0] &
  Pick<Activity, 'minAge' | 'maxAge' | 'riskLevel' | 'membersOnly'>;

/** Somebody registered who wants to sign up. */
export interface Applicant {
  volunteer: Pick<Volunteer, 'state' | 'birthDay' | 'guardianAccountId'>;
  /** of the organization */
  member: boolean;
  /** title of another activity at the same time for which they have a confirmed sign-up */
  overlapping: string | null;
}

export type Ineligibility =
  | 'not_logged_in'
  | 'not_registered'
  | 'guardian_consent_missing'
  | 'not_verified'
  | 'too_young'
  | 'too_old'
  | 'minor_in_risky_activity'
  | 'members_only'
  | 'time_overlap'
  | 'not_recruiting'
  | 'activity_full';

type Finding = [Ineligibility, boolean, string];

/**
 * Every reason why somebody cannot sign up, literally and all at once (R04, R30); empty when they can.
 *
 * @param applicant `anonymous` before log-in, `unregistered` before registration
 */
export function ineligibilities(
  activity: Asked,
  applicant: Applicant | 'anonymous' | 'unregistered',
  now: Date,
): Reason<Ineligibility>[] {
  return [...reasonsOf(findings(activity, applicant, now)), ...recruitmentReasons(activity, now)];
}

const reasonsOf = (found: Finding[]): Reason<Ineligibility>[] =>
  found.flatMap(([code, holds, message]) => (holds ? [{ code, message }] : []));

function findings(
  activity: Asked,
  applicant: Applicant | 'anonymous' | 'unregistered',
  now: Date,
): Finding[] {
  if (applicant === 'anonymous') return [[NOT_LOGGED_IN.code, true, NOT_LOGGED_IN.message]];
  if (applicant === 'unregistered') return [['not_registered', true, '请先注册成为科技志愿者，再报名。']];
  return [...standing(applicant, now), ...fitness(activity, applicant)];
}

/** What stands in the way at every activity. */
function standing({ volunteer }: Applicant, now: Date): Finding[] {
  const { state, birthDay, guardianAccountId } = volunteer;
  const minor = ageOn(birthDay, shanghaiDay(now)) < ADULT_FROM;
  const awaitsGuardian = minor && guardianAccountId === null;
  return [
    [
      'guardian_consent_missing',
      awaitsGuardian,
      '未满 18 周岁需要监护人同意，请监护人在小程序里确认后再报名。',
    ],
    [
      'not_verified',
      // While only the guardian is missing, saying so is enough.
      state !== 'VERIFIED' && !(state === 'GUARDIAN_PENDING' && awaitsGuardian),
      '您的实名认证还没有通过或已停用，请到“我的”里查看并完成认证。',
    ],
  ];
}

/** What stands in the way at this one. Age counts on the day it starts. */
function fitness(activity: Asked, { volunteer, member, overlapping }: Applicant): Finding[] {
  const { minAge, maxAge } = activity;
  const age = ageOn(volunteer.birthDay, shanghaiDay(activity.startsAt));
  return [
    ['too_young', minAge !== null && age < minAge, `这个活动需要年满 ${minAge} 周岁，可以看看其他活动。`],
    [
      'too_old',
      maxAge !== null && age > maxAge,
      `这个活动只接受 ${maxAge} 周岁及以下的志愿者，可以看看其他活动。`,
    ],
    [
      'minor_in_risky_activity',
      isRisky(activity) && age < ADULT_FROM,
      '这个活动有一定风险，不接受未满 18 周岁的志愿者，可以看看其他活动。',
    ],
    ['members_only', activity.membersOnly && !member, '这个活动只面向本组织成员，请先申请加入组织。'],
    [
      'time_overlap',
      overlapping !== null,
      `与您已报名的“${overlapping}”时间重叠，取消其中一个后可以报名另一个。`,
    ],
  ];
}
