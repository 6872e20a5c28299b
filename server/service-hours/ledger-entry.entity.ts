import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, DayColumn, IdColumn, InstantColumn, IntColumn, RefColumn } from '../platform/database';

export type LedgerKind = 'GRANT' | 'VOID' | 'REGRANT';

/**
 * The book of effective minutes, from which every total derives. Rows are only added; a mistake is corrected by a
 * further row. The unique key numbers the entries of a record, so that no step is written twice however often it is tried.
 */
@Entity('service_ledger')
@Unique('uq_service_ledger_entry', ['recordId', 'entryNo'])
@Index('ix_service_ledger_volunteer', ['volunteerId'])
export class LedgerEntry {
  @IdColumn() id: string;
  @RefColumn() volunteerId: string;
  @RefColumn() recordId: string;
  /** 1 is the GRANT; then VOID and REGRANT take turns */
  @IntColumn({ default: 1 }) entryNo: number;
  @CodeColumn(8) kind: LedgerKind;
  /** negative for VOID */
  @IntColumn() minutes: number;
  /** the day of service, not of the entry */
  @DayColumn() day: string;
  @InstantColumn() at: Date;
}
