import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, IntColumn, LongTextColumn, RefColumn, TextColumn } from '../platform/database';

/**
 * READ, then one of VALID, INVALID, DUPLICATE (exists already and needs nothing); VALID becomes IMPORTED or FAILED, IMPORTED
 * becomes ROLLED_BACK or KEPT.
 */
export type RowState =
  | 'READ'
  | 'VALID'
  | 'INVALID'
  | 'DUPLICATE'
  | 'IMPORTED'
  | 'FAILED'
  | 'ROLLED_BACK'
  | 'KEPT';

/** A row of the file. Its cells are encrypted, and forgotten once it is imported (R60). */
@Entity('import_rows')
@Unique('uq_import_rows_position', ['batchId', 'position'])
@Index('ix_import_rows_state', ['batchId', 'state', 'position'])
export class ImportRow {
  @IdColumn() id: string;
  @RefColumn() batchId: string;
  /** order in the batch, from 1 */
  @IntColumn() position: number;
  /** as the spreadsheet shows it */
  @IntColumn() rowNumber: number;
  @CodeColumn(12) state: RowState;
  /** `SheetCell[]` as encrypted JSON */
  @LongTextColumn({ nullable: true }) cells: string | null;
}

/** What an imported row made, by the id of the row; written once and read by a roll-back. */
@Entity('import_results')
@Index('ix_import_results_batch', ['batchId'])
@Index('ix_import_results_volunteer', ['volunteerId'])
@Index('ix_import_results_organization', ['organizationId'])
export class ImportResult {
  @IdColumn() id: string;
  @RefColumn() batchId: string;
  @RefColumn({ nullable: true }) organizationId: string | null;
  /** the person, or the admin of an organization */
  @RefColumn({ nullable: true }) volunteerId: string | null;
  /** whether the row made the person, the organization, both, or only tied together what there was */
  @CodeColumn(14) made: 'PERSON' | 'ORGANIZATION' | 'BOTH' | 'TIE';
}

/** Something to correct, or to know, about a row. */
@Entity('import_issues')
@Index('ix_import_issues_batch', ['batchId', 'severity'])
@Index('ix_import_issues_row', ['rowId'])
export class ImportIssue {
  @IdColumn() id: string;
  @RefColumn() batchId: string;
  @RefColumn() rowId: string;
  @IntColumn() rowNumber: number;
  @CodeColumn(8) severity: 'ERROR' | 'WARNING';
  /** `ImportField`, null for the row as a whole */
  @CodeColumn(24, { nullable: true }) field: string | null;
  @CodeColumn(32) code: string;
  @TextColumn(200) message: string;
  /** what stood there, masked where personal (R60) */
  @TextColumn(64, { nullable: true }) value: string | null;
}
