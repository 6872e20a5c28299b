import type { Organization } from '../organizations';
import { maskName } from '../platform/crypto/personal-data';
import {
  Decimal,
  Flag,
  Instant,
  ListOf,
  Nested,
  Nullable,
  OneOf,
  Output,
  OutputNumber,
  type Page,
  Texts,
} from '../platform/http';
import { areaFullName } from '../reference';
import type { Volunteer } from '../volunteers';
import { ACTIVITY_STATES, type Activity, SIGN_UP_MODES } from './activity.entity';
import type { ActivityChange } from './activity-change.entity';
import { ActivityChangeView, activityChangeView } from './activity-change.view';
import type { Post } from './post.entity';
import { NOT_LOGGED_IN, phaseOf, type Reason, recruitmentReasons } from './recruitment.rules';

export const PHASES = ['upcoming', 'recruiting', 'recruitment_over', 'in_progress', 'ended'];

/** Why something is not possible: a stable code and a sentence to show (R30). */
export class ReasonView {
  @Output() code: string;
  @Output() message: string;
}

/** An activity in a list. */
export class ActivityCard {
  @Output() id: string;
  @Output() title: string;
  @Output() category: string;
  @Nullable() @Output() scene: string | null;
  @Output() organizationId: string;
  /** the weekly series that it is a date of */
  @Nullable() @Output() seriesId: string | null;
  @Output() organizationName: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Output() place: string;
  @Output() areaCode: string;
  @Output() areaName: string;
  @OutputNumber() places: number;
  @OutputNumber() freePlaces: number;
  @OutputNumber() waiting: number;
  @Flag() membersOnly: boolean;
  @Flag() invitedOnly: boolean;
  @OneOf(ACTIVITY_STATES) state: string;
  @OneOf(PHASES) phase: string;
}

/** What the dates of a series in a list come to. */
export class SeriesSummaryView {
  @OutputNumber() dates: number;
  @OutputNumber('those that are still to come') ahead: number;
  @OutputNumber('places that are held, over all of them') signedUp: number;
  @OutputNumber() places: number;
  @OutputNumber() waiting: number;
}

/** A row of the organizer's list: an activity, or a series told by its next date. */
export class ActivityGroupView extends ActivityCard {
  @Nullable() @Nested(() => SeriesSummaryView) series: SeriesSummaryView | null;
}

/** One page of the public list. Answered from memory: as things were at `asOf`, at most a second ago. */
export class PublicActivityPage {
  @ListOf(() => ActivityCard, 50) items: ActivityCard[];
  @Nullable() @Output('cursor of the next page') next: string | null;
  @Instant() asOf: Date;
}

/** 岗位: what somebody signs up for. */
export class PostView {
  @Output() id: string;
  @Output() title: string;
  /** discipline or skill asked for */
  @Nullable() @Output() requirement: string | null;
  @OutputNumber() places: number;
  @OutputNumber() freePlaces: number;
  @OutputNumber() waiting: number;
  @Nullable() @OutputNumber() minAge: number | null;
  @Nullable() @OutputNumber() maxAge: number | null;
  @Flag() membersOnly: boolean;
}

/** What an activity tells everybody. */
export class ActivityDetail extends ActivityCard {
  @ListOf(() => PostView, 20) posts: PostView[];
  @OneOf(SIGN_UP_MODES) signUpMode: string;
  @Flag() waitlist: boolean;
  @Instant() recruitFrom: Date;
  @Instant() recruitUntil: Date;
  /** null where nobody said where exactly it was: of what was entered afterwards only */
  @Nullable() @Decimal(-90, 90) latitude: number | null;
  @Nullable() @Decimal(-180, 180) longitude: number | null;
  @OutputNumber('how far from the position one may check in') radiusMetres: number;
  @Output() riskNotice: string;
  @Output() riskLevel: string;
  @Flag() insured: boolean;
  /** refundable attendance deposit in fen, null when none is asked for */
  @Nullable() @OutputNumber() depositFen: number | null;
  @Texts(20, 2) guarantees: string[];
  @Texts(20, 2) targets: string[];
  @Nullable() @OutputNumber() minAge: number | null;
  @Nullable() @OutputNumber() maxAge: number | null;
  /** masked for the public */
  @Output() leadName: string;
  @Output() contact: string;
  @Output() intro: string;
  /** why it was cancelled */
  @Nullable() @Output() stateReason: string | null;
  @Nullable() @Instant() rescheduledAt: Date | null;
  @Nullable() @Output() rescheduleReason: string | null;
}

