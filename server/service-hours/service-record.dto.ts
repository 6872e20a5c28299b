import { Day, Instant, OneOf, Optional, PageQuery, QueryFlag, QueryInt, Text } from '../platform/http';

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

export class AppealForm {
  /** what was decided wrongly; who decides on the appeal reads it */
  @Text(200, 5) reason: string;
}

export class AppealDecisionForm {
  /** UPHELD takes the outcome back, DISMISSED leaves it */
  @OneOf(['UPHELD', 'DISMISSED']) decision: 'UPHELD' | 'DISMISSED';
  /** shown to the volunteer */
  @Text(200, 2) reason: string;
}

export class CheckInAppealDecisionForm extends AppealDecisionForm {
  /** when the volunteer left; required when upheld */
  @Optional() @Instant() leftAt?: string;
}

export class CorrectionForm {
  /** why it is voided or restored; audited, and shown to the volunteer */
  @Text(200, 2) reason: string;
}

export class AnomalyQuery {
  /** of so many days up to today, 30 when left out */
  @Optional() @QueryInt(1, 90) days?: number;
}

export const RECORD_STATES = [
  'PENDING',
  'REJECTED',
  'IN_PUBLICITY',
  'DISPUTED',
  'EFFECTIVE',
  'VOIDED',
] as const;

export class OrganizationRecordQuery extends PageQuery {
  @Optional() @OneOf(RECORD_STATES) state?: (typeof RECORD_STATES)[number];
  /** only what waits for the decision of who asks: not of who entered it, nor of whom it is about */
  @Optional() @QueryFlag() toDecide?: boolean;
}

export class RecordSheetQuery {
  /** days of service, both included */
  @Day() fromDay: string;
  @Day() toDay: string;
  /** xlsx when left out */
  @Optional() @OneOf(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export const QUEUES = ['PENDING', 'OBJECTED', 'APPEALED'] as const;

export class UnitRecordQuery extends PageQuery {
  /** PENDING: entries to approve; OBJECTED: records with open objections; APPEALED: outcomes appealed against */
  @OneOf(QUEUES) queue: (typeof QUEUES)[number];
}
