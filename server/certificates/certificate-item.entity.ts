import { Entity, Index } from 'typeorm';
import { DayColumn, IdColumn, IntColumn, RefColumn, TextColumn } from '../platform/database';

/** One service on a certificate, as it was when the certificate was issued. */
@Entity('certificate_items')
@Index('ix_certificate_items_certificate', ['certificateId'])
@Index('ix_certificate_items_record', ['recordId'])
export class CertificateItem {
  @IdColumn() id: string;
  @RefColumn() certificateId: string;
  @RefColumn() recordId: string;
  @TextColumn(200) title: string;
  @DayColumn() day: string;
  @IntColumn() minutes: number;
}
