import { Entity } from 'typeorm';
import { IdColumn, IntColumn } from '../platform/database';

/** The last number given in a year. Locked while one is issued, and rolled back with it: no gaps. */
@Entity('certificate_counters')
export class CertificateCounter {
  /** the year, `2026` */
  @IdColumn() id: string;
  @IntColumn() last: number;
}
