import type { BatchState } from './import-batch.entity';

export type BatchStep =
  | 'RECEIVED'
  | 'MAP'
  | 'VALIDATED'
  | 'CONFIRM'
  | 'BEGIN'
  | 'COMPLETE'
  | 'COMPLETE_PARTLY'
  | 'ROLL_BACK'
  | 'ROLLED_BACK';

/** Which step leads from where to where. */
export const TRANSITIONS: Record<BatchStep, { from: readonly BatchState[]; to: BatchState }> = {
  RECEIVED: { from: ['RECEIVING'], to: 'UPLOADED' },
  MAP: { from: ['UPLOADED', 'VALIDATED'], to: 'UPLOADED' },
  VALIDATED: { from: ['UPLOADED'], to: 'VALIDATED' },
  CONFIRM: { from: ['VALIDATED'], to: 'CONFIRMED' },
  BEGIN: { from: ['CONFIRMED'], to: 'IMPORTING' },
  COMPLETE: { from: ['IMPORTING'], to: 'DONE' },
  COMPLETE_PARTLY: { from: ['IMPORTING'], to: 'PARTIAL' },
  ROLL_BACK: { from: ['UPLOADED', 'VALIDATED', 'DONE', 'PARTIAL'], to: 'ROLLING_BACK' },
  ROLLED_BACK: { from: ['ROLLING_BACK'], to: 'ROLLED_BACK' },
};

/** States in which a job has something to do; a schedule asks for it again when the queue forgot. */
export const AT_WORK: readonly BatchState[] = ['UPLOADED', 'CONFIRMED', 'IMPORTING', 'ROLLING_BACK'];
