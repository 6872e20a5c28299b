import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService, UnitQueues } from '../organizations';
import type { Parts } from '../platform/parts';
import type { VolunteerService } from '../volunteers';
import { Activity } from './activity.entity';
import { firstOfSeries } from './activity.lists';
import { activityRoutes } from './activity.routes';
import { ActivityService } from './activity.service';
import { activityChangeRoutes } from './activity-change.routes';
import { ActivityChanges } from './activity-changes';
import { activityPublicRoutes } from './activity-public.routes';
import { ActivityReviewService } from './activity-review.service';
import { nearbyRoutes } from './nearby.routes';
import { followOrganizations } from './organization-succession';
import { PlanDraftService } from './plan-draft.service';
import { planningRoutes } from './planning.routes';
import { PostService } from './post.service';
import { seriesRoutes } from './series.routes';
import { SeriesService } from './series.service';
import { TemplateService } from './template.service';

export interface ActivitiesNeeds {
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  queues: UnitQueues;
  memberships: MembershipService;
}

export interface Activities {
  activities: ActivityService;
  posts: PostService;
  changes: ActivityChanges;
}

/** Makes the module's services and hangs its routes. */
export function activitiesModule(parts: Parts, needs: ActivitiesNeeds): Activities {
  const { api, audit, clock, config, database, jobs, relay } = parts;
  const { organizations, rights, memberships } = needs;
  const posts = new PostService();
  const changes = new ActivityChanges(clock);
  const deposits = config.wechat.pay && config.policy;
  const activities = new ActivityService(organizations, memberships, posts, changes, clock, deposits);
  const reviews = new ActivityReviewService(
    activities,
    organizations,
    memberships,
    rights,
    changes,
    audit,
    clock,
  );
  activityRoutes(api, { database, ...needs, activities, posts, reviews });
  activityPublicRoutes(api, { database, clock, ...needs, activities, posts, changes });
  const drafts = new PlanDraftService(activities, organizations, memberships, config.policy, clock);
  const templates = new TemplateService(activities, posts, memberships, config.policy, clock);
  planningRoutes(api, { database, ...needs, drafts, templates });
  const series = new SeriesService(activities, posts, memberships, config.policy, clock);
  seriesRoutes(api, { database, ...needs, activities, reviews, series });
  jobs.schedule('plan-drafts.forget-blank', '15 4 * * *', () => drafts.forgetBlank(database));
  audit.subjects.addEntity(['activity', 'signups', 'close-out'], Activity, ({ title }) => title);
  needs.queues.add('activities', Activity, `item.state = 'PENDING' AND ${firstOfSeries('item')}`);
  activityChangeRoutes(api, { database, ...needs, activities, reviews });
  followOrganizations(relay, activities, changes, clock);
  nearbyRoutes(api, { database, clock, organizations });
  return { activities, posts, changes };
}
