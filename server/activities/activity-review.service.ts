import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import type { Reader, Tx } from '../platform/database';
import { conflict, ensure, forbidden } from '../platform/fault';
import { Activity } from './activity.entity';
import { type ActivityVerdict, faultOfVerdict, refusalOf } from './activity.rules';
import type { ActivityService } from './activity.service';
import type { ActivityChanges } from './activity-changes';
import { recruitmentPast } from './activity-form.rules';
import { amongOthers, inTurn, together } from './series.dates';

const OUTCOMES = { APPROVE: 'published', RETURN: 'returned', REJECT: 'rejected' } as const;
const LEFT_OUT = '审核通过这组活动时，这一次的报名已经截止，没有发布。';
const seriesOver = conflict(
  'series_over',
  '这组活动各次的报名都已经截止，不能通过。请退回修改，让组织改好时间后重新提交。',
);

type Among = ReturnType<typeof amongOthers>;

/** What the CAST unit above the organization decides about an activity (R21). */
export class ActivityReviewService {
  constructor(
    private readonly activities: ActivityService,
    private readonly organizations: OrganizationService,
    private readonly memberships: MembershipService,
    private readonly rights: RightsService,
    private readonly changes: ActivityChanges,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Approves (which publishes), returns or rejects; a series that waits for it with all its dates at once. Of a series the
   * dates whose recruitment is over are left out of an approval: they end as rejected, and the organizer hears which.
   *
   * @throws Fault conflict `series_over` when an approval would leave out all of them
   */
  async review(tx: Tx, actor: RegisteredActor, id: string, verdict: ActivityVerdict): Promise<void> {
    const activity = await this.requireReviewable(tx, actor, id);
    const waiting = activity.state === 'PENDING';
    const dates = waiting ? await together(tx, activity) : [activity];
    await inTurn(dates, (date) => this.refuseOwn(tx, actor, date));
    const fault = faultOfVerdict(verdict);
    if (fault) throw fault;
    ensure(waiting, refusalOf(verdict.decision));
    const now = this.clock.now();
    const approved = verdict.decision === 'APPROVE' && dates.length > 1;
    const [late, decided] = split(dates, (date) => approved && recruitmentPast(date, now));
    const [first] = decided;
    ensure(first, seriesOver);
    const among = amongOthers(dates);
    await inTurn(late, (date) => this.leaveOut(tx, actor, date, among));
    // One activity answers a demand: the first that takes place.
    const demandId = late.find((date) => date.demandId !== null)?.demandId;
    if (demandId) await tx.manager.update(Activity, { id: first.id }, { demandId });
    await inTurn(decided, (date) => this.decide(tx, actor, date, verdict, among));
    if (dates.length === 1) return;
    tx.emit('activities.reviewed', {
      activityIds: decided.map(({ id }) => id),
      outcome: OUTCOMES[verdict.decision],
      leftOut: late.map(({ id }) => id),
    });
  }

  private async leaveOut(
    tx: Tx,
    actor: Actor,
    { id, organizationId }: Activity,
    among: Among,
  ): Promise<void> {
    await this.activities.step(tx, 'REJECT', id, { stateReason: LEFT_OUT, demandId: null });
    await this.audit.record(tx, actor, 'activity.rejected', id, { organizationId, reason: LEFT_OUT });
    tx.emit('activity.rejected', { activityId: id, ...among });
  }

  private async decide(
    tx: Tx,
    actor: RegisteredActor,
    activity: Activity,
    verdict: ActivityVerdict,
    among: Among,
  ): Promise<void> {
    const { id } = activity;
    const { decision, reason = null } = verdict;
    if (decision === 'APPROVE') await this.publish(tx, actor, activity);
    else await this.activities.step(tx, decision, id, { stateReason: reason });
    const event = OUTCOMES[decision];
    const { organizationId } = activity;
    await this.audit.record(tx, actor, `activity.${event}`, id, { ...verdict, organizationId });
    tx.emit(`activity.${event}`, { activityId: id, ...among });
  }

  private async publish(tx: Tx, actor: Actor, activity: Activity): Promise<void> {
    await this.activities.requirePublishable(tx, activity);
    await this.activities.step(tx, 'APPROVE', activity.id, {
      stateReason: null,
      publishedAt: this.clock.now(),
    });
    await this.changes.record(tx, activity, [], { kind: 'PUBLISH', side: 'UNIT', actor });
    if (activity.publishedAt === null) await this.organizations.countActivity(tx, activity.organizationId);
  }

  /** Takes a published activity off the public pages at once; its sign-ups are cancelled by what the event starts. */
  async takeDown(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    const activity = await this.requireReviewable(tx, actor, id);
    const { organizationId } = activity;
    await this.activities.step(tx, 'TAKE_DOWN', id, { stateReason: reason });
    await this.changes.record(tx, activity, [], { kind: 'TAKE_DOWN', side: 'UNIT', actor, reason });
    await this.audit.record(tx, actor, 'activity.taken-down', id, { organizationId, reason });
    tx.emit('activity.taken-down', { activityId: id });
  }

  /** @throws Fault forbidden `out_of_scope`, unless the actor's unit stands above the activity's organization */
  async requireReviewable(reader: Reader, actor: Actor, id: string): Promise<Activity> {
    const activity = await this.activities.findActivity(reader, id);
    const organization = await this.organizations.findOrganization(reader, activity.organizationId);
    await this.rights.requireReviewer(reader, actor, organization);
    return activity;
  }

  /** Nobody reviews their own: an officer may also run or lead an organization's activities (R10). */
  private async refuseOwn(reader: Reader, actor: RegisteredActor, activity: Activity): Promise<void> {
    const { volunteerId } = actor;
    const administered = await this.memberships.adminOrganizationIds(reader, volunteerId);
    const own =
      [activity.createdBy, activity.leadId].includes(volunteerId) ||
      administered.includes(activity.organizationId);
    ensure(!own, forbidden('own_activity', '不能审核自己参与组织的活动，请由同事或上一级科协处理。'));
  }
}

/** @returns those that are so, and those that are not */
const split = <T>(all: readonly T[], isSo: (one: T) => boolean): [T[], T[]] => [
  all.filter(isSo),
  all.filter((one) => !isSo(one)),
];
