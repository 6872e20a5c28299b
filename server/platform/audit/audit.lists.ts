import type { SelectQueryBuilder } from 'typeorm';
import type { Reader } from '../database';
import { AuditEntry } from './audit-entry.entity';

export interface AuditFilter {
  volunteerId?: string;
  /** whole, or all that begin with it and a dot: `organization` finds `organization.approved` */
  action?: string;
  subjectId?: string;
  from?: Date;
  /** exclusive */
  until?: Date;
}

/** @returns what was done, as filtered */
export function auditEntries({ manager }: Reader, filter: AuditFilter): SelectQueryBuilder<AuditEntry> {
  const query = manager.createQueryBuilder(AuditEntry, 'entry').where('1 = 1');
  const { volunteerId, action, subjectId, from, until } = filter;
  if (volunteerId) query.andWhere('entry.volunteerId = :volunteerId', { volunteerId });
  if (action) {
    query.andWhere('(entry.action = :action OR entry.action LIKE :group)', { action, group: `${action}.%` });
  }
  if (subjectId) query.andWhere('entry.subjectId = :subjectId', { subjectId });
  if (from) query.andWhere('entry.at >= :from', { from });
  if (until) query.andWhere('entry.at < :until', { until });
  return query;
}

/** @returns what was done in organizations, and about them by those above */
export const entriesOf = ({ manager }: Reader, ids: readonly string[]): SelectQueryBuilder<AuditEntry> =>
  manager
    .createQueryBuilder(AuditEntry, 'entry')
    .where('(entry.organizationId IN (:...ids) OR entry.subjectId IN (:...ids))', { ids });
