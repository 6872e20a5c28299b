import type { Database } from '../platform/database';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import type { ActivityService } from './activity.service';
import { ActivityChange } from './activity-change.entity';
import { activityChangeView, ManagedActivityChangeView } from './activity-change.view';
import type { ActivityReviewService } from './activity-review.service';

class ActivityParams {
  @Id() activityId: string;
}

export interface ActivityChangeRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  activities: ActivityService;
  reviews: ActivityReviewService;
}

/** 变更记录 with names, for those who run or review an activity; the public page has its own, without them (R24). */
export function activityChangeRoutes(api: Api, needs: ActivityChangeRoutesNeeds): void {
  const { database, volunteers, activities, reviews } = needs;
  const endpoint = {
    summary: '活动变更记录',
    params: ActivityParams,
    query: PageQuery,
    returns: pageOf(ManagedActivityChangeView),
  };

  const list = async (activityId: string, query: PageQuery) => {
    const all = database.manager
      .createQueryBuilder(ActivityChange, 'change')
      .where('change.activityId = :activityId', { activityId });
    const page = await readPage(all, 'change', query);
    const actors = page.items.flatMap(({ actorId }) => actorId ?? []);
    const people = await volunteers.findVolunteers(database, actors);
    return mapPage(page, (change) => ({
      ...activityChangeView(change),
      actorName: (change.actorId && people.get(change.actorId)?.name) || null,
    }));
  };

  api.organizer.get('/activities/:activityId/changes', endpoint, async ({ actor, params, query }) => {
    const activity = await activities.findActivity(database, params.activityId);
    await activities.requireOrganizer(database, actor, activity);
    return list(params.activityId, query);
  });

  api.unit.get('/activities/:activityId/changes', endpoint, async ({ actor, params, query }) => {
    await reviews.requireReviewable(database, actor, params.activityId);
    return list(params.activityId, query);
  });
}
