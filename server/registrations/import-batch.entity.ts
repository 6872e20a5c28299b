import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';
import type { MappedColumn } from './header.rules';

export const IMPORT_KINDS = ['ORGANIZATION', 'VOLUNTEER'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Those of the domain, and two in which a process is at work that may die: RECEIVING its rows, ROLLING_BACK. */
export const BATCH_STATES = [
  'RECEIVING',
  'UPLOADED',
  'VALIDATED',
  'CONFIRMED',
  'IMPORTING',
  'DONE',
  'PARTIAL',
  'ROLLING_BACK',
  'ROLLED_BACK',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** One uploaded form of collective registration (集体注册), or a list of the system before this one. */
@Entity('import_batches')
@Unique('uq_import_batches_open', ['openKey'])
@Index('ix_import_batches_unit', ['unitId'])
@Index('ix_import_batches_state', ['state'])
export class ImportBatch {
  @IdColumn() id: string;
  @CodeColumn(12) kind: ImportKind;
  /** from the old system: people are LEGACY, teams wait to be linked (R14) */
  @FlagColumn() legacy: boolean;
  /** the CAST unit it is imported for, and whose subtree bounds it; null for the whole country */
  @RefColumn({ nullable: true }) unitId: string | null;
  @CodeColumn(14) state: BatchState;
  /** as the person named it; for display only */
  @TextColumn(120) fileName: string;
  /** `kind:legacy:` and SHA-256 of the file, null once rolled back: nobody uploads one file twice */
  @TextColumn(90, { nullable: true }) openKey: string | null;
  @JsonColumn() columns: MappedColumn[];
  /** counts up with each mapping and each run of the checks, so that an older run can no longer write */
  @IntColumn() mappingVersion: number;
  @IntColumn() rowCount: number;
  @IntColumn() checkedCount: number;
  @IntColumn() errorCount: number;
  @IntColumn() warningCount: number;
  @IntColumn() duplicateCount: number;
  @IntColumn() importedCount: number;
  /** rows that were sound and could not be imported all the same */
  @IntColumn() failedCount: number;
  /** imported rows that a roll-back left, because somebody uses them already */
  @IntColumn() keptCount: number;
  @RefColumn() uploadedBy: string;
  @RefColumn({ nullable: true }) confirmedBy: string | null;
  @InstantColumn() uploadedAt: Date;
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
