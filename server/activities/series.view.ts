import { shanghaiDay } from '../platform/clock';
import { Day, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import { dayRemark } from '../reference';
import { ACTIVITY_STATES, type Activity } from './activity.entity';
import { PHASES } from './activity.view';
import { phaseOf } from './recruitment.rules';
import type { ActivitySeries } from './series.entity';
import { MOST_SERIES_DATES, timesOn } from './series.rules';

/** A day on which the series would take place. */
export class SeriesDayView {
  @Day() day: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  /** what is special about the day: a holiday, a weekend that is worked */
  @Nullable() @Output() remark: string | null;
}

export class ActivitySeriesPreview {
  @ListOf(() => SeriesDayView, MOST_SERIES_DATES) days: SeriesDayView[];
}

/** One activity of a series. */
export class SeriesDateView {
  @Output() id: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @OneOf(ACTIVITY_STATES) state: string;
  @OneOf(PHASES) phase: string;
  @OutputNumber() places: number;
  @OutputNumber() freePlaces: number;
  /** of the day, as in the preview */
  @Nullable() @Output() remark: string | null;
}

export class ActivitySeriesView {
  /** that of its first date */
  @Output() id: string;
  /** 1 for Monday to 7 for Sunday, in order */
  @Output() weekdays: string;
  @ListOf(() => SeriesDateView, MOST_SERIES_DATES) dates: SeriesDateView[];
}

export const seriesPreview = (activity: Activity, days: readonly string[]): ActivitySeriesPreview => ({
  days: days.map((day) => {
    const { startsAt, endsAt } = timesOn(day, activity);
    return { day, startsAt, endsAt, remark: dayRemark(day) };
  }),
});

/** @param dates in their order */
export const seriesView = (
  { id, weekdays }: ActivitySeries,
  dates: readonly Activity[],
  now: Date,
): ActivitySeriesView => ({
  id,
  weekdays,
  dates: dates.map((date) => ({
    id: date.id,
    startsAt: date.startsAt,
    endsAt: date.endsAt,
    state: date.state,
    phase: phaseOf(date, now),
    places: date.places,
    freePlaces: date.places - date.takenPlaces,
    remark: dayRemark(shanghaiDay(date.startsAt)),
  })),
});
