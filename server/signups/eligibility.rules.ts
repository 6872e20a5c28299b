import {
  type Activity,
  isRisky,
  NOT_LOGGED_IN,
  type Post,
  type Reason,
  recruitmentReasons,
} from '../activities';
import { shanghaiDay } from '../platform/clock';
import { ADULT_FROM, ageOn, type Volunteer } from '../volunteers';

type Asked = Parameters<typeof recruitmentReasons>[0] &
  Pick<Activity, 'minAge' | 'maxAge' | 'riskLevel' | 'membersOnly' | 'invitedOnly'>;
type AskedPost = Pick<Post, 'places' | 'takenPlaces' | 'waiting' | 'minAge' | 'maxAge' | 'membersOnly'>;

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
  | 'suspended'
  | 'too_young'
  | 'too_old'
  | 'minor_in_risky_activity'
  | 'members_only'
  | 'invited_only'
  | 'time_overlap'
  | 'not_recruiting'
  | 'activity_full';

type Finding = [Ineligibility, boolean, string];

/**
 * Every reason why somebody cannot sign up for a post, literally and all at once (R04, R30); empty when they can. The
 * list, the page, the button and the sign-up itself all ask here.
 *
 * @param applicant `anonymous` before log-in, `unregistered` before registration
 */
export function ineligibilities(
  activity: Asked,
  post: AskedPost,
  applicant: Applicant | 'anonymous' | 'unregistered',
  now: Date,
): Reason<Ineligibility>[] {
  return [
    ...reasonsOf(findings(activity, post, applicant, now)),
    ...(activity.invitedOnly ? [INVITED_ONLY] : []),
    ...recruitmentReasons(activity, post, now),
  ];
}

/** Why somebody for whom a place is kept cannot take it: recruitment may be over, and the place is theirs already. */
export function hindrances(
  activity: Asked & Pick<Activity, 'startsAt'>,
  post: AskedPost,
  applicant: Applicant,
  now: Date,
): Reason<Ineligibility>[] {
  const over = activity.state !== 'PUBLISHED' || activity.startsAt <= now;
  return [...reasonsOf(findings(activity, post, applicant, now)), ...(over ? [NO_LONGER] : [])];
}

const INVITED_ONLY: Reason<'invited_only'> = {
  code: 'invited_only',
  message: '这个活动只接受组织邀请的志愿者，可以看看其他活动。',
};
const NO_LONGER: Reason<'not_recruiting'> = {
  code: 'not_recruiting',
  message: '活动已经开始或不再进行，不能再确认。可以看看其他活动。',
};

const reasonsOf = (found: Finding[]): Reason<Ineligibility>[] =>
  found.flatMap(([code, holds, message]) => (holds ? [{ code, message }] : []));

function findings(
  activity: Asked,
  post: AskedPost,
  applicant: Applicant | 'anonymous' | 'unregistered',
  now: Date,
): Finding[] {
  if (applicant === 'anonymous') return [[NOT_LOGGED_IN.code, true, NOT_LOGGED_IN.message]];
  if (applicant === 'unregistered') return [['not_registered', true, '请先注册成为科技志愿者，再报名。']];
  return [...standing(applicant, now), ...fitness(activity, post, applicant)];
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
      state !== 'VERIFIED' && state !== 'SUSPENDED' && !(state === 'GUARDIAN_PENDING' && awaitsGuardian),
      '您的实名认证还没有通过，请到“我的”里查看并完成认证。',
    ],
    [
      'suspended',
      state === 'SUSPENDED',
      '您的账号已停用，暂时不能报名。可以到“我的”里查看原因，或联系当地科协。',
    ],
  ];
}

/** What stands in the way at this one. Age counts on the day it starts. */
function fitness(activity: Asked, post: AskedPost, { volunteer, member, overlapping }: Applicant): Finding[] {
  const minAge = strictest(Math.max, activity.minAge, post.minAge);
  const maxAge = strictest(Math.min, activity.maxAge, post.maxAge);
  const membersOnly = activity.membersOnly || post.membersOnly;
  const age = ageOn(volunteer.birthDay, shanghaiDay(activity.startsAt));
  return [
    ['too_young', minAge !== null && age < minAge, `这里需要年满 ${minAge} 周岁，可以看看其他活动。`],
    [
      'too_old',
      maxAge !== null && age > maxAge,
      `这里只接受 ${maxAge} 周岁及以下的志愿者，可以看看其他活动。`,
    ],
    [
      'minor_in_risky_activity',
      isRisky(activity) && age < ADULT_FROM,
      '这个活动有一定风险，不接受未满 18 周岁的志愿者，可以看看其他活动。',
    ],
    ['members_only', membersOnly && !member, '这里只面向本组织成员，请先申请加入组织。'],
    [
      'time_overlap',
      overlapping !== null,
      `与您已报名的“${overlapping}”时间重叠，取消其中一个后可以报名另一个。`,
    ],
  ];
}

const strictest = (pick: (...ages: number[]) => number, ...ages: (number | null)[]): number | null => {
  const set = ages.filter((age) => age !== null);
  return set.length > 0 ? pick(...set) : null;
};
