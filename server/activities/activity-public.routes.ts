import type Koa from 'koa';
import type { OrganizationService } from '../organizations';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Api, Id } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { ActivityListQuery } from './activity.dto';
import { OPEN_TO_PUBLIC, readPublicList } from './activity.lists';
import type { ActivityService } from './activity.service';
import { activityCards, PublicActivityPage, PublicActivityView, publicActivityView } from './activity.view';
import type { ActivityChanges } from './activity-changes';
import type { PostService } from './post.service';
import { RecentAnswers } from './recent-answers';

class PublicActivityParams {
  @Id() activityId: string;
}

export interface PublicActivityRoutesNeeds {
  database: Database;
  clock: Clock;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  activities: ActivityService;
  posts: PostService;
  changes: ActivityChanges;
}

/** Free places on a page are at most this old. */
const FRESH_MS = 1_000;
const SHOWN_CHANGES = 20;

/** The two reads that everybody opens when an activity becomes popular. */
export function activityPublicRoutes(api: Api, needs: PublicActivityRoutesNeeds): void {
  const { database, clock, volunteers, organizations, activities } = needs;
  const answers = new RecentAnswers(clock, FRESH_MS);

  const list = async (query: ActivityListQuery, asOf: Date): Promise<PublicActivityPage> => {
    const page = await readPublicList(database, query, asOf);
    const ids = page.items.map(({ organizationId }) => organizationId);
    return { ...activityCards(page, await organizations.findOrganizations(database, ids), asOf), asOf };
  };

  const show = async (activityId: string, now: Date): Promise<PublicActivityView> => {
    const activity = await activities.findActivity(database, activityId);
    ensure(
      OPEN_TO_PUBLIC.includes(activity.state),
      missing('activity_not_found', '没有找到这个活动，它可能已经下架。'),
    );
    const organization = await organizations.findOrganization(database, activity.organizationId);
    const lead = (await volunteers.findVolunteers(database, [activity.leadId])).get(activity.leadId);
    const posts = (await needs.posts.listPosts(database, [activityId])).get(activityId)!;
    const changes = await needs.changes.listLatest(database, activityId, SHOWN_CHANGES);
    return publicActivityView(activity, { organization, lead, posts, now }, changes);
  };

  api.public.get(
    '/activities',
    { summary: '查找活动', query: ActivityListQuery, returns: PublicActivityPage },
    async ({ ctx, query }) =>
      send(ctx, await answers.answer(`list ${JSON.stringify(query)}`, (asOf) => list(query, asOf))),
  );

  api.public.get(
    '/activities/:activityId',
    { summary: '活动详情', params: PublicActivityParams, returns: PublicActivityView },
    async ({ ctx, params: { activityId } }) =>
      send(ctx, await answers.answer(`activity ${activityId}`, (asOf) => show(activityId, asOf))),
  );
}

/** JSON that was made earlier goes out as it is: its type says view, its value is the view's bytes. */
function send(ctx: Koa.Context, json: Buffer): never {
  ctx.type = 'json';
  return json as never;
}
