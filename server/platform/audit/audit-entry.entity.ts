import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, RefColumn } from '../database/columns';

/** Who did what to what, and why (R64). Rows are only added; nothing in the product updates or deletes them. */
@Entity('audit_entries')
@Index('ix_audit_entries_subject', ['subjectId'])
@Index('ix_audit_entries_actor', ['volunteerId'])
@Index('ix_audit_entries_organization', ['organizationId'])
@Index('ix_audit_entries_at', ['at'])
@Index('ix_audit_entries_action', ['action', 'at'])
export class AuditEntry {
  @IdColumn() id: string;
  /** null when the platform itself acted */
  @RefColumn({ nullable: true }) volunteerId: string | null;
  /** e.g. `organization.approved` */
  @CodeColumn(64) action: string;
  @RefColumn() subjectId: string;
  /** whose admins may read it; null when it concerns no organization */
  @RefColumn({ nullable: true }) organizationId: string | null;
  /** plain facts; never personal data */
  @JsonColumn() detail: Record<string, unknown>;
  @InstantColumn() at: Date;
}
