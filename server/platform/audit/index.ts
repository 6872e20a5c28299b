/** The append-only record of reviews, exports, unmaskings and role changes (R64). */
export { Audit } from './audit';
export { type AuditFilter, auditEntries, entriesOf } from './audit.lists';
export { AuditEntry } from './audit-entry.entity';
