import tables from '../../../server/reference/codes.json';

/** Code tables of the national volunteer system. */
export type CodeTable = keyof typeof tables;

/** @returns the name of a code as people read it; the code itself when it is unknown */
export const codeName = (table: CodeTable, code: string | null | undefined): string =>
  code ? ((tables[table] as Record<string, string>)[code] ?? code) : '';

/** @returns for a select */
export const codeOptions = (table: CodeTable): { label: string; value: string }[] =>
  Object.entries(tables[table]).map(([value, label]) => ({ value, label: String(label) }));
