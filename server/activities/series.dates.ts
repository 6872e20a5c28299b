import { In } from 'typeorm';
import { lockRow, type Reader, type Tx } from '../platform/database';
import { Activity, type ActivityState } from './activity.entity';
import type { Rescheduled } from './activity.events';
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

/** Says that dates were cancelled, each for itself and all of them at once: people are to hear of them together. */
export function tellCancelled(tx: Tx, dates: readonly Pick<Activity, 'id'>[]): void {
  const activityIds = dates.map(({ id }) => id);
  for (const activityId of activityIds) tx.emit('activity.cancelled', { activityId, ...amongOthers(dates) });
  if (dates.length > 1) tx.emit('activities.cancelled', { activityIds });
}

/** Says that dates were moved, as `tellCancelled` does. */
export function tellRescheduled(tx: Tx, dates: Rescheduled[]): void {
  for (const date of dates) tx.emit('activity.rescheduled', { ...date, ...amongOthers(dates) });
  if (dates.length > 1) tx.emit('activities.rescheduled', { dates });
}

/** What the event of each date says when there are others. */
export const amongOthers = ({ length }: readonly unknown[]): { together?: true } =>
  length > 1 ? { together: true } : {};

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
