import { codeName } from '../core/codes';
import { get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { metresText, type Point } from '../core/position';
import { countText, distanceText, momentText, whenText } from '../core/time';
import { type ActivityChange, type ActivityChangeRow, activityChange } from './activity-changes';

export type ActivityPhase = 'upcoming' | 'recruiting' | 'recruitment_over' | 'in_progress' | 'ended';

interface ActivityRow {
  id: string;
  title: string;
  category: string;
  scene: string | null;
  organizationId: string;
  /** the weekly series that it is a date of */
  seriesId: string | null;
  organizationName: string;
  startsAt: string;
  endsAt: string;
  place: string;
  areaName: string;
  places: number;
  freePlaces: number;
  /** how many wait for a place */
  waiting: number;
  membersOnly: boolean;
  invitedOnly: boolean;
  state: string;
  phase: ActivityPhase;
}

/** An activity as `components/activity-card` shows it. */
export interface ActivityCard extends ActivityRow {
  /** 11月28日 周六 09:00–11:30 · 3 天后 */
  when: string;
  where: string;
  categoryName: string;
  sceneName: string;
  /** 余 12 位, 已满, 报名已截止 … */
  placesText: string;
  /** there is room and it recruits */
  open: boolean;
}

export interface Reason {
  code: string;
  message: string;
}

/** 岗位: what somebody signs up for. */
export interface Post {
  id: string;
  title: string;
  requirement: string | null;
  places: number;
  freePlaces: number;
  waiting: number;
  minAge: number | null;
  maxAge: number | null;
  membersOnly: boolean;
}

interface ActivityDetailRow extends ActivityRow {
  posts: Post[];
  /** APPROVAL: the organizer chooses among those who apply */
  signUpMode: 'FIRST_COME' | 'APPROVAL';
  waitlist: boolean;
  recruitFrom: string;
  recruitUntil: string;
  /** null together where nobody said where exactly it was: of what was entered afterwards only */
  latitude: number | null;
  longitude: number | null;
  /** how far from the position one may check in */
  radiusMetres: number;
  riskNotice: string;
  riskLevel: 'NONE' | 'LOW' | 'HIGH';
  insured: boolean;
  /** refundable attendance deposit; null when none is asked for */
  depositFen: number | null;
  guarantees: string[];
  targets: string[];
  minAge: number | null;
  maxAge: number | null;
  leadName: string;
  contact: string;
  intro: string;
  stateReason: string | null;
  rescheduledAt: string | null;
  rescheduleReason: string | null;
  reasons: Reason[];
  changes: ActivityChangeRow[];
  asOf: string;
}

export interface ActivityDetail extends ActivityCard, Omit<ActivityDetailRow, keyof ActivityRow | 'changes'> {
  changes: ActivityChange[];
  guaranteeNames: string[];
  targetNames: string[];
  /** 年满 16 周岁 … */
  ageText: string;
  recruitText: string;
  riskText: string;
  /** what happened to it, in words; empty while it goes its way */
  stateText: string;
}

export type SignUpState =
  | 'APPLIED'
  | 'WAITLISTED'
  | 'OFFERED'
  | 'CONFIRMED'
  | 'ATTENDED'
  | 'NO_SHOW'
  | 'EXCUSED'
  | 'REJECTED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'CANCELLED';

export interface SignUp {
  id: string;
  postId: string;
  state: SignUpState;
  /** INVITED: the organizer asked */
  origin: 'SELF' | 'INVITED';
  /** until when a place is kept, while OFFERED */
  offerExpiresAt: string | null;
  /** what became of what one said about not having been there */
  excuseState: 'MADE' | 'ACCEPTED' | 'REFUSED' | null;
}

export interface PostEligibility {
  postId: string;
  eligible: boolean;
  reasons: Reason[];
  mayWait: boolean;
}

export interface Eligibility {
  eligible: boolean;
  /** of the post that is easiest to get */
  reasons: Reason[];
  /** the only thing in the way is that it is full, and one may wait */
  mayWait: boolean;
  posts: PostEligibility[];
  /** one's own sign-up, until it ended */
  signUp: SignUp | null;
  /** one's place in the queue, from 1, while one waits */
  position: number | null;
}

export interface ActivityFilter {
  areaCode?: string;
  category?: string;
  scene?: string;
  /** YYYY-MM-DD */
  from?: string;
  to?: string;
  free?: boolean;
  organizationId?: string;
  text?: string;
}

export async function listActivities(
  filter: ActivityFilter,
  cursor?: string,
  limit = 10,
): Promise<PageOf<ActivityCard>> {
  const path = withQuery('/api/public/activities', {
    ...filter,
    free: filter.free || undefined,
    cursor,
    limit,
  });
  const { items, next, asOf } = await get<PageOf<ActivityRow> & { asOf: string }>(path);
  return { items: items.map((row) => activityCard(row, Date.parse(asOf))), next };
}

/** An activity with how far it is, e.g. `约 3.2 公里`. */
export type NearbyActivity = ActivityCard & { distance: string };

/** What recruits within 20 km, nearest first. Two decimals of a degree are all that is told of the position. */
export async function listNearby({ latitude, longitude }: Point): Promise<NearbyActivity[]> {
  const near = `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
  const { items } = await get<{ items: (ActivityRow & { metres: number })[] }>(
    withQuery('/api/public/nearby-activities', { near }),
  );
  return items.map((row) => ({ ...activityCard(row, Date.now()), distance: roughly(row.metres) }));
}

const roughly = (metres: number): string => (metres < 1_000 ? '1 公里内' : `约 ${metresText(metres)}`);

export async function findActivity(id: string): Promise<ActivityDetail> {
  return activityDetail(await get<ActivityDetailRow>(`/api/public/activities/${id}`));
}

/** @returns how many an activity served, as its close-out says; empty before the closing */
export async function findServed({ id, state }: Pick<ActivityDetail, 'id' | 'state'>): Promise<string> {
  if (state !== 'CLOSED') return '';
  const { peopleServed } = await get<{ peopleServed: number | null }>(`/api/public/activities/${id}/outcome`);
  return peopleServed ? countText(peopleServed) : '';
}

/** Why I cannot sign up, before the button; needs the log-in. */
export const findEligibility = (activityId: string): Promise<Eligibility> =>
  get(`/api/volunteer/activities/${activityId}/eligibility`);

/**
 * Only after the risk notice was read and accepted. Tapping twice answers the same sign-up.
 *
 * @param waitlist agrees to wait when no place is free any more
 */
export const signUp = (activityId: string, postId: string, waitlist: boolean): Promise<SignUp> =>
  post(`/api/volunteer/activities/${activityId}/signups`, { riskAcknowledged: true, postId, waitlist });

/** Takes the place that is kept; only after the risk notice was read and accepted. */
export const acceptOffer = (signUpId: string): Promise<SignUp> =>
  post(`/api/volunteer/signups/${signUpId}/acceptance`, { riskAcknowledged: true });

/** Says why one was not there; the organizer decides. */
export const excuseAbsence = (signUpId: string, reason: string): Promise<SignUp> =>
  post(`/api/volunteer/signups/${signUpId}/excuse`, { reason });

/** Leaves the place that is kept to the next one. */
export const declineOffer = (signUpId: string): Promise<SignUp> =>
  post(`/api/volunteer/signups/${signUpId}/refusal`);

/** @param now milliseconds, as of when the server answered */
export function activityCard(row: ActivityRow, now: number): ActivityCard {
  return {
    ...row,
    when: whenText(row.startsAt, row.endsAt, now),
    where: addressOf(row.areaName, row.place),
    categoryName: codeName('activityCategory', row.category),
    sceneName: codeName('scene', row.scene),
    placesText: placesWords(row),
    open: row.state === 'PUBLISHED' && row.phase === 'recruiting' && row.freePlaces > 0,
  };
}

/** Joins the area and the address without saying twice where they overlap: 北京市朝阳区 + 朝阳区望京街道. */
export function addressOf(area: string, place: string): string {
  for (let start = 0; start < area.length; start += 1) {
    const overlap = area.slice(start);
    if (place.startsWith(overlap)) return area.slice(0, start) + place;
  }
  return `${area} ${place}`;
}

function placesWords({ state, phase, freePlaces, waiting }: ActivityRow): string {
  if (state === 'CANCELLED') return '已取消';
  if (phase === 'ended' || state === 'CLOSED') return '已结束';
  if (phase === 'in_progress') return '进行中';
  if (phase === 'recruitment_over') return '报名已截止';
  if (freePlaces <= 0) return waiting > 0 ? `候补 ${waiting} 人` : '已满';
  return phase === 'upcoming' ? '报名未开始' : `余 ${freePlaces} 位`;
}

const RISKS = { NONE: '没有特别风险', LOW: '有一定风险', HIGH: '风险较高' };

function activityDetail(row: ActivityDetailRow): ActivityDetail {
  const now = Date.parse(row.asOf);
  return {
    ...row,
    ...activityCard(row, now),
    guaranteeNames: row.guarantees.map((code) => codeName('guarantee', code)),
    targetNames: row.targets.map((code) => codeName('serviceTarget', code)),
    ageText: ageText(row),
    recruitText: recruitText(row, now),
    riskText: RISKS[row.riskLevel],
    stateText: stateText(row),
    changes: row.changes.map((change) => activityChange(change, now)),
  };
}

function ageText({ minAge, maxAge }: ActivityDetailRow): string {
  if (minAge !== null && maxAge !== null) return `${minAge} 至 ${maxAge} 周岁`;
  if (minAge !== null) return `年满 ${minAge} 周岁`;
  return maxAge !== null ? `${maxAge} 周岁及以下` : '不限';
}

function recruitText({ phase, recruitFrom, recruitUntil }: ActivityDetailRow, now: number): string {
  const [verb, instant] = phase === 'upcoming' ? ['开始报名', recruitFrom] : ['截止报名', recruitUntil];
  return `${momentText(instant, now)} ${verb} · ${distanceText(instant, now)}`;
}

function stateText({ state, stateReason, rescheduleReason }: ActivityDetailRow): string {
  if (state === 'CANCELLED') return `活动已取消：${stateReason ?? ''}`;
  return rescheduleReason ? `时间或地点有变更：${rescheduleReason}` : '';
}
