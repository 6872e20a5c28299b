import type { Activity } from './activity.entity';

export type ActivityPhase = 'upcoming' | 'recruiting' | 'recruitment_over' | 'in_progress' | 'ended';

type Schedule = Pick<Activity, 'recruitFrom' | 'recruitUntil' | 'startsAt' | 'endsAt'>;

/** Where an activity stands by the clock. Each bound belongs to the later phase. */
export function phaseOf({ recruitFrom, recruitUntil, startsAt, endsAt }: Schedule, now: Date): ActivityPhase {
  if (now >= endsAt) return 'ended';
  if (now >= startsAt) return 'in_progress';
  if (now >= recruitUntil) return 'recruitment_over';
  return now >= recruitFrom ? 'recruiting' : 'upcoming';
}

/** Why somebody cannot sign up, literally (R30). */
export interface Reason<C extends string = string> {
  code: C;
  /** Chinese, names the next step */
  message: string;
}

/** What a visitor learns before the button. */
export const NOT_LOGGED_IN: Reason<'not_logged_in'> = {
  code: 'not_logged_in',
  message: '请先登录，再报名。',
};

const NOT_RECRUITING: Record<Exclude<ActivityPhase, 'recruiting'>, string> = {
  upcoming: '报名还没有开始，到时间后可以在这里报名。',
  recruitment_over: '报名已经截止，可以看看其他正在招募的活动。',
  in_progress: '活动正在进行，不再接受报名。可以看看其他正在招募的活动。',
  ended: '活动已经结束，可以看看其他正在招募的活动。',
};

export type RecruitmentReason = Reason<'not_recruiting' | 'activity_full'>;

type Recruiting = Schedule & Pick<Activity, 'state' | 'signUpMode' | 'waitlist'>;
type Counted = Pick<Activity, 'places' | 'takenPlaces' | 'waiting'>;

/** No place for who comes now: all are held, or those who wait come first (R31). */
export const isFull = ({ places, takenPlaces, waiting }: Counted): boolean =>
  takenPlaces >= places || waiting > 0;

/**
 * @param counted the activity itself, or the post that somebody wants
 * @returns what keeps everybody from signing up, whoever they are; empty while there is room
 */
export function recruitmentReasons(activity: Recruiting, counted: Counted, now: Date): RecruitmentReason[] {
  const reasons: RecruitmentReason[] = [];
  const phase = phaseOf(activity, now);
  if (activity.state !== 'PUBLISHED') {
    reasons.push({ code: 'not_recruiting', message: '这个活动没有在招募，可以看看其他正在招募的活动。' });
  } else if (phase !== 'recruiting') {
    reasons.push({ code: 'not_recruiting', message: NOT_RECRUITING[phase] });
  }
  // Where the organizer chooses, more may apply than there are places.
  if (activity.signUpMode === 'FIRST_COME' && isFull(counted)) {
    reasons.push({ code: 'activity_full', message: activity.waitlist ? FULL_BUT_WAIT : FULL });
  }
  return reasons;
}

const FULL_BUT_WAIT = '名额刚刚满了。可以加入候补，有空位会按先后顺序通知您。';
const FULL = '名额刚刚满了。可以稍后再来看看有没有人退出，或报名其他活动。';
