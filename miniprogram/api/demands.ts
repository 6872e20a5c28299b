import { codeName } from '../core/codes';
import { get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { countText, momentText } from '../core/time';

export type DemandState =
  | 'SUBMITTED'
  | 'REJECTED'
  | 'OPEN'
  | 'DISPATCHED'
  | 'ACCEPTED'
  | 'IN_SERVICE'
  | 'COMPLETED'
  | 'RATED'
  | 'WITHDRAWN';

interface DemandRow {
  id: string;
  number: string;
  title: string;
  bodyName: string;
  bodyKindName: string;
  areaName: string;
  category: string;
  discipline: string | null;
  fromDay: string;
  untilDay: string;
  peopleExpected: number;
  state: DemandState;
  organization: { id: string; name: string } | null;
  answerBy: string | null;
}

/** A demand as `demand-card` shows it. */
export interface DemandCard extends DemandRow {
  stateName: string;
  /** good | waiting | bad | quiet */
  tone: string;
  categoryName: string;
  days: string;
  peopleText: string;
  /** what happens next, from the side of whoever asked */
  nextStep: string;
}

interface StepRow {
  step: string;
  organizationName: string | null;
  reason: string | null;
  at: string;
}

interface DemandDetailRow extends DemandRow {
  place: string;
  description: string;
  riskNotice: string;
  contactName: string;
  activityId: string | null;
  rating: number | null;
  ratingComment: string | null;
  /** only for its requester and who serves it */
  contactPhone?: string;
  stateReason?: string | null;
  trail?: StepRow[];
}

export interface DemandDetail extends DemandCard, Omit<DemandDetailRow, 'trail'> {
  disciplineName: string;
  trail: { key: string; name: string; reason: string; at: string }[];
}

const STATES: Record<DemandState, { name: string; tone: string; next: string }> = {
  SUBMITTED: { name: '待审核', tone: 'waiting', next: '当地科协正在审核，通过或不通过都会告诉您。' },
  REJECTED: { name: '未对接', tone: 'bad', next: '可以按原因修改后重新发布。' },
  OPEN: { name: '待对接', tone: 'waiting', next: '科协会推荐组织，组织也可以直接接单。' },
  DISPATCHED: { name: '已派单', tone: 'waiting', next: '已派给组织，等待答复；逾期会回到需求板。' },
  ACCEPTED: { name: '已接单', tone: 'good', next: '组织会与您联系，商定时间后发布活动。' },
  IN_SERVICE: { name: '服务中', tone: 'good', next: '活动已发布，可以查看时间和地点。' },
  COMPLETED: { name: '待评价', tone: 'waiting', next: '服务已完成，请评价。' },
  RATED: { name: '已完成', tone: 'good', next: '' },
  WITHDRAWN: { name: '已撤回', tone: 'quiet', next: '' },
};

const STEPS: Record<string, string> = {
  SUBMIT: '提交需求',
  PUBLISH: '审核通过，在需求板公布',
  REJECT: '没有对接',
  DISPATCH: '科协派单',
  TAKE: '组织接单',
  ACCEPT: '组织接受派单',
  DECLINE: '组织婉拒',
  TIME_OUT: '逾期没有答复，回到需求板',
  RELEASE: '组织退回',
  BEGIN: '发布了活动',
  CALL_OFF: '活动取消，等待重新安排',
  COMPLETE: '服务完成',
  RATE: '需求方评价',
  WITHDRAW: '需求方撤回',
};

const dayShort = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const demandCard = <R extends DemandRow>(row: R): R & DemandCard => ({
  ...row,
  stateName: STATES[row.state].name,
  tone: STATES[row.state].tone,
  nextStep: STATES[row.state].next,
  categoryName: codeName('activityCategory', row.category),
  days:
    row.fromDay === row.untilDay
      ? dayShort(row.fromDay)
      : `${dayShort(row.fromDay)}至${dayShort(row.untilDay)}`,
  peopleText: countText(row.peopleExpected),
});

const demandDetail = (row: DemandDetailRow): DemandDetail => {
  const { trail = [], ...rest } = row;
  return {
    ...demandCard(rest),
    disciplineName: codeName('discipline', row.discipline),
    trail: trail.map(({ step, organizationName, reason, at }, index) => ({
      key: String(index),
      name: [STEPS[step] ?? step, organizationName].filter(Boolean).join('：'),
      reason: reason ?? '',
      at: momentText(at),
    })),
  };
};

async function listCards(path: string): Promise<PageOf<DemandCard>> {
  const { items, next } = await get<PageOf<DemandRow>>(path);
  return { items: items.map(demandCard), next };
}

export interface BoardFilter {
  areaCode?: string;
  category?: string;
  bodyKind?: string;
  /** instead those that an organization has taken on */
  answered?: boolean;
}

export const listBoard = (filter: BoardFilter, cursor?: string, limit = 10): Promise<PageOf<DemandCard>> =>
  listCards(
    withQuery('/api/public/demands', { ...filter, answered: filter.answered || undefined, cursor, limit }),
  );

export const listMyDemands = (cursor?: string): Promise<PageOf<DemandCard>> =>
  listCards(withQuery('/api/volunteer/demands', { cursor, limit: 10 }));

const ofOrganization = (organizationId: string): string =>
  `/api/organizer/organizations/${organizationId}/demands`;

export const listServing = (organizationId: string, cursor?: string): Promise<PageOf<DemandCard>> =>
  listCards(withQuery(ofOrganization(organizationId), { cursor, limit: 10 }));

/** Those that wait for the organization's yes or no. */
export const listDispatched = (organizationId: string, limit: number): Promise<PageOf<DemandCard>> =>
  listCards(withQuery(ofOrganization(organizationId), { state: 'DISPATCHED', limit }));

/** Who looks at a demand: anybody, its requester, or an organization that has it. */
export type Viewer = { as: 'public' } | { as: 'mine' } | { as: 'organization'; organizationId: string };

export async function findDemand(id: string, viewer: Viewer): Promise<DemandDetail> {
  if (viewer.as === 'mine') return demandDetail(await get(`/api/volunteer/demands/${id}`));
  if (viewer.as === 'public') return demandDetail(await get(`/api/public/demands/${id}`));
  return demandDetail(await get(`${ofOrganization(viewer.organizationId)}/${id}`));
}

export const withdrawDemand = (id: string, reason: string): Promise<void> =>
  post(`/api/volunteer/demands/${id}/withdrawal`, { reason });

export const rateDemand = (id: string, rating: number, comment: string): Promise<void> =>
  post(`/api/volunteer/demands/${id}/rating`, { rating, ...(comment ? { comment } : {}) });

/** What an organization may do about a demand, by the name of the server's path. */
export type ServingStep = 'taking' | 'acceptance' | 'declining' | 'release';

export const serve = (
  organizationId: string,
  id: string,
  step: ServingStep,
  reason?: string,
): Promise<void> => post(`${ofOrganization(organizationId)}/${id}/${step}`, reason ? { reason } : {});

/** The server notes who looked. */
export const openContact = (organizationId: string, id: string): Promise<{ name: string; phone: string }> =>
  post(`${ofOrganization(organizationId)}/${id}/contact`);
