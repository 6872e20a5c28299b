import { In } from 'typeorm';
import type { MembershipService } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type {
  ActivityCancellationForm,
  ActivityEditForm,
  ActivityForm,
  RescheduleForm,
} from './activity.dto';
import { Activity } from './activity.entity';
import type { Rescheduled } from './activity.events';
import { type ActivityStep, noSilentWithdrawal, refusalOf, TRANSITIONS, UNSEEN } from './activity.rules';
import type { ChangedField, ChangeKind } from './activity-change.entity';
import { type ActivityChanges, changedFields } from './activity-changes';
import { type DepositTerms, faultOfDeposit, faultOfPlan, faultOfPublication } from './activity-form.rules';
import type { Post } from './post.entity';
import { faultOfPosts, postsOf, totalPlaces } from './post.rules';
import type { PostService } from './post.service';
import { phaseOf } from './recruitment.rules';
import { fromHereOn, inTurn, tellCancelled, tellRescheduled, together } from './series.dates';
import { daysApart, faultOfLateDates, formApart } from './series.rules';

/** @throws Fault when the organization may not answer the demand */
export type DemandCheck = (tx: Tx, demandId: string, organizationId: string) => Promise<void>;

/** The way of an activity as its organization goes it, and its places (R20–R24, R31). */
export class ActivityService {
  private demandCheck: DemandCheck = async () => {
    throw invalid('demand_not_found', '没有找到这条需求，请重新选择。', { field: 'demandId' });
  };

  constructor(
    private readonly organizations: OrganizationService,
    private readonly memberships: MembershipService,
    private readonly posts: PostService,
    private readonly changes: ActivityChanges,
    private readonly clock: Clock,
    private readonly depositTerms: DepositTerms,
  ) {}

  /** Lets the module of demands, which stands above, say which of them an activity may answer. */
  checkDemands(check: DemandCheck): void {
    this.demandCheck = check;
  }

  /** Writes a first draft. */
  async draft(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    form: ActivityForm,
    id = newId(),
  ): Promise<Activity> {
    await this.memberships.requireAdmin(tx, actor, organizationId);
    await this.organizations.requireActive(tx, organizationId);
    const activity: Activity = {
      id,
      organizationId,
      ...(await this.plan(tx, organizationId, form, actor.volunteerId)),
      ...UNSEEN,
      seriesId: null,
      createdBy: actor.volunteerId,
      createdAt: this.clock.now(),
    };
    await tx.manager.insert(Activity, activity);
    await this.posts.replace(tx, activity.id, postsOf(form));
    return activity;
  }

  /** Writes a draft anew, and as asked those dates of its series that come after it. */
  async edit(tx: Tx, actor: Actor, id: string, { laterDates, ...form }: ActivityEditForm): Promise<Activity> {
    const activity = await this.requireOwn(tx, actor, id);
    const dates = await fromHereOn(tx, activity, TRANSITIONS.EDIT.from, laterDates);
    const [edited] = await inTurn(dates, (date) => {
      const own = formApart(form, daysApart(activity.startsAt, date.startsAt));
      // One activity answers a demand.
      return this.editOne(tx, actor, date, date === activity ? own : { ...own, demandId: null });
    });
    return edited!;
  }

  private async editOne(tx: Tx, actor: Actor, activity: Activity, form: ActivityForm): Promise<Activity> {
    const { id } = activity;
    const changes = await this.plan(tx, activity.organizationId, form, activity.leadId);
    await this.step(tx, 'EDIT', id, changes);
    await this.posts.replace(tx, id, postsOf(form));
    await this.keepChange(tx, actor, 'EDIT', activity, changedFields(activity, changes));
    return { ...activity, ...changes };
  }

