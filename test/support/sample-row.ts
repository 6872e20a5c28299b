import type { EntityMetadata } from 'typeorm';
import { newId } from '../../server/platform/ids';

/** @returns a row of an entity of which only the given columns mean anything; what may be empty is */
export function sampleRow(
  { columns }: EntityMetadata,
  meant: Record<string, unknown>,
): Record<string, unknown> {
  const filled = columns.map(({ propertyName, isNullable, type, length }) => {
    if (isNullable) return [propertyName, null];
    if (type === 'datetime') return [propertyName, new Date(0)];
    if (type === 'simple-json') return [propertyName, []];
    if (type === 'varchar' || type === 'text') return [propertyName, newId().slice(-Number(length || 26))];
    return [propertyName, type === 'boolean' ? false : 0];
  });
  return { ...Object.fromEntries(filled), ...meant };
}
