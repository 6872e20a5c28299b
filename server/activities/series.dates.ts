import { In } from 'typeorm';
import { lockRow, type Reader, type Tx } from '../platform/database';
import { Activity, type ActivityState } from './activity.entity';
import { ActivitySeries } from './series.entity';

/**
 * The activity, or all dates of its series that are where it is: what nobody has seen yet is submitted, taken back and
 * reviewed as a whole.
 */
export function together(tx: Tx, activity: Activity): Promise<Activity[]> {
  return lockDates(tx, activity, ({ state }) => state === activity.state);
}

/** The activity, and with `later` those dates of its series that come after it and are in one of the states. */
export async function fromHereOn(
  tx: Tx,
  activity: Activity,
  from: readonly ActivityState[],
  later: boolean | undefined,
): Promise<Activity[]> {
  if (!later) return [activity];
  return lockDates(
    tx,
    activity,
    ({ state, startsAt }) => from.includes(state) && startsAt > activity.startsAt,
  );
}

/** One after the other: a transaction does one thing at a time. */
export async function inTurn<R>(
  dates: readonly Activity[],
  work: (date: Activity) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  for (const date of dates) done.push(await work(date));
  return done;
}

/** @returns the activity and others of its series in their order; of one series only one at a time does this */
async function lockDates(
  tx: Tx,
  activity: Activity,
  goesAlong: (date: Activity) => boolean,
): Promise<Activity[]> {
  if (activity.seriesId === null) return [activity];
  await lockRow(tx, ActivitySeries, activity.seriesId);
  const dates = await listDates(tx, activity.seriesId);
  return dates
    .map((date) => (date.id === activity.id ? activity : date))
    .filter((date) => date === activity || goesAlong(date));
}

/** @returns the dates of a series in their order; there are never more than a year's weeks */
export const listDates = (
  { manager }: Reader,
  seriesId: string,
  states?: readonly ActivityState[],
): Promise<Activity[]> =>
  manager.find(Activity, {
    where: { seriesId, ...(states ? { state: In([...states]) } : {}) },
    order: { startsAt: 'ASC' },
  });
