import { OneOf, Optional, PageQuery, Text } from '../platform/http';

export class RecordReviewForm {
  @OneOf(['APPROVE', 'REJECT']) decision: 'APPROVE' | 'REJECT';
  /** shown to the volunteer; required when rejecting */
  @Optional() @Text(200, 2) reason?: string;
}

export class ReportForm {
  /** what is wrong with the record; the reviewers see it, without the reporter's name */
  @Text(200, 5) reason: string;
}

export class ReportDecisionForm {
  /** UPHELD voids the record, DISMISSED lets it go on */
  @OneOf(['UPHELD', 'DISMISSED']) decision: 'UPHELD' | 'DISMISSED';
  /** shown to the volunteer */
  @Text(200, 2) reason: string;
}

export const QUEUES = ['PENDING', 'OBJECTED'] as const;

export class UnitRecordQuery extends PageQuery {
  /** PENDING: entries to approve; OBJECTED: records with open objections */
  @OneOf(QUEUES) queue: (typeof QUEUES)[number];
}
