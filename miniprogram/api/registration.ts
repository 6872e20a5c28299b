import { post } from '../core/http';
import { ageOf, cleanIdNumber, readResidentId } from '../core/resident-id';
import { readStored, writeStored } from '../core/storage';
import { type Volunteer, type VolunteerRow, volunteerOf } from './volunteer';

export const RESIDENT_ID = '01';
export const STEP = { agreement: 0, phone: 1, identity: 2, profile: 3, organizations: 4 } as const;
export const STEP_NAMES = ['约定', '手机号', '身份', '资料', '组织'];

/** Everything somebody enters until it is sent. Empty strings are what is not entered yet. */
export interface RegistrationDraft {
  step: number;
  agreed: boolean;
  consents: { identity: boolean; location: boolean; photos: boolean; sharing: boolean };
  name: string;
  documentType: string;
  documentNumber: string;
  /** entered only where the document does not tell */
  birthDay: string;
  gender: '' | 'male' | 'female';
  guardianName: string;
  guardianPhone: string;
  areaCode: string;
  areaName: string;
  serviceCategories: string[];
  ethnicity: string;
  politicalStatus: string;
  education: string;
  employer: string;
  title: string;
  email: string;
  /** first-level disciplines of GB/T 13745 */
  disciplines: string[];
}

/** What is wrong, by field. */
export type Problems = Partial<Record<keyof RegistrationDraft, string>>;

export const EMPTY_DRAFT: RegistrationDraft = {
  step: STEP.agreement,
  agreed: false,
  consents: { identity: false, location: false, photos: false, sharing: false },
  name: '',
  documentType: RESIDENT_ID,
  documentNumber: '',
  birthDay: '',
  gender: '',
  guardianName: '',
  guardianPhone: '',
  areaCode: '',
  areaName: '',
  serviceCategories: [],
  ethnicity: '',
  politicalStatus: '',
  education: '',
  employer: '',
  title: '',
  email: '',
  disciplines: [],
};

const DRAFT = 'registration.draft';

/** Keeps the draft on this phone; personal numbers never (they are entered again). */
export function keepDraft(draft: RegistrationDraft): void {
  writeStored(DRAFT, { ...draft, documentNumber: '', guardianPhone: '' });
}

/** @returns the draft where it was left, at the latest where a number has to be entered again */
export function keptDraft(): RegistrationDraft {
  const kept = readStored<RegistrationDraft>(DRAFT);
  return kept ? { ...EMPTY_DRAFT, ...kept, step: Math.min(kept.step, STEP.identity) } : EMPTY_DRAFT;
}

export const forgetDraft = (): void => writeStored(DRAFT, null);

/** @returns the birth day and gender that are known by now, from the number or as entered */
export function knownPerson(draft: RegistrationDraft): { birthDay: string; gender: string } {
  if (draft.documentType !== RESIDENT_ID) return draft;
  const read = readResidentId(draft.documentNumber);
  return read && 'birthDay' in read ? read : { birthDay: '', gender: '' };
}

const GUARDIAN_ONLY_BELOW = 14;
const ADULT_FROM = 18;

export const isMinor = ({ birthDay }: { birthDay: string }): boolean =>
  birthDay !== '' && ageOf(birthDay) < ADULT_FROM;

/** @returns what keeps the reader from going on to the next step; empty when nothing does */
export function problemsOf(draft: RegistrationDraft): Problems {
  switch (draft.step) {
    case STEP.agreement:
      return agreementProblems(draft);
    case STEP.identity:
      return identityProblems(draft);
    case STEP.profile:
      return profileProblems(draft);
    default:
      return {};
  }
}

export function agreementProblems({ agreed, consents }: RegistrationDraft): Problems {
  return {
    ...(agreed ? {} : { agreed: '请阅读并同意注册协议。' }),
    ...(consents.identity ? {} : { consents: '志愿者要实名注册，需要您同意核验证件。' }),
  };
}

