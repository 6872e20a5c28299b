import tables from './codes.json';

/** The code values of the national volunteer system; see `codes.json`. */
export type CodeTable = keyof typeof tables;

/** @returns code → Chinese name */
export const codeTable = (name: CodeTable): Readonly<Record<string, string>> => tables[name];

/** @returns the codes of a table, for `OneOf` fields */
export const codesOf = (name: CodeTable): string[] => Object.keys(tables[name]);
