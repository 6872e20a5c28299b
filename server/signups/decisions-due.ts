import { Activity, organizedBy } from '../activities';
import { DAY } from '../platform/clock';
import type { Reader } from '../platform/database';
import { ListOf, Output, OutputNumber } from '../platform/http';
import { SignUp } from './signup.entity';

/** Activities that a list names at most. */
const MOST = 50;
/** An excuse of longer ago calls for nobody any more. */
const EXCUSES_DAYS = 90;

/** What waits for the organizers of an activity. */
export class DecisionsDueItem {
  @Output() activityId: string;
  @Output() title: string;
  /** sign-ups to approve or to reject */
  @OutputNumber() applied: number;
  /** excuses to accept or to refuse */
  @OutputNumber() excuses: number;
}

export class DecisionsDueView {
  @ListOf(() => DecisionsDueItem, MOST) items: DecisionsDueItem[];
}

const APPLIED = "signUp.state = 'APPLIED' AND activity.state = 'PUBLISHED' AND activity.startsAt > :now";
const EXCUSE =
  "signUp.excuseState = 'MADE' AND signUp.state IN ('CONFIRMED', 'NO_SHOW') AND activity.endsAt > :since";

/**
 * What waits for somebody's decision about sign-ups, in the activities that they run; the next to begin first.
 *
 * @param organizationId of one organization only
 */
export async function decisionsDue(
  { manager }: Reader,
  own: Parameters<typeof organizedBy>[0],
  now: Date,
  organizationId?: string,
): Promise<DecisionsDueView> {
  const query = manager
    .createQueryBuilder(SignUp, 'signUp')
    .innerJoin(Activity, 'activity', 'activity.id = signUp.activityId')
    .select('activity.id', 'activityId')
    .addSelect('activity.title', 'title')
    .addSelect(`SUM(CASE WHEN ${APPLIED} THEN 1 ELSE 0 END)`, 'applied')
    .addSelect(`SUM(CASE WHEN ${EXCUSE} THEN 1 ELSE 0 END)`, 'excuses')
    .where(organizedBy(own))
    .andWhere(`((${APPLIED}) OR (${EXCUSE}))`)
    .setParameters({ now, since: new Date(now.getTime() - EXCUSES_DAYS * DAY) })
    .groupBy('activity.id')
    .addGroupBy('activity.title')
    .addGroupBy('activity.startsAt')
    .orderBy('activity.startsAt')
    .limit(MOST);
  if (organizationId) query.andWhere('activity.organizationId = :organizationId', { organizationId });
  const rows = await query.getRawMany<Record<keyof DecisionsDueItem, string>>();
  return {
    items: rows.map(({ activityId, title, applied, excuses }) => ({
      activityId,
      title,
      applied: Number(applied),
      excuses: Number(excuses),
    })),
  };
}
