import { del, get, post, put } from '../core/http';
import { momentText } from '../core/time';
import { EMPTY_DRAFT, enteredProfile, type RegistrationDraft } from './registration';
import type { Volunteer } from './volunteer';

/** @returns what the volunteer told about themselves, in the shape in which it is entered */
export function profileDraft(volunteer: Volunteer): RegistrationDraft {
  const { areaCode, areaName, serviceCategories, profile } = volunteer;
  const told = Object.fromEntries(Object.entries(profile).map(([key, value]) => [key, value ?? '']));
  return { ...EMPTY_DRAFT, ...(told as Partial<RegistrationDraft>), areaCode, areaName, serviceCategories };
}

export const saveProfile = (draft: RegistrationDraft): Promise<void> =>
  put('/api/volunteer/profile', {
    areaCode: draft.areaCode,
    serviceCategories: draft.serviceCategories,
    profile: enteredProfile(draft),
  });

/** @param code from the getPhoneNumber button */
export const changePhone = (code: string): Promise<void> => put('/api/volunteer/profile/phone', { code });

/** Tries again after a refused verification. @param identity as `identityForm` gives it */
export const resubmit = (identity: object): Promise<void> => put('/api/volunteer/registration', identity);

export interface Consent {
  kind: string;
  granted: boolean;
  withdrawable: boolean;
  title: string;
  why: string;
  /** since when, and in which version */
  note: string;
}

const CONSENTS: Record<string, Pick<Consent, 'title' | 'why'>> = {
  AGREEMENT: { title: '注册协议', why: '没有它就没有账号。不再使用时可以注销账号。' },
  IDENTITY: { title: '核验证件号码', why: '实名注册必需。不再使用时可以注销账号。' },
  GUARDIAN: { title: '监护人同意', why: '由监护人给出。' },
  LOCATION: { title: '签到时使用位置', why: '不同意时请扫码签到。' },
  SHOWCASE: { title: '在集中展示里展示我', why: '只显示姓氏、所在地区和时长，帮助更多人了解志愿服务。' },
  PHOTOS: { title: '活动照片中出现我', why: '不同意时，也请告诉现场拍照的人。' },
  SHARING: { title: '把服务记录报送全国志愿服务系统', why: '撤回后，新的记录不再报送。' },
};

const CHOSEN = ['LOCATION', 'PHOTOS', 'SHARING', 'SHOWCASE'];

interface ConsentRow {
  kind: string;
  granted: boolean;
  withdrawable: boolean;
  version: string;
  at: string;
}

/** @returns everything that can be agreed to, also what never was */
export async function findConsents(): Promise<Consent[]> {
  const { consents } = await get<{ consents: ConsentRow[] }>('/api/volunteer/consents');
  const missing = CHOSEN.filter((kind) => !consents.some((row) => row.kind === kind));
  const never = { granted: false, withdrawable: true, version: '', at: '' };
  return [...consents, ...missing.map((kind) => ({ ...never, kind }))].map((row) => ({
    kind: row.kind,
    granted: row.granted,
    withdrawable: row.withdrawable,
    title: CONSENTS[row.kind]?.title ?? row.kind,
    why: CONSENTS[row.kind]?.why ?? '',
    note: row.at ? `${row.granted ? '同意于' : '撤回于'} ${momentText(row.at)}` : '没有同意过',
  }));
}

export const decideConsent = (kind: string, granted: boolean): Promise<void> =>
  put(`/api/volunteer/consents/${kind}`, { granted });

export interface Device {
  id: string;
  current: boolean;
  title: string;
  note: string;
}

interface DeviceRow {
  id: string;
  channel: 'MINI_PROGRAM' | 'WEB';
  device: string | null;
  loggedInAt: string;
  current: boolean;
}

export async function findDevices(): Promise<Device[]> {
  const { devices } = await get<{ devices: DeviceRow[] }>('/api/volunteer/sessions');
  return devices.map(({ id, channel, device, loggedInAt, current }) => ({
    id,
    current,
    title: device ?? (channel === 'WEB' ? '电脑浏览器' : '手机小程序'),
    note: `${channel === 'WEB' ? '电脑' : '小程序'} · ${momentText(loggedInAt)} 登录`,
  }));
}

export const logDeviceOut = (id: string): Promise<void> => del(`/api/volunteer/sessions/${id}`);

export interface DataTable {
  title: string;
  /** each row is a name and its value */
  paired: boolean;
  columns: string[];
  rows: { cells: string[] }[];
}

export interface DataCopy {
  asOfText: string;
  tables: DataTable[];
}

export async function copyData(): Promise<DataCopy> {
  const { asOf, tables } = await post<{ asOf: string; tables: Omit<DataTable, 'paired'>[] }>(
    '/api/volunteer/data-copies',
  );
  const withKind = tables.map((table) => ({ ...table, paired: table.columns[0] === '项目' }));
  return { asOfText: momentText(asOf), tables: withKind };
}

/** @returns the copy as text that a spreadsheet takes when it is pasted */
export const copyAsText = ({ asOfText, tables }: DataCopy): string =>
  [
    `科技志愿服务平台 · 我的数据（截至 ${asOfText}）`,
    ...tables.map(({ title, columns, rows }) =>
      [`【${title}】`, columns.join('\t'), ...rows.map(({ cells }) => cells.map(oneLine).join('\t'))].join(
        '\n',
      ),
    ),
  ].join('\n\n');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

export const beginLeaving = (): Promise<void> => post('/api/volunteer/deregistration');
export const stay = (): Promise<void> => del('/api/volunteer/deregistration');
