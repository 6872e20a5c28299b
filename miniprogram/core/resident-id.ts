import { dayKey } from './time';

/** What a mainland resident ID tells about its holder while it is typed (GB 11643); the server checks it again. */
export interface ResidentId {
  /** YYYY-MM-DD */
  birthDay: string;
  gender: 'male' | 'female';
}

const LENGTH = 18;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Full-width digits and a small x become what the card says; blanks go. */
export const cleanIdNumber = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** @returns what the number tells, or what is wrong with it in words; null while it is still being typed */
export function readResidentId(typed: string, now = Date.now()): ResidentId | { problem: string } | null {
  const number = cleanIdNumber(typed);
  if (/[^\dX]/.test(number)) return { problem: '身份证号码只有数字，最后一位可能是 X。' };
  // Cards of before 1999 have 15 digits and no check digit.
  const digits = number.length === 15 ? `${number.slice(0, 6)}19${number.slice(6)}` : number;
  if (number.length !== 15 && number.length < LENGTH) return null;
  if (!/^[1-9]\d{16}[\dX]?$/.test(digits)) return { problem: '身份证号码应为 18 位，请对照证件重新填写。' };
  const birthDay = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
  if (!isPastDay(birthDay, now))
    return { problem: '身份证号码中的出生日期不存在，请对照证件检查第 7 至 14 位。' };
  if (digits.length === LENGTH && checkDigit(digits) !== digits[LENGTH - 1])
    return { problem: '校验位不对，可能有一位填错了，请对照证件检查。' };
  return { birthDay, gender: Number(digits[16]) % 2 === 1 ? 'male' : 'female' };
}

function checkDigit(digits: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECK_DIGITS[sum % 11];
}

function isPastDay(day: string, now: number): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return false;
  return day >= '1900-01-01' && day <= dayKey(new Date(now).toISOString());
}

/** @returns full years of life today, in Asia/Shanghai */
export function ageOf(birthDay: string, now = Date.now()): number {
  const today = dayKey(new Date(now).toISOString());
  const years = Number(today.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return today.slice(5) < birthDay.slice(5) ? years - 1 : years;
}
