import { Day, Int, OneOf, Optional, PageQuery, Shaped, Text } from '../platform/http';
import { ADJUSTABLE_NAMES, type AdjustableName } from '../platform/policy';

export class AuditQuery extends PageQuery {
  /** who did it */
  @Optional() @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') volunteerNumber?: string;
  /** e.g. `organization.approved`, or `organization` for all of that kind */
  @Optional() @Shaped(/^[a-z.-]{2,64}$/, '操作的代号') action?: string;
  /** id of what it was done to */
  @Optional() @Text(26) subjectId?: string;
  @Optional() @Day() from?: string;
  /** inclusive */
  @Optional() @Day() to?: string;
}

export class LimitParams {
  @OneOf(ADJUSTABLE_NAMES) name: AdjustableName;
}

export class LimitForm {
  @Int(0, 1_000_000) value: number;
  /** kept in the history */
  @Text(200, 2) reason: string;
}
