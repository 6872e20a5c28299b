import type { Policy } from '../../config/policy';
import type { MembershipService } from '../memberships';
import type { RegisteredActor } from '../platform/actor';
import { type Clock, shanghaiDay } from '../platform/clock';
import { insertRows, lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure } from '../platform/fault';
import { newId } from '../platform/ids';
import { Activity } from './activity.entity';
import { refusalOf, TRANSITIONS, UNSEEN } from './activity.rules';
import type { ActivityService } from './activity.service';
import { PlanDraft } from './plan-draft.entity';
import { Post } from './post.entity';
import type { PostService } from './post.service';
import { listDates } from './series.dates';
import { ActivitySeries } from './series.entity';
import { faultOfSeries, type Recurrence, seriesDays, timesOn } from './series.rules';

const plannedBefore = conflict('series_planned', '这个活动已经安排过每周服务。要另排一组，请先复制活动。');

/** 每周服务: makes the later dates of an activity that is still a draft, and takes them back. */
export class SeriesService {
  constructor(
    private readonly activities: ActivityService,
    private readonly posts: PostService,
    private readonly memberships: MembershipService,
    private readonly policy: Pick<Policy, 'maxSeriesDates'>,
    private readonly clock: Clock,
  ) {}

  /** @returns on which days it would be, the activity's own first; nothing is written */
  async preview(
    reader: Reader,
    actor: RegisteredActor,
    id: string,
    recurrence: Recurrence,
  ): Promise<{ activity: Activity; days: string[] }> {
    const activity = await this.activities.findActivity(reader, id);
    await this.memberships.requireAdmin(reader, actor, activity.organizationId);
    return { activity, days: this.daysOf(activity, recurrence) };
  }

  private daysOf(activity: Activity, recurrence: Recurrence): string[] {
    const { maxSeriesDates } = this.policy;
    const days = seriesDays(shanghaiDay(activity.startsAt), recurrence, maxSeriesDates);
    const fault = faultOfSeries(recurrence, days, maxSeriesDates);
    if (fault) throw fault;
    return days;
  }

  /** Makes the other dates, with their posts. Asked for once more it changes nothing: a series is planned once. */
  async plan(tx: Tx, actor: RegisteredActor, id: string, recurrence: Recurrence): Promise<Activity> {
    // Locked, so that it is copied as it is, and once.
    await lockRow(tx, Activity, id);
    const { activity, days } = await this.preview(tx, actor, id, recurrence);
    if (activity.seriesId === id) return activity;
    ensure(activity.seriesId === null, plannedBefore);
    ensure(TRANSITIONS.EDIT.from.includes(activity.state), refusalOf('EDIT'));
    const now = this.clock.now();
    const series: ActivitySeries = {
      id,
      weekdays: [...recurrence.weekdays].sort().join(''),
      createdBy: actor.volunteerId,
      createdAt: now,
    };
    await refusingDuplicates(tx, { '*': plannedBefore }, () => tx.manager.insert(ActivitySeries, series));
    // Of one that was returned all are corrected and submitted together.
    await tx.manager.update(Activity, { id }, { seriesId: id, state: 'DRAFT' });
    const dates = days.slice(1).map(
      (day): Activity => ({
        ...activity,
        ...timesOn(day, activity),
        ...UNSEEN,
        id: newId(),
        seriesId: id,
        // One activity answers a demand.
        demandId: null,
        createdBy: actor.volunteerId,
        createdAt: now,
      }),
    );
    await insertRows(tx.manager, Activity, dates);
    await this.posts.copy(
      tx,
      id,
      dates.map((date) => date.id),
    );
    return { ...activity, seriesId: id, state: 'DRAFT' };
  }

  /** Takes all but the first date back, as long as nobody but its organization has seen any of them. */
  async dissolve(tx: Tx, actor: RegisteredActor, id: string): Promise<void> {
    const { organizationId, seriesId } = await this.activities.findActivity(tx, id);
    await this.memberships.requireAdmin(tx, actor, organizationId);
    if (seriesId === null) return;
    await lockRow(tx, ActivitySeries, seriesId);
    const dates = await listDates(tx, seriesId);
    ensure(
      dates.every(({ state, publishedAt }) => TRANSITIONS.EDIT.from.includes(state) && publishedAt === null),
      conflict(
        'series_shown',
        '这组活动已经提交或发布，不能整组撤销。待审核的请先撤回；已发布的请逐次取消，或取消“这一次和以后各次”。',
      ),
    );
    // The one that was written; without it the first that still stands.
    const kept = dates.find(({ id }) => id === seriesId) ?? dates[0];
    for (const { id } of dates.filter((date) => date !== kept)) {
      await tx.manager.delete(Post, { activityId: id });
      await tx.manager.delete(PlanDraft, { id });
      await tx.manager.delete(Activity, { id });
    }
    await tx.manager.update(Activity, { seriesId }, { seriesId: null });
    await tx.manager.delete(ActivitySeries, { id: seriesId });
  }
}
