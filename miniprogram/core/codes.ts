import { CODES } from './code-tables';

export type CodeTable =
  | 'politicalStatus'
  | 'ethnicity'
  | 'education'
  | 'identityDocument'
  | 'organizationType'
  | 'guarantee'
  | 'serviceTarget'
  | 'activityCategory'
  | 'scene'
  | 'teamLevel'
  | 'discipline'
  | 'requestingBody';

export interface CodeOption {
  code: string;
  name: string;
}

/** @returns the name; the code itself when the table does not know it */
export const codeName = (table: CodeTable, code: string | null): string =>
  code === null ? '' : (CODES[table]?.[code] ?? code);

/** @returns a table in its official order, for choosing */
export const codeOptions = (table: CodeTable): CodeOption[] =>
  // Keys that look like integers come first in JavaScript; the official order is that of the codes.
  Object.entries(CODES[table] ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((one, other) => (/^\d/.test(one.code) ? one.code.localeCompare(other.code) : 0));
