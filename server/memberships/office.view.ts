import type { AuditEntry } from '../platform/audit';
import { Instant, Nullable, Output, OutputNumber } from '../platform/http';
import type { Volunteer } from '../volunteers';

/** What the first page of an organization's console counts. */
export class OfficeSummary {
  @OutputNumber() members: number;
  @OutputNumber('waiting for a decision') applicants: number;
  @OutputNumber('whom a notice reaches') followers: number;
  @OutputNumber() admins: number;
  @OutputNumber('R13: that many admins are allowed now') allowedAdmins: number;
}

/** Something that was done in or about an organization (R64). */
export class OfficeAuditItem {
  @Output() id: string;
  /** e.g. `membership.approved` */
  @Output() action: string;
  /** null when the platform itself acted */
  @Nullable() @Output() actorName: string | null;
  @Nullable() @Output('what it was done to, while it is there') subjectName: string | null;
  @Nullable() @Output() reason: string | null;
  @Instant() at: Date;
}

export const officeAuditItem = (
  { id, action, detail, at }: AuditEntry,
  actor: Volunteer | undefined,
  subjectName: string | undefined,
): OfficeAuditItem => ({
  id,
  action,
  actorName: actor?.name ?? null,
  subjectName: subjectName ?? null,
  reason: typeof detail.reason === 'string' ? detail.reason : null,
  at,
});
