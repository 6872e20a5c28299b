import {
  Decimal,
  Flag,
  Id,
  Instant,
  Int,
  ListOf,
  OneOf,
  Optional,
  Shaped,
  SomeOf,
  Text,
} from '../platform/http';
import { codesOf } from '../reference';
import { RISK_LEVELS, type RiskLevel, SIGN_UP_MODES, type SignUpMode } from './activity.entity';

/** A post as far as it is written. */
export class PostContent {
  @Optional() @Text(30, 0) title?: string | null;
  @Optional() @Text(200, 0) requirement?: string | null;
  @Optional() @Int(0, 100_000) places?: number | null;
  @Optional() @Int(0, 120) minAge?: number | null;
  @Optional() @Int(0, 120) maxAge?: number | null;
  @Optional() @Flag() membersOnly?: boolean;
}

/** A plan as far as it is written: `ActivityForm` of which every field may be missing, empty or not yet sensible. */
export class PlanContent {
  @Optional() @Text(50, 0) title?: string | null;
  @Optional() @OneOf(codesOf('activityCategory')) category?: string | null;
  @Optional() @OneOf(codesOf('scene')) scene?: string | null;
  @Optional() @Id() demandId?: string | null;
  @Optional() @Instant() startsAt?: string | null;
  @Optional() @Instant() endsAt?: string | null;
  @Optional() @Instant() recruitFrom?: string | null;
  @Optional() @Instant() recruitUntil?: string | null;
  @Optional() @Text(120, 0) place?: string | null;
  @Optional() @Shaped(/^\d{6}$/, '6 位行政区划代码') areaCode?: string | null;
  @Optional() @Decimal(-90, 90) latitude?: number | null;
  @Optional() @Decimal(-180, 180) longitude?: number | null;
  @Optional() @Int(0, 100_000) radiusMetres?: number | null;
  @Optional() @Int(0, 1_000_000) places?: number | null;
  @Optional() @ListOf(() => PostContent, 20) posts?: PostContent[];
  @Optional() @OneOf(SIGN_UP_MODES) signUpMode?: SignUpMode;
  @Optional() @Flag() waitlist?: boolean;
  @Optional() @Flag() invitedOnly?: boolean;
  @Optional() @Flag() membersOnly?: boolean;
  @Optional() @Int(0, 1_000_000) depositFen?: number | null;
  @Optional() @Text(1000, 0) riskNotice?: string | null;
  @Optional() @OneOf(RISK_LEVELS) riskLevel?: RiskLevel;
  @Optional() @Text(200, 0) insurance?: string | null;
  @Optional() @SomeOf(codesOf('guarantee'), 12) guarantees?: string[];
  @Optional() @SomeOf(codesOf('serviceTarget'), 13) targets?: string[];
  @Optional() @Int(0, 1_000) minAge?: number | null;
  @Optional() @Int(0, 1_000) maxAge?: number | null;
  @Optional() @Id() leadId?: string | null;
  @Optional() @Text(100, 0) contact?: string | null;
  @Optional() @Text(10_000, 0) intro?: string | null;
}
