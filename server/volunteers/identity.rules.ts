import { shanghaiDay } from '../platform/clock';
import { ensure, type Fault, invalid } from '../platform/fault';
import type { Gender } from './volunteer.entity';

/** What an ID number tells about its holder (R05). */
export interface DerivedIdentity {
  number: string;
  birthDay: string;
  gender: Gender;
}

export const RESIDENT_ID = '01';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** @returns the GB 11643 check digit of the first 17 digits */
function checkDigit(digits17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits17[index]), 0);
  return CHECK_DIGITS[sum % 11]!;
}

/** NFKC, no blanks, upper-case X; a 15-digit number of before 1999 becomes 18 digits (births of 19xx). */
export function normalizeIdNumber(raw: string): string {
  const number = raw.normalize('NFKC').replace(/[\s']/g, '').toUpperCase();
  if (!/^\d{15}$/.test(number)) return number;
  const digits17 = `${number.slice(0, 6)}19${number.slice(6)}`;
  return digits17 + checkDigit(digits17);
}

const fault = (code: string, message: string): Fault => invalid(code, message, { field: 'documentNumber' });

/**
 * Reads a mainland resident ID (GB 11643). The area code is not looked up: abolished codes stay valid (R05).
 *
 * @throws Fault invalid `id_number_malformed` | `id_number_date` | `id_number_checksum`
 */
export function readResidentId(raw: string, now: Date): DerivedIdentity {
  const number = normalizeIdNumber(raw);
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) {
    throw fault('id_number_malformed', '身份证号码应为 18 位，请对照证件重新填写。');
  }
  const birthDay = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isPastDay(birthDay, now)) {
    throw fault('id_number_date', '身份证号码中的出生日期不存在，请对照证件重新填写。');
  }
  if (checkDigit(number.slice(0, 17)) !== number[17]) {
    throw fault('id_number_checksum', '身份证号码的校验位不对，可能有一位填错了，请对照证件重新填写。');
  }
  return { number, birthDay, gender: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** Birth date and gender as somebody wrote them; a resident ID needs neither. `''`: the list has no column for it. */
export interface GivenBirth {
  birthDay?: string;
  gender?: Gender | '';
}

/**
 * Reads any identity document.
 *
 * @param type of `identityDocument`
 * @throws Fault invalid as `readResidentId`, `document_malformed` | `birth_day_required` | `birth_day_future`
 */
export function readDocument(type: string, raw: string, given: GivenBirth, now: Date): DerivedIdentity {
  if (type === RESIDENT_ID) return readResidentId(raw, now);
  return { number: readOtherNumber(raw), ...readBirth(given, now) };
}

/** As `readDocument`, of somebody whom a list names: a birth that it has no column for stays `''` until they come. */
export function readImportedDocument(
  type: string,
  raw: string,
  given: GivenBirth,
  now: Date,
): { number: string; birthDay: string; gender: Gender | '' } {
  return type !== RESIDENT_ID && given.birthDay === ''
    ? { number: readOtherNumber(raw), birthDay: '', gender: '' }
    : readDocument(type, raw, given, now);
}

function readOtherNumber(raw: string): string {
  const number = raw.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  ensure(
    /^[0-9A-Z()-]{5,24}$/.test(number),
    fault('document_malformed', '证件号码只能是字母和数字，请对照证件填写。'),
  );
  return number;
}

/** @throws Fault invalid `birth_day_required` | `birth_day_future` */
export function readBirth({ birthDay, gender }: GivenBirth, now: Date): { birthDay: string; gender: Gender } {
  ensure(birthDay && gender, invalid('birth_day_required', '请填写出生日期和性别。', { field: 'birthDay' }));
  ensure(
    birthDay <= shanghaiDay(now),
    invalid('birth_day_future', '出生日期不能晚于今天。', { field: 'birthDay' }),
  );
  return { birthDay, gender };
}

function isPastDay(day: string, now: Date): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return false;
  return day >= '1900-01-01' && day <= shanghaiDay(now);
}

/** @returns full years of life on `day` (`YYYY-MM-DD`); somebody born on 29 February has their birthday on 1 March */
export function ageOn(birthDay: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return day.slice(5) < birthDay.slice(5) ? years - 1 : years;
}

export const GUARDIAN_ONLY_BELOW = 14;
export const ADULT_FROM = 18;

/** NFKC, the separator of names unified to `·`, no blanks at the ends or around the separator. */
export function normalizePersonName(raw: string): string {
  return raw
    .normalize('NFKC')
    .trim()
    .replace(/\s*[•・.。·‧∙]\s*/g, '·');
}
