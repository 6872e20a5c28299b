import {
  type ImportColumn,
  ORGANIZATION_COLUMNS,
  type OrganizationField,
  VOLUNTEER_COLUMNS,
  type VolunteerField,
} from '../../config/import-columns';
import type { ImportKind } from './import-batch.entity';

export type ImportField = VolunteerField | OrganizationField;

const COLUMNS: Record<ImportKind, readonly ImportColumn[]> = {
  VOLUNTEER: VOLUNTEER_COLUMNS,
  ORGANIZATION: ORGANIZATION_COLUMNS,
};

/** A team of the old system is known by its old number; who runs it is what its claim will tell. */
const REQUIRED_OF_LEGACY_TEAMS = new Set(['name', 'parent', 'province', 'legacyNumber']);

export const columnsOf = (kind: ImportKind): readonly ImportColumn[] => COLUMNS[kind];

export const isRequired = (kind: ImportKind, legacy: boolean, column: ImportColumn): boolean =>
  legacy && kind === 'ORGANIZATION' ? REQUIRED_OF_LEGACY_TEAMS.has(column.field) : column.required === true;

export const titleOf = (kind: ImportKind, field: string): string =>
  COLUMNS[kind].find((column) => column.field === field)?.title ?? field;
