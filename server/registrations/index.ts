/**
 * Collective registration (集体注册) and the teams of the old system. Invariants: a file is taken in whole or not at all,
 * once; what a row makes and that it made it are one transaction, so nothing is lost or doubled; the people of a list are
 * unclaimed and hidden until they come (R62); a team of the old system can do nothing until it is linked (R14).
 */
export { ColumnMemory } from './column-memory.entity';
export { ImportBatch, type ImportKind } from './import-batch.entity';
export { ImportIssue, ImportResult, ImportRow } from './import-row.entity';
export type {} from './legacy.events';
export { LegacyAssociation } from './legacy-association.entity';
