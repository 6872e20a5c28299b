import tables from './codes.json';

/**
 * The code values of the national volunteer system; see `codes.json`. `discipline` is the first level of GB/T 13745-2009:
 * its 62 codes and names were compared with three complete copies that others publish: two agree in everything, one in
 * all but the name of 860. The text of the standard itself and of its amendments was not at hand.
 */
export type CodeTable = keyof typeof tables;

/** @returns code → Chinese name */
export const codeTable = (name: CodeTable): Readonly<Record<string, string>> => tables[name];

/** @returns the codes of a table, for `OneOf` fields */
export const codesOf = (name: CodeTable): string[] => Object.keys(tables[name]);
