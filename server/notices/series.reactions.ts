import { In } from 'typeorm';
import { type Activity, ActivityChange, type ActivityService } from '../activities';
import type { Tx } from '../platform/database';
import type { OutboxRelay } from '../platform/outbox';
import type { SignUpService } from '../signups';
import type { NoticeService } from './notice.service';
import * as words from './series.words';
import type { Words } from './words';

const TELL = 'notices.tell';

interface Needs {
  relay: OutboxRelay;
  notices: NoticeService;
  activities: ActivityService;
  signUps: SignUpService;
}

/**
 * Whoever plans a series hears once what became of it in the review, and of which dates nothing came.
 *
 * What is done to several dates of a weekly series at once: whoever signed up is told once, of their own dates (R24). What
 * is done to one date only is told where that of any activity is.
 */
export function tellOfSeries({ relay, notices, activities, signUps }: Needs): void {
  /** Who has the same dates reads the same notice. @param people with the ids of their dates */
  const tellEach = async (
    tx: Tx,
    people: ReadonlyMap<string, readonly string[]>,
    say: (dates: Activity[]) => Words,
  ): Promise<void> => {
    const found = await activities.findActivities(tx, [...people.values()].flat());
    const alike = new Map<string, string[]>();
    for (const [volunteerId, own] of people) {
      const dates = [...own].sort().join();
      alike.set(dates, [...(alike.get(dates) ?? []), volunteerId]);
    }
    for (const [own, recipients] of alike) {
      const dates = own.split(',').map((id) => found.get(id)!);
      dates.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
      const activityId = dates[0]!.id;
      await notices.tell(tx, { recipients, ...say(dates), activityId, channels: ['TEMPLATE'] });
    }
  };

  relay.on('signups.cancelled-together', TELL, async (tx, { signUpIds }) =>
    tellEach(tx, await signUps.groupByPerson(tx, signUpIds), words.datesCancelled),
  );

  relay.on('activities.rescheduled', TELL, async (tx, { dates, after }) => {
    const activityIds = dates.map(({ activityId }) => activityId);
    const { people, upTo } = await signUps.groupConcerned(tx, activityIds, after);
    const changeIds = dates.flatMap(({ changeId }) => changeId ?? []);
    const changes = await tx.manager.findBy(ActivityChange, { id: In(changeIds) });
    const changeOf = new Map(changes.map((change) => [change.activityId, change]));
    await tellEach(tx, people, (own) =>
      words.datesRescheduled(own.map((activity) => ({ activity, change: changeOf.get(activity.id) }))),
    );
    if (upTo !== null) tx.emit('activities.rescheduled', { dates, after: upTo });
  });
  relay.on('activities.reviewed', TELL, async (tx, { activityIds, outcome, leftOut }) => {
    const found = await activities.findActivities(tx, [...activityIds, ...leftOut]);
    const of = (ids: readonly string[]) => ids.map((id) => found.get(id)!);
    const recipients = new Set([...found.values()].flatMap(({ createdBy, leadId }) => [createdBy, leadId]));
    const said = words.seriesReviewed(of(activityIds), of(leftOut), outcome);
    await notices.tell(tx, { recipients: [...recipients], ...said, activityId: activityIds[0]! });
  });
}
