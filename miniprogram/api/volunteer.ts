import { del, get, post } from '../core/http';
import { followLargeType } from '../core/large-type';
import { forgetSession, logIn, sessionToken } from '../core/session';
import { readStored, writeStored } from '../core/storage';

export interface VolunteerRow {
  id: string;
  number: string;
  name: string;
  state: string;
  stateReason: string | null;
  /** masked, as the phone is */
  documentNumber: string;
  phone: string;
  birthDay: string;
  gender: 'male' | 'female';
  areaCode: string;
  areaName: string;
  source: string;
  documentType: string;
  serviceCategories: string[];
  profile: {
    ethnicity: string | null;
    politicalStatus: string | null;
    education: string | null;
    employer: string | null;
    title: string | null;
    email: string | null;
    disciplines: string[];
  };
  /** while the account is being closed: when */
  deregistersAt: string | null;
}

export interface Volunteer extends VolunteerRow {
  stateName: string;
  /** good, waiting or bad: the colour of the chip */
  tone: string;
  /** what is going on and who must act; empty when everything is in order */
  nextStep: string;
  genderName: string;
  verified: boolean;
  awaitsGuardian: boolean;
  rejected: boolean;
  leaving: boolean;
}

export interface Me {
  /** masked; null until WeChat confirmed it */
  verifiedPhone: string | null;
  followsOfficialAccount: boolean;
  volunteer: Volunteer | null;
  /** the volunteer is a child for whom the reader acts (R04) */
  actingForChild: boolean;
  /** 长者模式 as the server keeps it; null until chosen */
  largeType: boolean | null;
}

/** Somebody who logged out is not logged in again by looking at 我的. */
const LOGGED_OUT = 'session.logged-out';

export const hasLoggedOut = (): boolean => sessionToken() === null && readStored(LOGGED_OUT) === true;

export async function logInAgain(): Promise<void> {
  await logIn();
  writeStored(LOGGED_OUT, null);
}

export async function logOut(): Promise<void> {
  await del('/api/volunteer/session');
  forgetSession();
  writeStored(LOGGED_OUT, true);
}

export async function findMe(): Promise<Me> {
  const me = await get<Me & { volunteer: VolunteerRow | null }>('/api/volunteer/me');
  followLargeType(me.largeType);
  return { ...me, volunteer: me.volunteer && volunteerOf(me.volunteer) };
}

/** Consents for a minor; the phone that WeChat confirmed must be the one the minor named. */
export const consentAsGuardian = (form: {
  volunteerNumber: string;
  minorName: string;
  agreementVersion: string;
}): Promise<void> => post('/api/volunteer/guardian-consents', form);

/** @returns the version of the agreement that the server registers with */
export async function findAgreementVersion(): Promise<string> {
  return (await get<{ version: string }>('/api/public/agreement')).version;
}

type Standing = Pick<Volunteer, 'stateName' | 'tone' | 'nextStep'>;

const STANDINGS: Record<string, Standing> = {
  VERIFIED: { stateName: '已实名认证', tone: 'good', nextStep: '' },
  REGISTERED: {
    stateName: '等待认证',
    tone: 'waiting',
    nextStep: '您的证件需要人工核对，通过后就可以加入组织、报名活动，您不用做什么。',
  },
  GUARDIAN_PENDING: {
    stateName: '等待监护人同意',
    tone: 'waiting',
    nextStep:
      '请把链接发给监护人，由监护人用自己的微信打开，填写您的姓名表示同意。之后您就可以加入组织、报名活动。',
  },
  REJECTED: { stateName: '认证未通过', tone: 'bad', nextStep: '请对照证件更正后重新提交。' },
  SUSPENDED: { stateName: '已停用', tone: 'bad', nextStep: '如有疑问，请联系当地科协。' },
  DEREGISTERING: {
    stateName: '正在注销',
    tone: 'waiting',
    nextStep: '到期之前可以随时撤回，撤回后一切照旧。',
  },
};

export function volunteerOf(row: VolunteerRow): Volunteer {
  const standing = STANDINGS[row.state] ?? { stateName: '', tone: 'waiting', nextStep: '' };
  const reason = row.stateReason ? `原因：${row.stateReason}。` : '';
  return {
    ...row,
    ...standing,
    nextStep: reason + standing.nextStep,
    genderName: row.gender === 'male' ? '男' : '女',
    verified: row.state === 'VERIFIED',
    awaitsGuardian: row.state === 'GUARDIAN_PENDING',
    rejected: row.state === 'REJECTED',
    leaving: row.state === 'DEREGISTERING',
  };
}

/** @returns what the reader likes to do, as registered; nothing for strangers, and nothing when it cannot be had */
export async function myCategories(): Promise<string[]> {
  if (sessionToken() === null) return [];
  try {
    return (await findMe()).volunteer?.serviceCategories ?? [];
  } catch {
    return [];
  }
}
