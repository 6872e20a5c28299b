import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, DayColumn, IdColumn, InstantColumn, IntColumn, RefColumn } from '../platform/database';

/** Certificates for everybody who served an organization in a period; a job works it off. */
@Entity('certificate_batches')
@Unique('uq_certificate_batches_open', ['openKey'])
@Index('ix_certificate_batches_organization', ['organizationId'])
@Index('ix_certificate_batches_state', ['state'])
export class CertificateBatch {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  /** the organization while RUNNING: one at a time */
  @RefColumn({ nullable: true }) openKey: string | null;
  @DayColumn() fromDay: string;
  @DayColumn() toDay: string;
  @CodeColumn(8) state: 'RUNNING' | 'DONE';
  /** how many volunteers there were to begin with */
  @IntColumn() total: number;
  @IntColumn() done: number;
  /** the last volunteer who was dealt with */
  @RefColumn({ nullable: true }) cursor: string | null;
  @RefColumn() requestedBy: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
