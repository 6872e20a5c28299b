import { Day, Int, Optional, Shaped, Texts } from '../platform/http';
import { MOST_SERIES_DATES } from './series.rules';

/** How an activity is repeated. */
export class ActivitySeriesForm {
  /** 1 for Monday to 7 for Sunday, e.g. `36` */
  @Shaped(/^[1-7]{1,7}$/, '1 到 7 的数字，周一是 1，周日是 7') weekdays: string;
  /** the last day; or `count` */
  @Optional() @Day() until?: string | null;
  /** how many dates in all; or `until` */
  @Optional() @Int(2, MOST_SERIES_DATES) count?: number | null;
  /** days that are left out */
  @Optional() @Texts(MOST_SERIES_DATES, 10) without?: string[];
}
