import { In, MoreThan } from 'typeorm';
import { Activity, ActivityChange, type ActivityService, type ActivityState } from '../activities';
import type { OrganizationService } from '../organizations';
import { DAY } from '../platform/clock';
import type { Reader } from '../platform/database';
import { SignUp, type SignUpState } from '../signups';
import type { CalendarEntry } from './calendar.rules';

/** What ended longer ago is not in a feed, and no feed is longer. */
const KEPT_DAYS = 90;
const MOST = 200;

const OPEN: readonly ActivityState[] = ['PUBLISHED', 'CLOSED', 'CANCELLED'];
/** A place that somebody has or had; what they only applied for is no appointment. */
const TAKEN: readonly SignUpState[] = ['CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED'];

interface Needs {
  activities: ActivityService;
  organizations: OrganizationService;
}

/** What stands in the feeds. */
export class CalendarEntries {
  constructor(private readonly needs: Needs) {}

  /** Published activities of an organization, cancelled ones as such. */
  async ofOrganization(reader: Reader, organizationId: string, now: Date): Promise<CalendarEntry[]> {
    const activities = await reader.manager.find(Activity, {
      where: { organizationId, state: In([...OPEN]), endsAt: MoreThan(since(now)) },
      order: { startsAt: 'DESC' },
      take: MOST,
    });
    return this.complete(reader, activities, (activity, changes) => ({
      cancelled: activity.state === 'CANCELLED',
      sequence: changes,
    }));
  }

  /** What a volunteer has a place in, and as cancelled what they or the organizers called off. */
  async ofVolunteer(reader: Reader, volunteerId: string, now: Date): Promise<CalendarEntry[]> {
    const signUps = await reader.manager.find(SignUp, {
      where: { volunteerId, state: In([...TAKEN, 'CANCELLED']) },
      order: { id: 'DESC' },
      take: MOST,
    });
    const found = await this.needs.activities.findActivities(
      reader,
      signUps.map(({ activityId }) => activityId),
    );
    const recent = [...found.values()].filter(({ endsAt }) => endsAt > since(now));
    return this.complete(reader, recent, ({ id }, changes) => {
      const own = signUps.filter(({ activityId }) => activityId === id);
      const cancelled = own.every(({ state }) => state === 'CANCELLED');
      // Signing up again after cancelling is newer than both.
      return { cancelled, sequence: 2 * (changes + own.length) + Number(cancelled) };
    });
  }

  private async complete(
    reader: Reader,
    activities: Activity[],
    standing: (activity: Activity, changes: number) => Pick<CalendarEntry, 'cancelled' | 'sequence'>,
  ): Promise<CalendarEntry[]> {
    if (activities.length === 0) return [];
    const organizations = await this.needs.organizations.findOrganizations(
      reader,
      activities.map(({ organizationId }) => organizationId),
    );
    const rows: { id: string; changes: string }[] = await reader.manager
      .createQueryBuilder(ActivityChange, 'change')
      .select('change.activityId', 'id')
      .addSelect('COUNT(*)', 'changes')
      .where('change.activityId IN (:...ids)', { ids: activities.map(({ id }) => id) })
      .groupBy('change.activityId')
      .getRawMany();
    const changes = new Map(rows.map((row) => [row.id, Number(row.changes)]));
    return activities.map((activity) => ({
      activity,
      organizationName: organizations.get(activity.organizationId)?.name ?? '',
      ...standing(activity, changes.get(activity.id) ?? 0),
    }));
  }
}

const since = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * DAY);
