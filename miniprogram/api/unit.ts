import { get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { dayText } from '../core/time';
import { type Application, type ApplicationRow, application } from './organizer-applications';
import { recordPage, type ServiceRecord } from './organizer-attendance';
import { type ManagedRecap, withFullUrls } from './organizer-recaps';

/** What the officers of a 科协 decide about, within its scope. */
export type Decision = 'APPROVE' | 'RETURN' | 'REJECT';

export interface Verdict {
  decision: Decision;
  checklist: Record<string, boolean>;
  /** needed unless approving; those concerned read it */
  reason?: string;
}

export interface CheckPoint {
  code: string;
  name: string;
}

/** What a reviewer confirms; every point must hold to approve. */
export const ORGANIZATION_POINTS: CheckPoint[] = [
  { code: 'nameProper', name: '名称规范，不与他人混淆' },
  { code: 'parentCorrect', name: '上级组织选择正确' },
  { code: 'principalConfirmed', name: '已向负责人核实' },
  { code: 'purposePublic', name: '宗旨是公益的科技志愿服务' },
];
export const ACTIVITY_POINTS: CheckPoint[] = [
  { code: 'notOnesJob', name: '不是志愿者的本职工作' },
  { code: 'notCompelled', name: '自愿参加，没有强迫' },
  { code: 'notForPrivateGain', name: '不为私人牟利' },
  { code: 'freeForThoseServed', name: '对服务对象免费' },
  { code: 'noRewardBeyondReimbursement', name: '除必要补贴外没有报酬' },
];

export const checklistOf = (points: CheckPoint[], confirmed: string[]): Record<string, boolean> =>
  Object.fromEntries(points.map(({ code }) => [code, confirmed.includes(code)]));

export interface WaitingOrganization {
  id: string;
  name: string;
  typeName: string;
  areaName: string;
  since: string;
}

export async function listWaitingOrganizations(
  cursor?: string,
  limit = 20,
): Promise<PageOf<WaitingOrganization>> {
  const path = withQuery('/api/unit/organizations', { state: 'PENDING', cursor, limit });
  const { items, next } = await get<PageOf<WaitingOrganization & { createdAt: string }>>(path);
  return { items: items.map((row) => ({ ...row, since: `${dayText(row.createdAt)} 提交` })), next };
}

export interface OrganizationReview extends Application {
  applicant: { number: string; name: string; phone: string } | null;
  remark: string | null;
}

export async function findOrganizationReview(id: string): Promise<OrganizationReview> {
  const row = await get<ApplicationRow & Pick<OrganizationReview, 'applicant' | 'remark'>>(
    `/api/unit/organizations/${id}`,
  );
  return { ...application(row), applicant: row.applicant, remark: row.remark };
}

export const reviewOrganization = (id: string, verdict: Verdict): Promise<void> =>
  post(`/api/unit/organizations/${id}/review`, verdict);

export const reviewActivity = (id: string, verdict: Verdict): Promise<void> =>
  post(`/api/unit/activities/${id}/review`, verdict);

export async function listWaitingRecaps(cursor?: string, limit = 20): Promise<PageOf<ManagedRecap>> {
  const { items, next } = await get<PageOf<ManagedRecap>>(withQuery('/api/unit/recaps', { cursor, limit }));
  return { items: items.map(withFullUrls), next };
}

export const reviewRecap = (id: string, decision: 'PUBLISHED' | 'RETURNED', reason?: string): Promise<void> =>
  post(`/api/unit/recaps/${id}/review`, { decision, reason });

/** PENDING: entries by hand; OBJECTED: records somebody objects to; APPEALED: outcomes appealed against */
export async function listWaitingRecords(
  queue: 'PENDING' | 'OBJECTED' | 'APPEALED',
  cursor?: string,
  limit = 20,
): Promise<PageOf<ServiceRecord>> {
  return recordPage(await get(withQuery('/api/unit/service-records', { queue, cursor, limit })));
}

/** UPHELD voids the record, DISMISSED lets it go on. @param reason the volunteer reads it */
export const decideObjection = (
  recordId: string,
  decision: 'UPHELD' | 'DISMISSED',
  reason: string,
): Promise<void> => post(`/api/unit/service-records/${recordId}/report-decision`, { decision, reason });

/** An appeal over an excuse that the organization refused. */
export interface AbsenceAppeal {
  id: string;
  activityTitle: string;
  organizationName: string;
  volunteerName: string;
  excuse: string;
  refusal: string;
  refusedBy: string | null;
  reason: string;
  since: string;
}

export async function listAbsenceAppeals(cursor?: string, limit = 20): Promise<PageOf<AbsenceAppeal>> {
  const path = withQuery('/api/unit/absence-appeals', { cursor, limit });
  const { items, next } = await get<PageOf<AbsenceAppeal & { createdAt: string }>>(path);
  return { items: items.map((row) => ({ ...row, since: `${dayText(row.createdAt)} 申诉` })), next };
}

/** UPHELD takes the outcome back, DISMISSED leaves it. @param reason the volunteer reads it */
export const decideUnitAppeal = (
  appealId: string,
  decision: 'UPHELD' | 'DISMISSED',
  reason: string,
): Promise<void> => post(`/api/unit/appeals/${appealId}/decision`, { decision, reason });
