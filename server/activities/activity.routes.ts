import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import { maskName } from '../platform/crypto/personal-data';
import type { Database } from '../platform/database';
import { type Api, Id, mapPage, type Page, pageOf } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import {
  ActivityCancellationForm,
  ActivityEditForm,
  ActivityForm,
  ActivityReasonForm,
  ActivityReviewForm,
  ManagedActivityQuery,
  OwnActivityQuery,
  RescheduleForm,
  UnitActivityQuery,
} from './activity.dto';
import type { Activity } from './activity.entity';
import { readOwnList, readScopedList } from './activity.lists';
import type { ActivityService } from './activity.service';
import {
  ActivityCard,
  ActivityGroupView,
  activityCards,
  ManagedActivityView,
  managedActivityView,
  PostView,
  postView,
} from './activity.view';
import { readOwnGroups } from './activity-groups';
import type { ActivityReviewService } from './activity-review.service';
import { PlacesForm } from './post.dto';
import type { PostService } from './post.service';

class ActivityParams {
  @Id() activityId: string;
}

class PostParams {
  @Id() postId: string;
}

class OrganizationParams {
  @Id() organizationId: string;
}

export interface ActivityRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  memberships: MembershipService;
  activities: ActivityService;
  posts: PostService;
  reviews: ActivityReviewService;
}

export function activityRoutes(api: Api, needs: ActivityRoutesNeeds): void {
  const { database, volunteers, organizations, rights, memberships, activities, posts, reviews } = needs;

  const cards = async (page: Page<Activity>, now: Date) => {
    const ids = page.items.map(({ organizationId }) => organizationId);
    return activityCards(page, await organizations.findOrganizations(database, ids), now);
  };
  const view = async (activity: Activity, now: Date) => {
    const organization = await organizations.findOrganization(database, activity.organizationId);
    const lead = (await volunteers.findVolunteers(database, [activity.leadId])).get(activity.leadId);
    const own = (await posts.listPosts(database, [activity.id])).get(activity.id)!;
    return managedActivityView(activity, { organization, lead, posts: own, now });
  };

  api.organizer.get(
    '/activities',
    { summary: '我管理的活动', query: OwnActivityQuery, returns: pageOf(ActivityCard) },
    async ({ actor, query, now }) => {
      const organizationIds = await memberships.adminOrganizationIds(database, actor.volunteerId);
      const own = { organizationIds, leadId: actor.volunteerId };
      return cards(await readOwnList(database, query, own, now), now);
    },
  );

  api.organizer.get(
    '/activity-groups',
    {
      summary: '我管理的活动，每周服务的各次合为一行',
      query: ManagedActivityQuery,
      returns: pageOf(ActivityGroupView),
    },
    async ({ actor, query, now }) => {
      const organizationIds = await memberships.adminOrganizationIds(database, actor.volunteerId);
      const own = { organizationIds, leadId: actor.volunteerId };
      const page = await readOwnGroups(database, query, own, now);
      const shown = await cards(
        mapPage(page, ({ activity }) => activity),
        now,
      );
      return {
        items: shown.items.map((card, index) => ({ ...card, series: page.items[index]!.series })),
        next: page.next,
      };
    },
  );

  api.organizer.get(
    '/activities/:activityId',
    { summary: '查看我管理的活动', params: ActivityParams, returns: ManagedActivityView },
    async ({ actor, params, now }) => {
      const activity = await activities.findActivity(database, params.activityId);
      await activities.requireOrganizer(database, actor, activity);
      return view(activity, now);
    },
  );

  api.organizer.post(
    '/organizations/:organizationId/activities',
    {
      summary: '起草活动',
      params: OrganizationParams,
      body: ActivityForm,
      returns: ManagedActivityView,
      status: 201,
    },
    async ({ actor, params, body, now }) =>
      view(await database.transaction((tx) => activities.draft(tx, actor, params.organizationId, body)), now),
  );

  api.organizer.put(
    '/activities/:activityId',
    { summary: '编辑活动草稿', params: ActivityParams, body: ActivityEditForm, returns: ManagedActivityView },
    async ({ actor, params, body, now }) =>
      view(await database.transaction((tx) => activities.edit(tx, actor, params.activityId, body)), now),
  );

  api.organizer.post(
    '/activities/:activityId/submission',
    { summary: '提交审核', params: ActivityParams },
    ({ actor, params }) => database.transaction((tx) => activities.submit(tx, actor, params.activityId)),
  );

  api.organizer.post(
    '/activities/:activityId/withdrawal',
    { summary: '撤回为草稿', params: ActivityParams },
    ({ actor, params }) => database.transaction((tx) => activities.withdraw(tx, actor, params.activityId)),
  );

  api.organizer.post(
    '/activities/:activityId/rescheduling',
    { summary: '变更时间或地点', params: ActivityParams, body: RescheduleForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => activities.reschedule(tx, actor, params.activityId, body)),
  );

  api.organizer.put(
    '/posts/:postId/places',
    { summary: '调整岗位名额', params: PostParams, body: PlacesForm, returns: PostView },
    async ({ actor, params, body }) =>
      postView(
        await database.transaction((tx) => activities.changePlaces(tx, actor, params.postId, body.places)),
      ),
  );

  api.organizer.post(
    '/activities/:activityId/cancellation',
    { summary: '取消活动', params: ActivityParams, body: ActivityCancellationForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => activities.cancel(tx, actor, params.activityId, body)),
  );

  api.unit.get(
    '/activities',
    { summary: '辖区内的活动', query: UnitActivityQuery, returns: pageOf(ActivityCard) },
    async ({ actor, query, now }) => {
      const units = await rights.officerUnits(database, actor);
      const inScope = (alias: string) => rights.inScope(alias, units);
      return cards(await readScopedList(database, query, inScope, now), now);
    },
  );

  api.unit.get(
    '/activities/:activityId',
    { summary: '查看辖区内的活动', params: ActivityParams, returns: ManagedActivityView },
    async ({ actor, params, now }) => {
      const shown = await view(await reviews.requireReviewable(database, actor, params.activityId), now);
      return (await rights.onlyLooks(database, actor))
        ? { ...shown, leadName: maskName(shown.leadName) }
        : shown;
    },
  );

  api.unit.post(
    '/activities/:activityId/review',
    { summary: '审核活动', params: ActivityParams, body: ActivityReviewForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => reviews.review(tx, actor, params.activityId, body)),
  );

  api.unit.post(
    '/activities/:activityId/take-down',
    { summary: '下架活动', params: ActivityParams, body: ActivityReasonForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => reviews.takeDown(tx, actor, params.activityId, body.reason)),
  );
}
