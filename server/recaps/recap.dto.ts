import { Day, Flag, Id, Int, OneOf, Optional, PageQuery, Shaped, Text, Texts } from '../platform/http';
import { RECAP_STATES, type RecapState } from './recap.entity';

export class RecapForm {
  @Text(5_000) text: string;
  /** ids given by `POST /api/organizer/photos`, the first is the cover */
  @Texts(9, 26) photoIds: string[];
  /** everybody recognisable in the photos agreed to their publication */
  @Flag() photoConsent: boolean;
  @Int(0, 10_000_000) peopleServed: number;
}

export class RecapReviewForm {
  @OneOf(['PUBLISHED', 'RETURNED']) decision: 'PUBLISHED' | 'RETURNED';
  /** shown to the author; required when returning */
  @Optional() @Text(200) reason?: string;
}

export class TakedownForm {
  @Text(200) reason: string;
}

export class ShareForm {
  @OneOf(['FRIEND', 'TIMELINE']) channel: 'FRIEND' | 'TIMELINE';
}

export class RecapListQuery extends PageQuery {
  @Optional() @Id() organizationId?: string;
  @Optional() @Id() activityId?: string;
  /** of activities inside this area */
  @Optional() @Shaped(/^\d{6}$/, '6 位行政区划代码') areaCode?: string;
  /** first and last day of publication */
  @Optional() @Day() from?: string;
  @Optional() @Day() to?: string;
}

export class RecapQueueQuery extends PageQuery {
  @Optional() @OneOf(RECAP_STATES) state?: RecapState;
}

export class JsSdkQuery {
  /** of the page that calls wx.config, as the browser shows it */
  @Text(1_000) url: string;
}
