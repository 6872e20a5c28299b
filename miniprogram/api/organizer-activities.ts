import { codeName } from '../core/codes';
import { get, post, put, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { dayKey, momentText } from '../core/time';
import { type ActivityCard, activityCard, addressOf, type Post } from './activities';
import type { PlanForm, WhenAndWhereForm } from './activity-plan';
import { fenText } from './deposits';

export type ActivityState =
  | 'DRAFT'
  | 'PENDING'
  | 'RETURNED'
  | 'REJECTED'
  | 'PUBLISHED'
  | 'CANCELLED'
  | 'TAKEN_DOWN'
  | 'CLOSED';

const STATE_NAMES: Record<ActivityState, string> = {
  DRAFT: '草稿',
  PENDING: '待审核',
  RETURNED: '退回修改',
  REJECTED: '未通过',
  PUBLISHED: '已发布',
  CANCELLED: '已取消',
  TAKEN_DOWN: '已下架',
  CLOSED: '已结项',
};

/** @param state of the server's */
export const activityStateName = (state: string): string => STATE_NAMES[state as ActivityState] ?? '';

/** No state of its own: published, and over. */
export const TO_CLOSE_OUT = 'ENDED';

/** For a filter; the first is every state. */
export const ACTIVITY_STATE_OPTIONS: { code: string; name: string }[] = [
  { code: '', name: '全部状态' },
  { code: TO_CLOSE_OUT, name: '待结项' },
  ...Object.entries(STATE_NAMES).map(([code, name]) => ({ code, name })),
];

type CardRow = Parameters<typeof activityCard>[0];

export interface ManagedCard extends ActivityCard {
  stateName: string;
  signedUpText: string;
}

/** What the dates of a weekly series come to. */
interface SeriesSummary {
  dates: number;
  ahead: number;
  signedUp: number;
  places: number;
}

/** An activity in my list, or a weekly series told by its next date. */
export interface ManagedGroup extends ManagedCard {
  /** 共 12 次，还有 9 次; empty for an activity that is not repeated */
  seriesText: string;
  /** 下一次, 最后一次 */
  whichText: string;
}

/** An activity as the server tells those who run or review it. */
export interface ManagedActivityRow
  extends Omit<CardRow, 'state'>,
    Required<Omit<PlanForm, 'leadId' | 'demandId' | 'posts' | 'latitude' | 'longitude'>> {
  latitude: number | null;
  longitude: number | null;
  posts: Post[];
  state: ActivityState;
  leadId: string;
  demandId: string | null;
  leadName: string;
  takenPlaces: number;
  insured: boolean;
  signedUp: boolean;
  stateReason: string | null;
  rescheduleReason: string | null;
  publishedAt: string | null;
}

export interface ManagedActivity extends ManagedActivityRow {
  stateName: string;
  when: string;
  where: string;
  categoryName: string;
  sceneName: string;
  recruitText: string;
  guaranteeNames: string;
  targetNames: string;
  ageText: string;
  riskText: string;
  /** ¥20，全额退回; empty for none */
  depositText: string;
  begun: boolean;
  ended: boolean;
}

export const RISK_LEVELS = [
  { code: 'NONE', name: '没有特别风险' },
  { code: 'LOW', name: '有一定风险' },
  { code: 'HIGH', name: '风险较高' },
];

export interface ManagedFilter {
  state?: ActivityState;
  organizationId?: string;
}

interface OwnFilter extends ManagedFilter {
  /** first and last day, YYYY-MM-DD; those that touch them */
  from?: string;
  to?: string;
  /** only those that are over */
  ended?: boolean;
}

export async function listManaged(
  audience: 'organizer' | 'unit',
  filter: OwnFilter,
  cursor?: string,
  limit = 10,
): Promise<PageOf<ManagedCard>> {
  const path = withQuery(`/api/${audience}/activities`, { ...filter, cursor, limit });
  const { items, next } = await get<PageOf<CardRow>>(path);
  return { items: items.map(managedCard), next };
}

/** Mine that wait for their 结项, each date of a series for its own. */
export const listToCloseOut = (cursor?: string, limit?: number): Promise<PageOf<ManagedCard>> =>
  listManaged('organizer', { state: 'PUBLISHED', ended: true }, cursor, limit);

/** Mine that take place today, the next to begin first. */
export async function listToday(): Promise<ManagedCard[]> {
  const today = dayKey(new Date().toISOString());
  const filter: OwnFilter = { state: 'PUBLISHED', from: today, to: today };
  const { items } = await listManaged('organizer', filter, undefined, 20);
  return items.filter(({ phase }) => phase !== 'ended').sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** My activities, the dates of a weekly series as one. */
export async function listGroups(
  filter: ManagedFilter,
  cursor?: string,
  limit = 10,
): Promise<PageOf<ManagedGroup>> {
  const path = withQuery('/api/organizer/activity-groups', { ...filter, cursor, limit });
  const { items, next } = await get<PageOf<CardRow & { series: SeriesSummary | null }>>(path);
  return { items: items.map((row) => ({ ...managedCard(row), ...seriesTexts(row.series) })), next };
}

function seriesTexts(
  series: SeriesSummary | null,
): Partial<ManagedCard> & Omit<ManagedGroup, keyof ManagedCard> {
  if (!series) return { seriesText: '', whichText: '' };
  const { dates, ahead, signedUp, places } = series;
  return {
    seriesText: `每周服务 · 共 ${dates} 次，${ahead > 0 ? `还有 ${ahead} 次` : '没有后续'}`,
    whichText: ahead > 0 ? '下一次 ' : '最后一次 ',
    signedUpText: `共 ${signedUp}/${places} 人`,
  };
}

const managedCard = (row: CardRow): ManagedCard => ({
  ...activityCard(row, Date.now()),
  stateName: phaseName(row.state as ActivityState, row.phase),
  signedUpText: `${row.places - row.freePlaces}/${row.places} 人`,
});

function phaseName(state: ActivityState, phase: string): string {
  if (state !== 'PUBLISHED') return STATE_NAMES[state];
  if (phase === 'ended') return '待结项';
  return phase === 'in_progress' ? '进行中' : STATE_NAMES.PUBLISHED;
}

export const findManaged = async (audience: 'organizer' | 'unit', id: string): Promise<ManagedActivity> =>
  managedActivity(await get<ManagedActivityRow>(`/api/${audience}/activities/${id}`));

function managedActivity(row: ManagedActivityRow): ManagedActivity {
  const { when, categoryName, sceneName } = activityCard(row as CardRow, Date.now());
  return {
    ...row,
    when,
    where: addressOf(row.areaName, row.place),
    categoryName,
    sceneName,
    stateName: phaseName(row.state, row.phase),
    recruitText: `${momentText(row.recruitFrom)} 至 ${momentText(row.recruitUntil)}`,
    guaranteeNames: row.guarantees.map((code) => codeName('guarantee', code)).join('、'),
    targetNames: row.targets.map((code) => codeName('serviceTarget', code)).join('、'),
    ageText: ageText(row.minAge, row.maxAge),
    riskText: RISK_LEVELS.find(({ code }) => code === row.riskLevel)?.name ?? '',
    depositText: row.depositFen ? `${fenText(row.depositFen)}，全额退回` : '',
    begun: row.phase === 'in_progress' || row.phase === 'ended',
    ended: row.phase === 'ended',
  };
}

function ageText(minAge: number | null, maxAge: number | null): string {
  if (minAge === null && maxAge === null) return '不限';
  return `${minAge === null ? '' : `${minAge} 周岁起`}${maxAge === null ? '' : ` 至 ${maxAge} 周岁`}`.trim();
}

/** Writes the plan: a new draft, or the draft `id` anew. */
export const saveDraft = (
  organizationId: string,
  id: string,
  form: PlanForm,
  laterDates = false,
): Promise<{ id: string }> =>
  id
    ? put(`/api/organizer/activities/${id}`, { ...form, laterDates })
    : post(`/api/organizer/organizations/${organizationId}/activities`, form);

type Step = 'submission' | 'withdrawal';

export const takeStep = (id: string, step: Step): Promise<void> =>
  post(`/api/organizer/activities/${id}/${step}`);

/** Of a published activity before its beginning; those who wait move up. @throws Failure `places_taken` */
export const changePlaces = (postId: string, places: number): Promise<void> =>
  put(`/api/organizer/posts/${postId}/places`, { places });

/**
 * @param reason everybody who signed up reads it
 * @param laterDates of a weekly series those that come after it, too
 */
export const cancelActivity = (id: string, reason: string, laterDates: boolean): Promise<void> =>
  post(`/api/organizer/activities/${id}/cancellation`, { reason, laterDates });

export const reschedule = (
  id: string,
  form: WhenAndWhereForm & { reason: string; laterDates: boolean },
): Promise<void> => post(`/api/organizer/activities/${id}/rescheduling`, form);
