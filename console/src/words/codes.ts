import tables from '../../../server/reference/codes.json';

/** Code tables of the national volunteer system. */
export type CodeTable = keyof typeof tables;

/** @returns the name of a code as people read it; the code itself when it is unknown */
export const codeName = (table: CodeTable, code: string | null | undefined): string =>
  code ? ((tables[table] as Record<string, string>)[code] ?? code) : '';

/**
 * @returns for a select, as the table has them; numbers in their order, because an object puts `10` before `01`
 */
export const codeOptions = (table: CodeTable): { label: string; value: string }[] => {
  const options = Object.entries(tables[table]).map(([value, label]) => ({ value, label: String(label) }));
  const numbered = options.every(({ value }) => /^\d+$/.test(value));
  return numbered ? options.sort((one, other) => one.value.localeCompare(other.value)) : options;
};
