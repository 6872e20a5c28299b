/** The body of a push, parsed: XML gives strings, JSON also numbers; lists may be an object or an array. */
export type PushFields = { readonly [name: string]: unknown };

/** @returns the field as text, '' when it is absent or not text */
export function textOf(fields: PushFields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** @returns the field as text, undefined when it is absent or empty */
export const optionalText = (fields: PushFields, name: string): string | undefined =>
  textOf(fields, name) || undefined;

/** @returns the entries of `fields[name].List`, or of a bare `List` as JSON pushes send it */
export function listOf(fields: PushFields, name: string): PushFields[] {
  const parent = fields[name];
  const list = isFields(parent) ? (parent.List ?? []) : fields.List;
  return (Array.isArray(list) ? list : [list]).filter(isFields);
}

export const isFields = (value: unknown): value is PushFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
