import {
  AttemptKey,
  Instant,
  Int,
  Latitude,
  ListOf,
  Longitude,
  Nested,
  OneOf,
  Optional,
  PageQuery,
  Shaped,
  Text,
  Texts,
} from '../platform/http';
import { codesOf } from '../reference';
import { PAST_ACTIVITY_STATES, type PastActivityState } from './past-activity.entity';

export class PastServiceForm {
  /** of a member of the organization */
  @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') volunteerNumber: string;
  @Instant() startAt: string;
  @Instant() endAt: string;
}

/** Degrees (GCJ-02). */
export class PastPosition {
  @Latitude() latitude: number;
  @Longitude() longitude: number;
}

export class PastActivityForm {
  @Text(50, 2) title: string;
  @OneOf(codesOf('activityCategory')) category: string;
  @Text(120, 2) place: string;
  @Shaped(/^\d{6}$/, '6 位行政区划代码') areaCode: string;
  /** where on the map, if anybody says so */
  @Optional() @Nested(() => PastPosition) position?: PastPosition;
  @Instant() startsAt: string;
  @Instant() endsAt: string;
  /** what was done */
  @Text(500, 5) intro: string;
  /** why it was not published before */
  @Text(200, 5) reason: string;
  @ListOf(() => PastServiceForm, 100, 1) people: PastServiceForm[];
  /** names of uploaded files: sign-in sheets, photos; a correction names those again that stay */
  @Texts(6, 48, 1) proof: string[];
  /** names this handing in, of a new entry or a correction: sent again it answers the same entry */
  @Optional() @AttemptKey() key?: string;
}

export class PastActivityWithdrawalForm {
  /** names this withdrawal: sent again it is the same one */
  @Optional() @AttemptKey() key?: string;
}

export class PastActivityQuery extends PageQuery {
  @Optional() @OneOf(PAST_ACTIVITY_STATES) state?: PastActivityState;
}

export class PastActivityReviewForm {
  @OneOf(['APPROVE', 'RETURN', 'REJECT']) decision: 'APPROVE' | 'RETURN' | 'REJECT';
  /** of what the officer has read */
  @Int(1, 1_000_000) version: number;
  /** required unless approving; shown to who entered it */
  @Optional() @Text(200, 2) reason?: string;
}
