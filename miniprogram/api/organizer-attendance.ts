import { downloadOwn, get, post, upload, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { clockText, dayText, momentText } from '../core/time';
import type { SignUpState } from './activities';
import type { ManagedDeposit } from './deposits';

interface SignUpRow {
  id: string;
  postId: string;
  state: SignUpState;
  origin: 'SELF' | 'INVITED';
  /** what the volunteer said about not having been there, and what became of it */
  excuse: string | null;
  excuseState: 'MADE' | 'ACCEPTED' | 'REFUSED' | null;
  /** order in the waiting list of the post */
  queueNumber: number | null;
  remark: string | null;
  stateReason: string | null;
  createdAt: string;
  volunteerId: string;
  volunteerNumber: string;
  name: string;
  phone: string;
}

export interface ManagedSignUp extends SignUpRow {
  stateName: string;
  since: string;
  /** null where none is asked for */
  deposit: ManagedDeposit | null;
}

/** For a list and its filter. */
export const SIGN_UP_STATES: Record<SignUpState, string> = {
  APPLIED: '待审核',
  WAITLISTED: '候补中',
  OFFERED: '待本人确认',
  CONFIRMED: '已报名',
  ATTENDED: '已参加',
  NO_SHOW: '未到场',
  EXCUSED: '已请假',
  REJECTED: '未通过',
  DECLINED: '已放弃',
  EXPIRED: '已过期',
  CANCELLED: '已取消',
};
const TAKING_PART: SignUpState[] = ['CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED'];

export async function listSignUps(
  activityId: string,
  state?: string,
  cursor?: string,
  limit = 20,
): Promise<PageOf<ManagedSignUp>> {
  const path = withQuery(`/api/organizer/activities/${activityId}/signups`, { state, cursor, limit });
  const { items, next } = await get<PageOf<SignUpRow>>(path);
  return {
    next,
    items: items.map((row) => ({
      ...row,
      stateName: row.state === 'WAITLISTED' ? `候补 #${row.queueNumber ?? ''}` : SIGN_UP_STATES[row.state],
      since: `${momentText(row.createdAt)} 报名`,
      deposit: null,
    })),
  };
}

/** Brings the list as a spreadsheet onto this phone. @returns its path there */
export const downloadSignUps = (activityId: string, state?: string): Promise<string> =>
  downloadOwn(withQuery(`/api/organizer/activities/${activityId}/signup-sheet`, { state }));

export type SignUpDecision = 'APPROVE' | 'REJECT' | 'WAITLIST';

interface Outcome {
  signUpId: string;
  code: string | null;
  message: string | null;
}

/** @returns why it was not decided as asked, one sentence each; empty when all was */
export async function decideSignUps(
  activityId: string,
  signUpIds: string[],
  decision: SignUpDecision,
  reason?: string,
): Promise<string[]> {
  const form = { signUpIds, decision, ...(reason ? { reason } : {}) };
  const { items } = await post<{ items: Outcome[] }>(
    `/api/organizer/activities/${activityId}/signup-decisions`,
    form,
  );
  return [...new Set(items.flatMap(({ message }) => message ?? []))];
}

/** Notes that somebody did not come; they are told and may say why. */
export const noteNoShow = (signUpId: string): Promise<void> =>
  post(`/api/organizer/signups/${signUpId}/no-show`);

/** @param reason needed to refuse; the volunteer reads it */
export const decideExcuse = (
  signUpId: string,
  decision: 'ACCEPT' | 'REFUSE',
  reason?: string,
): Promise<void> =>
  post(`/api/organizer/signups/${signUpId}/excuse-decision`, { decision, ...(reason ? { reason } : {}) });

/** @param volunteerNumber as shown on the volunteer's phone */
export const inviteVolunteer = (
  activityId: string,
  volunteerNumber: string,
  postId: string,
): Promise<unknown> =>
  post(`/api/organizer/activities/${activityId}/invitations`, { volunteerNumber, postId });

export interface CheckInCode {
  /** what the QR code says */
  code: string;
  secondsLeft: number;
}

export const findCheckInCode = (activityId: string): Promise<CheckInCode> =>
  get(`/api/organizer/activities/${activityId}/check-in-code`);

interface AttendanceRow {
  id: string;
  volunteerName: string;
  volunteerNumber: string;
  state: 'OPEN' | 'CLOSED' | 'AUTO_CLOSED' | 'VOID';
  method: 'QR' | 'GPS' | 'PERSONAL' | 'MANUAL';
  inAt: string;
  outAt: string | null;
  reason: string | null;
  /** how long after the scan, made without network, it arrived */
  inDelaySeconds: number | null;
  outDelaySeconds: number | null;
  /** what the volunteer says about not having checked out */
  appeal: { id: string; reason: string } | null;
}

export interface Attendance extends AttendanceRow {
  stateName: string;
  /** 11月28日 周六 09:02–11:28 · 扫码 */
  span: string;
  /** of a scan that came late; empty otherwise */
  late: string;
}

const CHECK_IN_STATES = { OPEN: '在场', CLOSED: '已签退', AUTO_CLOSED: '未签退', VOID: '已作废' };
const METHODS = { QR: '扫码', GPS: '定位', PERSONAL: '负责人扫码', MANUAL: '手工登记' };

export async function listAttendance(activityId: string, cursor?: string): Promise<PageOf<Attendance>> {
  const path = withQuery(`/api/organizer/activities/${activityId}/attendance`, { cursor });
  const { items, next } = await get<PageOf<AttendanceRow>>(path);
  return {
    next,
    items: items.map((row) => ({
      ...row,
      stateName: CHECK_IN_STATES[row.state],
      span: `${momentText(row.inAt)}${row.outAt ? `–${clockText(row.outAt)}` : ' 签到'} · ${METHODS[row.method]}`,
      late: lateText(row),
    })),
  };
}

/** Minutes are what a lead can judge by. */
function lateText({ inDelaySeconds, outDelaySeconds }: AttendanceRow): string {
  const longest = Math.max(inDelaySeconds ?? 0, outDelaySeconds ?? 0);
  return longest > 0 ? `扫码时没有网络，${Math.max(1, Math.round(longest / 60))} 分钟后送达` : '';
}

/** The lead scans a volunteer's own code. @param kind whether they come or go. @returns what to say then */
export const scanVolunteer = async (
  activityId: string,
  kind: 'in' | 'out',
  code: string,
  key: string,
): Promise<string> =>
  (
    await post<{ sentence: string }>(
      `/api/organizer/activities/${activityId}/check-${kind === 'in' ? 'ins' : 'outs'}`,
      { code, key },
    )
  ).sentence;

/** @param leftAt when the volunteer left; with it the appeal is upheld, without it dismissed */
export const decideAppeal = (id: string, reason: string, leftAt?: string): Promise<void> =>
  post(
    `/api/organizer/appeals/${id}/decision`,
    leftAt ? { decision: 'UPHELD', reason, leftAt } : { decision: 'DISMISSED', reason },
  );

/** @param filePath a photo on this phone. @returns the name to give as `proof` of an entry */
export const uploadProof = async (filePath: string): Promise<string> =>
  (await upload<{ name: string }>('/api/organizer/proofs', filePath)).name;

export interface EntryForm {
  volunteerId: string;
  startAt: string;
  endAt: string;
  content?: string;
  /** the reviewers read it */
  reason: string;
  /** names of uploaded photos; needed long after the activity */
  proof?: string[];
}

/** Hours by hand; a second person decides on them. */
export const enterHours = (activityId: string, form: EntryForm): Promise<void> =>
  post(`/api/organizer/activities/${activityId}/attendance`, form);

interface RecordRow {
  id: string;
  activityId: string;
  activityTitle: string;
  day: string;
  startAt: string;
  endAt: string;
  hours: string;
  content: string;
  state: 'PENDING' | 'REJECTED' | 'IN_PUBLICITY' | 'DISPUTED' | 'EFFECTIVE' | 'VOIDED';
  sentence: string;
  volunteerName: string;
  reviewLevel: 'ORGANIZATION' | 'UNIT';
  entryReason: string | null;
  recorderName: string | null;
  objections: string[];
  appeal: { id: string; reason: string } | null;
  /** how many files prove it */
  proofs: number;
}

export interface ServiceRecord extends RecordRow {
  stateName: string;
  span: string;
}

const RECORD_STATES = {
  PENDING: '待审核',
  REJECTED: '未通过',
  IN_PUBLICITY: '公示中',
  DISPUTED: '有异议',
  EFFECTIVE: '已生效',
  VOIDED: '已作废',
};

/** Entries of an organization that wait for my decision, not for another's. */
export const listRecordsToDecide = (organizationId: string, limit: number): Promise<PageOf<RecordRow>> =>
  get(withQuery(`/api/organizer/organizations/${organizationId}/service-records`, { toDecide: true, limit }));

export async function listRecords(activityId: string, cursor?: string): Promise<PageOf<ServiceRecord>> {
  const path = withQuery(`/api/organizer/activities/${activityId}/service-records`, { cursor });
  return recordPage(await get<PageOf<RecordRow>>(path));
}

export const recordPage = ({ items, next }: PageOf<RecordRow>): PageOf<ServiceRecord> => ({
  next,
  items: items.map((row) => ({
    ...row,
    stateName: RECORD_STATES[row.state],
    span: `${dayText(row.startAt)} ${clockText(row.startAt)}–${clockText(row.endAt)}`,
  })),
});

/** @param reason needed to reject; the volunteer reads it */
export const reviewRecord = (
  audience: 'organizer' | 'unit',
  id: string,
  decision: 'APPROVE' | 'REJECT',
  reason?: string,
): Promise<void> => post(`/api/${audience}/service-records/${id}/review`, { decision, reason });

const ALL_AT_ONCE = 50;

/** @returns those whose hours may be entered: who take part, as choices by volunteer id */
export async function listEnterable(activityId: string): Promise<{ code: string; name: string }[]> {
  const choices: { code: string; name: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await listSignUps(activityId, undefined, cursor, ALL_AT_ONCE);
    const present = page.items.filter(({ state }) => TAKING_PART.includes(state));
    choices.push(
      ...present.map(({ volunteerId, name, phone }) => ({ code: volunteerId, name: `${name} ${phone}` })),
    );
    cursor = page.next ?? undefined;
  } while (cursor);
  return choices;
}
