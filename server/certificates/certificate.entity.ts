import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';

export type CertificateState = 'ISSUED' | 'REVOKED' | 'SUPERSEDED';

/** 志愿服务证明: what was true when it was issued (R50). Rows are never deleted; numbers have no gaps. */
@Entity('certificates')
@Unique('uq_certificates_number', ['number'])
@Unique('uq_certificates_sequence', ['year', 'sequence'])
@Unique('uq_certificates_token', ['verifyToken'])
@Unique('uq_certificates_open', ['openKey'])
@Index('ix_certificates_volunteer', ['volunteerId', 'state'])
@Index('ix_certificates_organization', ['organizationId', 'state'])
export class Certificate {
  @IdColumn() id: string;
  /** e.g. `KJZM-2026-00000001` */
  @CodeColumn(24) number: string;
  @IntColumn() year: number;
  @IntColumn() sequence: number;
  /** what the QR code opens; cannot be guessed */
  @CodeColumn(43) verifyToken: string;
  /** Volunteer, issuer and period while ISSUED: a newer one of the same supersedes it. */
  @TextColumn(80, { nullable: true }) openKey: string | null;
  @RefColumn() volunteerId: string;
  @RefColumn() organizationId: string;
  @TextColumn(100) issuerName: string;
  @TextColumn(100) holderName: string;
  @CodeColumn(16) holderNumber: string;
  /** masked, e.g. `110***********0011` */
  @TextColumn(40) holderDocument: string;
  /** first and last day of the period, both included */
  @DayColumn() fromDay: string;
  @DayColumn() toDay: string;
  @IntColumn() minutes: number;
  @IntColumn() services: number;
  @CodeColumn(10) state: CertificateState;
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @InstantColumn() issuedAt: Date;
  /** null when the volunteer applied themselves */
  @RefColumn({ nullable: true }) batchId: string | null;
  /** when it was revoked or superseded, and by whom; null for the platform itself */
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @RefColumn({ nullable: true }) endedBy: string | null;
  @RefColumn({ nullable: true }) supersededBy: string | null;
}
