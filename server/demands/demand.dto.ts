import {
  AttemptKey,
  Day,
  Id,
  Int,
  OneOf,
  Optional,
  PageQuery,
  Phone,
  QueryFlag,
  Shaped,
  Text,
} from '../platform/http';
import { codesOf } from '../reference';
import { DEMAND_STATES, type DemandState } from './demand.entity';

const AREA = [/^\d{6}$/, '6 位行政区划代码'] as const;

/** A demand as its requester tells it (R70). */
export class DemandForm {
  @Text(60, 2) bodyName: string;
  @OneOf(codesOf('requestingBody')) bodyKind: string;
  @Text(30) contactName: string;
  /** shown only to the organization that accepts, when it asks */
  @Phone() contactPhone: string;
  @Shaped(...AREA) areaCode: string;
  @Text(120) place: string;
  @Text(50, 4) title: string;
  @OneOf(codesOf('activityCategory')) category: string;
  /** what it takes to know; of GB/T 13745 */
  @Optional() @OneOf(codesOf('discipline')) discipline?: string | null;
  @Day() fromDay: string;
  @Day() untilDay: string;
  @Int(1, 1_000_000) peopleExpected: number;
  @Text(2000, 10) description: string;
  /** the possible risks on site, truly and completely */
  @Text(1000, 5) riskNotice: string;
  /** names this posting: sent again it answers the same demand */
  @Optional() @AttemptKey() key?: string;
}

/** Filters of the public board, which shows what waits for an organization. */
export class DemandBoardQuery extends PageQuery {
  /** everything inside this area */
  @Optional() @Shaped(...AREA) areaCode?: string;
  @Optional() @OneOf(codesOf('activityCategory')) category?: string;
  @Optional() @OneOf(codesOf('requestingBody')) bodyKind?: string;
  /** part of the title */
  @Optional() @Text(30) text?: string;
  /** instead those that an organization has taken on */
  @Optional() @QueryFlag() answered?: boolean;
}

export class DemandQuery extends PageQuery {
  @Optional() @OneOf(DEMAND_STATES) state?: DemandState;
}

export class DemandReasonForm {
  /** shown to those concerned */
  @Text(200, 2) reason: string;
}

export class DemandReviewForm {
  @OneOf(['PUBLISH', 'REJECT']) decision: 'PUBLISH' | 'REJECT';
  /** required when rejecting; shown to the requester */
  @Optional() @Text(200) reason?: string;
}

export class DispatchForm {
  @Id() organizationId: string;
}

export class RatingForm {
  @Int(1, 5) rating: number;
  @Optional() @Text(500) comment?: string;
}