/** The public page: besides, why a visitor cannot sign up (yet). */
export class PublicActivityView extends ActivityDetail {
  @ListOf(() => ReasonView, 20) reasons: Reason[];
  /** the latest changes since publication, newest first */
  @ListOf(() => ActivityChangeView, 20) changes: ActivityChangeView[];
  @Instant() asOf: Date;
}

/** For those who run or review it. */
export class ManagedActivityView extends ActivityDetail {
  @OutputNumber() takenPlaces: number;
  @Nullable() @Output() insurance: string | null;
  @Output() leadId: string;
  /** the demand that it answers */
  @Nullable() @Output() demandId: string | null;
  /** somebody signed up once: it can be cancelled, not withdrawn (R24) */
  @Flag() signedUp: boolean;
  @Instant() createdAt: Date;
  @Nullable() @Instant() publishedAt: Date | null;
}

/** What the views need besides the row. */
export interface ActivityContext {
  organization: Pick<Organization, 'name'> | undefined;
  now: Date;
}

export function activityCard(activity: Activity, { organization, now }: ActivityContext): ActivityCard {
  return {
    id: activity.id,
    title: activity.title,
    category: activity.category,
    scene: activity.scene,
    organizationId: activity.organizationId,
    seriesId: activity.seriesId,
    organizationName: organization?.name ?? '',
    startsAt: activity.startsAt,
    endsAt: activity.endsAt,
    place: activity.place,
    areaCode: activity.areaCode,
    areaName: areaFullName(activity.areaCode),
    places: activity.places,
    freePlaces: activity.places - activity.takenPlaces,
    waiting: activity.waiting,
    membersOnly: activity.membersOnly,
    invitedOnly: activity.invitedOnly,
    state: activity.state,
    phase: phaseOf(activity, now),
  };
}

export const postView = (post: Post): PostView => ({
  id: post.id,
  title: post.title,
  requirement: post.requirement,
  places: post.places,
  freePlaces: post.places - post.takenPlaces,
  waiting: post.waiting,
  minAge: post.minAge,
  maxAge: post.maxAge,
  membersOnly: post.membersOnly,
});

function activityDetail(activity: Activity, context: DetailContext, leadName: string): ActivityDetail {
  return {
    ...activityCard(activity, context),
    posts: context.posts.map(postView),
    signUpMode: activity.signUpMode,
    waitlist: activity.waitlist,
    recruitFrom: activity.recruitFrom,
    recruitUntil: activity.recruitUntil,
    latitude: activity.latitude,
    longitude: activity.longitude,
    radiusMetres: activity.radiusMetres,
    riskNotice: activity.riskNotice,
    riskLevel: activity.riskLevel,
    insured: activity.insurance !== null,
    depositFen: activity.depositFen,
    guarantees: activity.guarantees,
    targets: activity.targets,
    minAge: activity.minAge,
    maxAge: activity.maxAge,
    leadName,
    contact: activity.contact,
    intro: activity.intro,
    stateReason: activity.stateReason,
    rescheduledAt: activity.rescheduledAt,
    rescheduleReason: activity.rescheduleReason,
  };
}

type DetailContext = ActivityContext & { lead: Pick<Volunteer, 'name'> | undefined; posts: Post[] };

export const publicActivityView = (
  activity: Activity,
  context: DetailContext,
  changes: readonly ActivityChange[],
): PublicActivityView => ({
  ...activityDetail(activity, context, maskName(context.lead?.name ?? '')),
  reasons: [NOT_LOGGED_IN, ...recruitmentReasons(activity, activity, context.now)],
  changes: changes.map(activityChangeView),
  asOf: context.now,
});

export const managedActivityView = (activity: Activity, context: DetailContext): ManagedActivityView => ({
  ...activityDetail(activity, context, context.lead?.name ?? ''),
  takenPlaces: activity.takenPlaces,
  insurance: activity.insurance,
  leadId: activity.leadId,
  demandId: activity.demandId,
  signedUp: activity.signedUp,
  createdAt: activity.createdAt,
  publishedAt: activity.publishedAt,
});

/** @param organizations by id */
export const activityCards = (
  { items, next }: Page<Activity>,
  organizations: ReadonlyMap<string, Organization>,
  now: Date,
): Page<ActivityCard> => ({
  items: items.map((activity) =>
    activityCard(activity, { organization: organizations.get(activity.organizationId), now }),
  ),
  next,
});
