import { codeName } from '../core/codes';
import { downloadOwn, get, post, put, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { dayText, hoursText, spanText } from '../core/time';
import { addressOf } from './activities';
import type { Decision } from './unit';

export type PastState = 'PENDING' | 'RETURNED' | 'WITHDRAWN' | 'REJECTED' | 'APPROVED';

interface PersonRow {
  volunteerNumber: string;
  volunteerName: string;
  startAt: string;
  endAt: string;
  minutes: number;
}

export interface PastRow {
  id: string;
  organizationId: string;
  organizationName: string;
  title: string;
  category: string;
  place: string;
  areaCode: string;
  areaName: string;
  position: { latitude: number; longitude: number } | null;
  startsAt: string;
  endsAt: string;
  intro: string;
  /** why it was not published before */
  reason: string;
  people: PersonRow[];
  /** names of the files, in their order */
  proof: string[];
  /** grows with each handing in */
  version: number;
  state: PastState;
  stateReason: string | null;
  enteredBy: string | null;
  /** what it became */
  activityId: string | null;
  createdAt: string;
}

/** 补录: an activity that took place without having been published here. */
export interface PastActivity extends PastRow {
  stateName: string;
  tone: string;
  when: string;
  where: string;
  categoryName: string;
  /** 2 人 · 4 小时 */
  totalText: string;
  enteredText: string;
  /** what happens next, or what to do */
  nextText: string;
  /** it may be changed and handed in again */
  correctable: boolean;
  /** nobody has decided for good */
  withdrawable: boolean;
  served: { id: string; name: string; number: string; text: string }[];
  files: ProofFile[];
}

export interface ProofFile {
  name: string;
  /** 第 1 份 · 照片 */
  label: string;
}

const STATES: Record<PastState, { stateName: string; tone: string }> = {
  PENDING: { stateName: '待科协审核', tone: 'waiting' },
  RETURNED: { stateName: '退回修改', tone: 'bad' },
  WITHDRAWN: { stateName: '已撤回', tone: 'quiet' },
  REJECTED: { stateName: '没有通过', tone: 'bad' },
  APPROVED: { stateName: '已通过', tone: 'good' },
};

const NEXT: Record<PastState, string> = {
  PENDING: '等待上级科协审核，结果会通知登记的人。审核以前可以撤回修改。',
  RETURNED: '请按审核意见修改后重新提交，原来的证明不用再上传。',
  WITHDRAWN: '科协不会审核。修改后可以重新提交，原来的证明不用再上传。',
  REJECTED: '这次补录到此为止。情况有变化的，可以另外补录一次。',
  APPROVED: '已成为一场结项的活动，各人的时长按补录的期限公示，期满计入。',
};

export function pastActivity(row: PastRow): PastActivity {
  const minutes = row.people.reduce((sum, each) => sum + each.minutes, 0);
  const count = new Set(row.people.map(({ volunteerNumber }) => volunteerNumber)).size;
  return {
    ...row,
    ...STATES[row.state],
    when: spanText(row.startsAt, row.endsAt),
    where: addressOf(row.areaName, row.place),
    categoryName: codeName('activityCategory', row.category),
    totalText: `${count} 人 · ${hoursText(minutes)} 小时`,
    enteredText: `${row.enteredBy ?? ''} ${dayText(row.createdAt)} 登记`.trim(),
    nextText: NEXT[row.state],
    correctable: row.state === 'RETURNED' || row.state === 'WITHDRAWN',
    withdrawable: row.state === 'PENDING' || row.state === 'RETURNED',
    served: row.people.map((each, index) => ({
      id: `${each.volunteerNumber}-${index}`,
      name: each.volunteerName,
      number: each.volunteerNumber,
      text: `${spanText(each.startAt, each.endAt)} · ${hoursText(each.minutes)} 小时`,
    })),
    files: row.proof.map(proofFile),
  };
}

export const proofFile = (name: string, place: number): ProofFile => ({
  name,
  label: `第 ${place + 1} 份 · ${name.endsWith('.pdf') ? 'PDF' : '照片'}`,
});

type Audience = 'organizer' | 'unit';

const pageOfPast = ({ items, next }: PageOf<PastRow>): PageOf<PastActivity> => ({
  items: items.map(pastActivity),
  next,
});

/** @param state all of them when it is left out */
export async function listPast(
  organizationId: string,
  state?: PastState,
  cursor?: string,
  limit = 20,
): Promise<PageOf<PastActivity>> {
  const path = `/api/organizer/organizations/${organizationId}/past-activities`;
  return pageOfPast(await get(withQuery(path, { state, cursor, limit })));
}

/** What waits for the officers of a 科协, oldest first. */
export async function listWaitingPast(cursor?: string, limit = 20): Promise<PageOf<PastActivity>> {
  return pageOfPast(await get(withQuery('/api/unit/past-activities', { cursor, limit })));
}

export const findPast = async (audience: Audience, id: string): Promise<PastActivity> =>
  pastActivity(await get<PastRow>(`/api/${audience}/past-activities/${id}`));

/** Brings one of the files onto this phone. @param place from 0. @returns its path there */
export const downloadPastProof = (audience: Audience, id: string, place: number): Promise<string> =>
  downloadOwn(`/api/${audience}/past-activities/${id}/proofs/${place}`);

export interface PastForm {
  title: string;
  category: string;
  place: string;
  areaCode: string;
  position?: { latitude: number; longitude: number };
  startsAt: string;
  endsAt: string;
  intro: string;
  reason: string;
  people: { volunteerNumber: string; startAt: string; endAt: string }[];
  /** names of uploaded files; of a correction those again that stay */
  proof: string[];
}

/** @param id of what is corrected; empty for a new one. @param key names the attempt: sent twice it is one. @returns its id */
export const handInPast = async (
  organizationId: string,
  id: string,
  form: PastForm,
  key: string,
): Promise<string> => {
  const sent = id
    ? await put<PastRow>(`/api/organizer/past-activities/${id}`, { ...form, key })
    : await post<PastRow>(`/api/organizer/organizations/${organizationId}/past-activities`, { ...form, key });
  return sent.id;
};

/** @param key names the attempt: sent twice it is one. @throws Failure `past_activity_decided` */
export const withdrawPast = (id: string, key: string): Promise<void> =>
  post(`/api/organizer/past-activities/${id}/withdrawal`, { key });

/**
 * @param past as the officer has read it
 * @param reason needed unless approving; who entered it reads it
 * @throws Failure `past_activity_changed` where it is no longer that
 */
export const reviewPast = (
  { id, version }: Pick<PastRow, 'id' | 'version'>,
  decision: Decision,
  reason?: string,
): Promise<void> => post(`/api/unit/past-activities/${id}/review`, { decision, reason, version });
