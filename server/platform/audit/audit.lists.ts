import type { SelectQueryBuilder } from 'typeorm';
import type { Reader } from '../database';
import { AuditEntry } from './audit-entry.entity';

/** @returns what was done in an organization, and about it by those above */
export const entriesOf = ({ manager }: Reader, organizationId: string): SelectQueryBuilder<AuditEntry> =>
  manager
    .createQueryBuilder(AuditEntry, 'entry')
    .where('(entry.organizationId = :organizationId OR entry.subjectId = :organizationId)', {
      organizationId,
    });