/** @returns what is wrong with who somebody says they are; an age is judged where it matters */
export function documentProblems(draft: RegistrationDraft): Problems {
  const problems: Problems = {};
  if (draft.name.trim().length < 2) problems.name = '请填写证件上的姓名。';
  const resident = draft.documentType === RESIDENT_ID;
  const read = resident ? readResidentId(draft.documentNumber) : null;
  if (read && 'problem' in read) problems.documentNumber = read.problem;
  else if (resident && !read) problems.documentNumber = '身份证号码应为 18 位，请填写完整。';
  if (!resident && cleanIdNumber(draft.documentNumber).length < 5)
    problems.documentNumber = '请填写证件号码。';
  if (!resident && draft.birthDay === '') problems.birthDay = '请选择出生日期。';
  if (!resident && draft.gender === '') problems.gender = '请选择性别。';
  return problems;
}

export function identityProblems(draft: RegistrationDraft): Problems {
  return { ...documentProblems(draft), ...guardianProblems(draft) };
}

function guardianProblems(draft: RegistrationDraft): Problems {
  const person = knownPerson(draft);
  if (!isMinor(person)) return {};
  if (ageOf(person.birthDay) < GUARDIAN_ONLY_BELOW)
    return { documentNumber: '未满 14 周岁的孩子由监护人登记：请监护人注册后，在“设置 · 我的孩子”里添加。' };
  return namedGuardianProblems(draft);
}

export function namedGuardianProblems(draft: RegistrationDraft): Problems {
  return {
    ...(draft.guardianName.trim().length < 2 ? { guardianName: '请填写监护人的姓名。' } : {}),
    ...(/^1\d{10}$/.test(draft.guardianPhone) ? {} : { guardianPhone: '请填写监护人的 11 位手机号。' }),
  };
}

/** @param agreementVersion of the text that was shown */
export async function register(draft: RegistrationDraft, agreementVersion: string): Promise<Volunteer> {
  const form = registrationForm(draft, agreementVersion);
  const row = await post<VolunteerRow>('/api/volunteer/registration', form);
  forgetDraft();
  return volunteerOf(row);
}

/** @returns who somebody is, as the server takes it */
export const identityForm = (draft: RegistrationDraft) => ({
  name: draft.name.trim(),
  documentType: draft.documentType,
  documentNumber: cleanIdNumber(draft.documentNumber),
  ...(draft.documentType === RESIDENT_ID ? {} : { birthDay: draft.birthDay, gender: draft.gender }),
  ...(isMinor(knownPerson(draft))
    ? { guardian: { name: draft.guardianName.trim(), phone: draft.guardianPhone } }
    : {}),
});

function registrationForm(draft: RegistrationDraft, agreementVersion: string): object {
  const { areaCode, serviceCategories, consents } = draft;
  const profile = enteredProfile(draft);
  return { ...identityForm(draft), areaCode, serviceCategories, profile, agreementVersion, consents };
}

/** @returns the profile as the server takes it: what is empty is left out */
export function enteredProfile(draft: RegistrationDraft): Record<string, unknown> {
  const { ethnicity, politicalStatus, education, employer, title, email, disciplines } = draft;
  const texts = Object.entries({ ethnicity, politicalStatus, education, employer, title, email })
    .map(([key, value]) => [key, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return { ...Object.fromEntries(texts), ...(disciplines.length > 0 ? { disciplines } : {}) };
}

const EMAIL = /^[\w.+-]{1,40}@[\w-]{1,40}(\.[\w-]{1,20}){1,4}$/;

export function profileProblems({ areaCode, email }: RegistrationDraft): Problems {
  return {
    ...(areaCode === '' ? { areaCode: '请选择您常住的地区，我们据此推荐附近的组织和活动。' } : {}),
    ...(email.trim() === '' || EMAIL.test(email.trim()) ? {} : { email: '邮箱地址不完整，请检查或留空。' }),
  };
}
