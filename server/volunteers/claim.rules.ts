import { normalizePersonName } from './identity.rules';

/** What somebody gives to be found by, beside the phone that WeChat vouched for (R62). */
export interface ClaimMarks {
  name: string;
  /** last six characters of the document number, however written */
  lastSix: string;
}

/** How far a record fits the person who claims it. */
export interface Fit {
  name: boolean;
  document: boolean;
  phone: boolean;
}

export const normalizeLastSix = (raw: string): string =>
  raw.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** R62: name and last six both fit; the phone is what the record was found by. */
export const isTheirs = (record: { name: string; documentNumber: string }, marks: ClaimMarks): boolean =>
  record.name === normalizePersonName(marks.name) &&
  record.documentNumber.slice(-6) === normalizeLastSix(marks.lastSix);
