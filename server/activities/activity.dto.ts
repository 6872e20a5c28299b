import {
  Day,
  Flag,
  Id,
  Instant,
  Int,
  Latitude,
  ListOf,
  Longitude,
  Nested,
  OneOf,
  Optional,
  PageQuery,
  QueryFlag,
  Shaped,
  SomeOf,
  Text,
} from '../platform/http';
import { codesOf } from '../reference';
import {
  ACTIVITY_STATES,
  type ActivityState,
  RISK_LEVELS,
  type RiskLevel,
  SIGN_UP_MODES,
  type SignUpMode,
} from './activity.entity';
import { PostForm } from './post.dto';

const AREA: [RegExp, string] = [/^\d{6}$/, '6 位行政区划代码'];

/** When and where. */
export class WhenAndWhereForm {
  @Instant() startsAt: string;
  @Instant() endsAt: string;
  /** not after the start */
  @Instant() recruitUntil: string;
  @Text(120) place: string;
  @Shaped(...AREA) areaCode: string;
  @Latitude() latitude: number;
  @Longitude() longitude: number;
  @Int(50, 5000) radiusMetres: number;
}

/** The whole plan of an activity; editing submits it whole again. */
export class ActivityForm extends WhenAndWhereForm {
  @Text(50) title: string;
  @OneOf(codesOf('activityCategory')) category: string;
  /** the demand that it answers; one that the organization accepted */
  @Optional() @Id() demandId?: string | null;
  @Optional() @OneOf(codesOf('scene')) scene?: string | null;
  @Instant() recruitFrom: string;
  /** how many are wanted, when there are no posts to choose from */
  @Optional() @Int(1, 100_000) places?: number;
  /** what people sign up for; one post for everybody when left out */
  @Optional() @ListOf(() => PostForm, 20) posts?: PostForm[];
  /** first come, first served when left out */
  @Optional() @OneOf(SIGN_UP_MODES) signUpMode?: SignUpMode;
  /** whether people may wait for a place; they may when left out */
  @Optional() @Flag() waitlist?: boolean;
  /** only who is invited takes part */
  @Optional() @Flag() invitedOnly?: boolean;
  /** the possible risks, truly and completely (R20) */
  @Text(1000, 5) riskNotice: string;
  @OneOf(RISK_LEVELS) riskLevel: RiskLevel;
  /** insurer and policy number; needed before a risky activity is submitted (R23) */
  @Optional() @Text(200) insurance?: string | null;
  @SomeOf(codesOf('guarantee'), 12) guarantees: string[];
  @SomeOf(codesOf('serviceTarget'), 13) targets: string[];
  @Optional() @Int(14, 120) minAge?: number | null;
  @Optional() @Int(14, 120) maxAge?: number | null;
  /** a member of the organization; oneself when left out */
  @Optional() @Id() leadId?: string;
  @Text(100) contact: string;
  @Flag() membersOnly: boolean;
  /** refundable attendance deposit in fen; none when left out (R22) */
  @Optional() @Int(1, 100_000) depositFen?: number | null;
  @Text(10_000) intro: string;
}

/** Of a weekly series: whether the dates that come after this one change as well. */
export class ActivityEditForm extends ActivityForm {
  @Optional() @Flag() laterDates?: boolean;
}

export class ActivityReasonForm {
  /** shown to everybody concerned */
  @Text(200, 2) reason: string;
}

export class ActivityCancellationForm extends ActivityReasonForm {
  /** of a weekly series the dates that come after this one, too */
  @Optional() @Flag() laterDates?: boolean;
}

export class RescheduleForm extends WhenAndWhereForm {
  /** of a weekly series the dates that come after this one, too: by as many days, to the same time of day */
  @Optional() @Flag() laterDates?: boolean;
  /** told to everybody who signed up */
  @Text(200, 2) reason: string;
}

/** R21: what makes it volunteering. */
export class ActivityChecklistForm {
  /** 非本职工作 */
  @Flag() notOnesJob: boolean;
  /** 非强迫 */
  @Flag() notCompelled: boolean;
  /** 非谋私 */
  @Flag() notForPrivateGain: boolean;
  /** 对服务对象免费 */
  @Flag() freeForThoseServed: boolean;
  /** 除补贴外无报酬 */
  @Flag() noRewardBeyondReimbursement: boolean;
}

export class ActivityReviewForm {
  @OneOf(['APPROVE', 'RETURN', 'REJECT']) decision: 'APPROVE' | 'RETURN' | 'REJECT';
  @Nested(() => ActivityChecklistForm) checklist: ActivityChecklistForm;
  /** required on return and rejection; shown to the organization */
  @Optional() @Text(200) reason?: string;
}

/** Filters of the public list. Without days it starts with what has not ended yet. */
export class ActivityListQuery extends PageQuery {
  /** a province, city or county: everything inside it */
  @Optional() @Shaped(...AREA) areaCode?: string;
  @Optional() @OneOf(codesOf('activityCategory')) category?: string;
  @Optional() @OneOf(codesOf('scene')) scene?: string;
  /** first day */
  @Optional() @Day() from?: string;
  /** last day */
  @Optional() @Day() to?: string;
  /** only those with free places */
  @Optional() @QueryFlag() free?: boolean;
  @Optional() @Id() organizationId?: string;
  /** part of the title */
  @Optional() @Text(30) text?: string;
}

export class ManagedActivityQuery extends PageQuery {
  /** part of the title */
  @Optional() @Text(30) text?: string;
  @Optional() @OneOf(ACTIVITY_STATES) state?: ActivityState;
  @Optional() @Id() organizationId?: string;
}

/** What organizers look for among single activities; the days are those that an activity touches. */
export class OwnActivityQuery extends ManagedActivityQuery {
  @Optional() @Day() from?: string;
  @Optional() @Day() to?: string;
  /** only those that are over */
  @Optional() @QueryFlag() ended?: boolean;
}

/** Of what was published: not over yet, over and to be closed out, closed out. */
export const CLOSE_OUT_STAGES = ['NOT_ENDED', 'DUE', 'CLOSED'] as const;
export type CloseOutStage = (typeof CLOSE_OUT_STAGES)[number];

/** What units look for among the activities below them; the days are those that an activity touches. */
export class UnitActivityQuery extends ManagedActivityQuery {
  /** part of the organization's name, or its whole number */
  @Optional() @Text(30) organization?: string;
  @Optional() @Shaped(...AREA) areaCode?: string;
  @Optional() @Day() from?: string;
  @Optional() @Day() to?: string;
  @Optional() @OneOf(CLOSE_OUT_STAGES) closeOut?: CloseOutStage;
}
