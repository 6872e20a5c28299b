import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Api, Id } from '../platform/http';
import type { Activity, ActivityState } from './activity.entity';
import { OPEN_TO_PUBLIC } from './activity.lists';
import type { ActivityService } from './activity.service';
import type { ActivityReviewService } from './activity-review.service';
import { listDates } from './series.dates';
import { ActivitySeriesForm } from './series.dto';
import { ActivitySeries } from './series.entity';
import type { SeriesService } from './series.service';
import { ActivitySeriesPreview, ActivitySeriesView, seriesPreview, seriesView } from './series.view';

class ActivitySeriesParams {
  @Id() activityId: string;
}

const notShown = missing('activity_not_found', '没有找到这个活动，它可能已经下架。');

export interface SeriesRoutesNeeds {
  database: Database;
  activities: ActivityService;
  reviews: ActivityReviewService;
  series: SeriesService;
}

/** 每周服务: planning the dates of an activity that is still a draft, and which dates belong together. */
export function seriesRoutes(api: Api, { database, activities, reviews, series }: SeriesRoutesNeeds): void {
  const view = async (
    { seriesId }: Activity,
    now: Date,
    states?: readonly ActivityState[],
  ): Promise<ActivitySeriesView> => {
    const found = seriesId && (await database.manager.findOneBy(ActivitySeries, { id: seriesId }));
    ensure(found, missing('series_not_found', '这个活动不属于每周服务，只有这一次。'));
    return seriesView(found, await listDates(database, found.id, states), now);
  };
  const endpoint = {
    summary: '每周服务的各次活动',
    params: ActivitySeriesParams,
    returns: ActivitySeriesView,
  };

  api.organizer.post(
    '/activities/:activityId/series-preview',
    {
      summary: '看看每周服务是哪些日子，不保存',
      params: ActivitySeriesParams,
      body: ActivitySeriesForm,
      returns: ActivitySeriesPreview,
    },
    async ({ actor, params, body }) => {
      const { activity, days } = await series.preview(database, actor, params.activityId, body);
      return seriesPreview(activity, days);
    },
  );

  api.organizer.post(
    '/activities/:activityId/series',
    {
      summary: '安排为每周服务',
      params: ActivitySeriesParams,
      body: ActivitySeriesForm,
      returns: ActivitySeriesView,
      status: 201,
    },
    async ({ actor, params, body, now }) =>
      view(await database.transaction((tx) => series.plan(tx, actor, params.activityId, body)), now),
  );

  api.organizer.delete(
    '/activities/:activityId/series',
    { summary: '撤销还没有提交的每周安排，只留第一次', params: ActivitySeriesParams },
    ({ actor, params }) => database.transaction((tx) => series.dissolve(tx, actor, params.activityId)),
  );

  api.organizer.get('/activities/:activityId/series', endpoint, async ({ actor, params, now }) => {
    const activity = await activities.findActivity(database, params.activityId);
    await activities.requireOrganizer(database, actor, activity);
    return view(activity, now);
  });

  api.unit.get('/activities/:activityId/series', endpoint, async ({ actor, params, now }) =>
    view(await reviews.requireReviewable(database, actor, params.activityId), now),
  );

  api.public.get('/activities/:activityId/series', endpoint, async ({ params, now }) => {
    const activity = await activities.findActivity(database, params.activityId);
    ensure(OPEN_TO_PUBLIC.includes(activity.state), notShown);
    return view(activity, now, OPEN_TO_PUBLIC);
  });
}