  private async plan(tx: Tx, organizationId: string, form: ActivityForm, defaultLeadId: string) {
    const { posts: _, ...fields } = form;
    const posts = postsOf(form);
    const plan = {
      ...fields,
      ...instantsOf(form),
      recruitFrom: new Date(form.recruitFrom),
      scene: form.scene ?? null,
      demandId: form.demandId ?? null,
      insurance: form.insurance ?? null,
      minAge: form.minAge ?? null,
      maxAge: form.maxAge ?? null,
      leadId: form.leadId ?? defaultLeadId,
      places: totalPlaces(posts),
      signUpMode: form.signUpMode ?? 'FIRST_COME',
      waitlist: form.waitlist ?? true,
      invitedOnly: form.invitedOnly ?? false,
      depositFen: form.depositFen ?? null,
    };
    const fault = faultOfPlan(plan) ?? faultOfPosts(posts) ?? faultOfDeposit(plan, this.depositTerms);
    if (fault) throw fault;
    ensure(
      await this.memberships.isMember(tx, plan.leadId, organizationId),
      invalid('lead_not_member', '活动负责人要是本组织的成员，请重新选择。', { field: 'leadId' }),
    );
    if (plan.demandId) await this.demandCheck(tx, plan.demandId, organizationId);
    return plan;
  }

  /** Hands the plan to the reviewing unit. Once submitted it cannot be edited without withdrawing it. */
  async submit(tx: Tx, actor: Actor, id: string): Promise<void> {
    const activity = await this.requireOwn(tx, actor, id);
    const dates = await together(tx, activity);
    const fault = faultOfLateDates(dates, this.clock.now());
    if (fault) throw fault;
    await inTurn(dates, async (date) => {
      await this.requirePublishable(tx, date);
      await this.step(tx, 'SUBMIT', date.id, { stateReason: null });
      tx.emit('activity.submitted', { activityId: date.id });
    });
  }

  /** R14, R23 and the clock. */
  async requirePublishable(reader: Reader, activity: Activity): Promise<void> {
    const organization = await this.organizations.requireActive(reader, activity.organizationId);
    this.organizations.requireLinked(organization);
    const fault = faultOfPublication(activity, this.clock.now());
    if (fault) throw fault;
  }

  /** Back to a draft, as long as nobody ever signed up (R24). One date of a published series leaves it thereby. */
  async withdraw(tx: Tx, actor: Actor, id: string): Promise<void> {
    const activity = await this.requireOwn(tx, actor, id);
    ensure(!activity.signedUp, noSilentWithdrawal);
    const shown = activity.state === 'PUBLISHED';
    await inTurn(shown ? [activity] : await together(tx, activity), async (date) => {
      const changes = shown ? { seriesId: null } : {};
      await this.step(tx, 'WITHDRAW', date.id, changes, { signedUp: false });
      await this.keepChange(tx, actor, 'WITHDRAW', date, []);
      tx.emit('activity.withdrawn', { activityId: date.id });
    });
  }

  /** Moves time or place of a published activity that has not begun; everybody signed up is told (R24). */
  async reschedule(tx: Tx, actor: Actor, id: string, { laterDates, ...form }: RescheduleForm): Promise<void> {
    // Locked, so that what it was before is what the record of changes says.
    await lockRow(tx, Activity, id);
    const activity = await this.requireOwn(tx, actor, id);
    const dates = await fromHereOn(tx, activity, TRANSITIONS.RESCHEDULE.from, laterDates);
    const moved = await inTurn(dates, (date) =>
      this.rescheduleOne(tx, actor, date, formApart(form, daysApart(activity.startsAt, date.startsAt))),
    );
    tellRescheduled(tx, moved);
  }

