import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, DayColumn, IdColumn, InstantColumn, IntColumn, RefColumn } from '../platform/database';

export type LedgerKind = 'GRANT' | 'VOID' | 'REGRANT';

/**
 * The book of effective minutes, from which every total derives. Rows are only added; a mistake is corrected by a
 * further row. The unique key makes each kind happen once to a record, however often somebody tries.
 */
@Entity('service_ledger')
@Unique('uq_service_ledger_record', ['recordId', 'kind'])
@Index('ix_service_ledger_volunteer', ['volunteerId'])
export class LedgerEntry {
  @IdColumn() id: string;
  @RefColumn() volunteerId: string;
  @RefColumn() recordId: string;
  @CodeColumn(8) kind: LedgerKind;
  /** negative for VOID */
  @IntColumn() minutes: number;
  /** the day of service, not of the entry */
  @DayColumn() day: string;
  @InstantColumn() at: Date;
}
