import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

/** Somebody's objection to a record (R38), and what became of it. */
@Entity('service_reports')
@Unique('uq_service_reports_open', ['openKey'])
@Index('ix_service_reports_record', ['recordId', 'state'])
@Index('ix_service_reports_organization', ['organizationId', 'state'])
export class ServiceReport {
  @IdColumn() id: string;
  @RefColumn() recordId: string;
  @RefColumn() organizationId: string;
  @RefColumn() reporterAccountId: string;
  /** `recordId:reporterAccountId` while open: one person objects once at a time. */
  @TextColumn(53, { nullable: true }) openKey: string | null;
  @TextColumn(200) reason: string;
  @CodeColumn(10) state: 'OPEN' | 'UPHELD' | 'DISMISSED';
  @RefColumn({ nullable: true }) decidedBy: string | null;
  @TextColumn(200, { nullable: true }) decisionReason: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
}