  private async rescheduleOne(
    tx: Tx,
    actor: Actor,
    activity: Activity,
    form: RescheduleForm,
  ): Promise<Rescheduled> {
    const { id } = activity;
    const now = this.clock.now();
    ensure(
      activity.startsAt > now,
      conflict('activity_begun', '活动已经开始，不能再变更时间和地点。如需停办，请取消活动。'),
    );
    const { reason, ...whenAndWhere } = form;
    const changes = { ...whenAndWhere, ...instantsOf(form) };
    const fault = faultOfPlan({ ...activity, ...changes });
    if (fault) throw fault;
    ensure(
      changes.startsAt > now,
      invalid('start_past', '新的开始时间已经过了，请修改。', { field: 'startsAt' }),
    );
    await this.step(tx, 'RESCHEDULE', id, { ...changes, rescheduledAt: now, rescheduleReason: reason });
    const items = changedFields(activity, changes);
    const changeId = await this.keepChange(tx, actor, 'RESCHEDULE', activity, items, reason);
    return { activityId: id, changeId };
  }

  /** Calls a published activity off; its sign-ups are cancelled by what the event starts. */
  async cancel(
    tx: Tx,
    actor: Actor,
    id: string,
    { reason, laterDates }: ActivityCancellationForm,
  ): Promise<void> {
    const activity = await this.requireOwn(tx, actor, id);
    const dates = await fromHereOn(tx, activity, TRANSITIONS.CANCEL.from, laterDates);
    await inTurn(dates, (date) => this.cancelOne(tx, actor, date, reason));
    tellCancelled(tx, dates);
  }

  private async cancelOne(tx: Tx, actor: Actor, activity: Activity, reason: string): Promise<void> {
    const { id } = activity;
    ensure(
      phaseOf(activity, this.clock.now()) !== 'ended',
      conflict('activity_ended', '活动已经结束，不能取消，请结项。'),
    );
    await this.step(tx, 'CANCEL', id, { stateReason: reason });
    await this.keepChange(tx, actor, 'CANCEL', activity, [], reason);
  }

  /** What is to be settled before is known above, where the closing begins. */
  async close(tx: Tx, actor: Actor, id: string): Promise<void> {
    const activity = await this.findActivity(tx, id);
    await this.requireOrganizer(tx, actor, activity);
    ensure(
      phaseOf(activity, this.clock.now()) === 'ended',
      conflict('activity_not_ended', '活动还没有结束，结束后可以结项。'),
    );
    await this.step(tx, 'CLOSE', id);
    await this.keepChange(tx, actor, 'CLOSE', activity, []);
    tx.emit('activity.closed', { activityId: id });
  }

  /** An activity that took place without having been published, once a unit above has approved it (R25): closed from the start. */
  async enterPast(tx: Tx, past: PastFacts, people: number): Promise<Activity> {
    const now = this.clock.now();
    const activity: Activity = {
      ...PAST_DEFAULTS,
      ...{ id: newId(), organizationId: past.organizationId, title: past.title, category: past.category },
      ...{ startsAt: past.startsAt, endsAt: past.endsAt, place: past.place, areaCode: past.areaCode },
      ...{ recruitFrom: past.startsAt, recruitUntil: past.startsAt, intro: past.intro, places: people },
      ...{ leadId: past.enteredBy, createdBy: past.enteredBy, createdAt: now, publishedAt: now },
      ...{ guarantees: [], targets: [] },
      ...{ latitude: past.position?.latitude ?? null, longitude: past.position?.longitude ?? null },
    };
    await tx.manager.insert(Activity, activity);
    await this.posts.replace(tx, activity.id, postsOf({ places: people }));
    await this.organizations.countActivity(tx, activity.organizationId);
    return activity;
  }

  /** Makes a step along the transitions; the database decides whether the activity still is where the step starts. */
  async step(
    tx: Tx,
    step: ActivityStep,
    id: string,
    changes: Partial<Activity> = {},
    condition: Partial<Activity> = {},
  ): Promise<void> {
    const { from, to } = TRANSITIONS[step];
    await changeExactlyOne(
      tx,
      Activity,
      { id, state: In([...from]), ...condition },
      { ...changes, ...(to ? { state: to } : {}) },
      () => refusalOf(step),
    );
  }

  private async requireOwn(tx: Tx, actor: Actor, id: string): Promise<Activity> {
    const activity = await this.findActivity(tx, id);
    await this.memberships.requireAdmin(tx, actor, activity.organizationId);
    return activity;
  }

  /** An admin of the organization, or the activity's lead. @throws Fault forbidden `not_organizer` */
  async requireOrganizer(
    reader: Reader,
    actor: Actor,
    activity: Pick<Activity, 'organizationId' | 'leadId'>,
  ): Promise<void> {
    if (actor.volunteerId !== null && actor.volunteerId === activity.leadId) return;
    const administered = actor.volunteerId
      ? await this.memberships.adminOrganizationIds(reader, actor.volunteerId)
      : [];
    ensure(
      administered.includes(activity.organizationId),
      forbidden('not_organizer', '只有活动负责人和组织管理员可以进行这项操作，请联系他们。'),
    );
  }

  /** @throws Fault missing `activity_not_found` */
  async findActivity(reader: Reader, id: string): Promise<Activity> {
    const activity = await reader.manager.findOneBy(Activity, { id });
    ensure(activity, missing('activity_not_found', '没有找到这个活动，它可能已经下架。'));
    return activity;
  }

  /** @returns by id; ids that do not exist are left out */
  async findActivities(reader: Reader, ids: readonly string[]): Promise<Map<string, Activity>> {
    if (ids.length === 0) return new Map();
    const rows = await reader.manager.findBy(Activity, { id: In([...new Set(ids)]) });
    return new Map(rows.map((activity) => [activity.id, activity]));
  }

  /** Changes how many places a post of a published activity has; who waits is offered the new ones. */
  async changePlaces(tx: Tx, actor: Actor, postId: string, places: number): Promise<Post> {
    const post = await this.posts.findPost(tx, postId);
    const activity = await this.requireOwn(tx, actor, post.activityId);
    ensure(
      activity.state === 'PUBLISHED' && activity.startsAt > this.clock.now(),
      conflict('activity_state_changed', '只有已发布、还没有开始的活动可以调整名额。请刷新后再看。'),
    );
    const { before, after } = await this.posts.resize(tx, post, places);
    const item = { field: 'places', of: after.title, from: before.places, to: after.places };
    if (item.from !== item.to) await this.keepChange(tx, actor, 'PLACES', activity, [item]);
    return after;
  }

  private keepChange(
    tx: Tx,
    actor: Actor,
    kind: ChangeKind,
    before: Activity,
    items: ChangedField[],
    reason?: string,
  ): Promise<string | null> {
    return this.changes.record(tx, before, items, { kind, side: 'ORGANIZATION', actor, reason });
  }
}

export type PastFacts = Pick<
  Activity,
  'organizationId' | 'title' | 'category' | 'startsAt' | 'endsAt' | 'place' | 'areaCode' | 'intro'
> & { enteredBy: string; position: { latitude: number; longitude: number } | null };

/** Nobody signs up for what is over. */
const PAST_DEFAULTS = {
  state: 'CLOSED' as const,
  signUpMode: 'FIRST_COME' as const,
  riskLevel: 'NONE' as const,
  riskNotice: '活动已经结束。',
  contact: '请联系组织',
  ...{ waitlist: false, invitedOnly: false, membersOnly: false, signedUp: false },
  ...{ takenPlaces: 0, waiting: 0, radiusMetres: 50 },
  ...{
    scene: null,
    demandId: null,
    insurance: null,
    minAge: null,
    maxAge: null,
    depositFen: null,
    seriesId: null,
  },
  ...{ stateReason: null, rescheduledAt: null, rescheduleReason: null },
};

const instantsOf = (form: Pick<ActivityForm, 'startsAt' | 'endsAt' | 'recruitUntil'>) => ({
  startsAt: new Date(form.startsAt),
  endsAt: new Date(form.endsAt),
  recruitUntil: new Date(form.recruitUntil),
});
