import { In } from 'typeorm';
import type { Reader } from '../platform/database';
import { mapPage, type Page, readPage } from '../platform/http';
import type { ManagedActivityQuery } from './activity.dto';
import { Activity, type ActivityState } from './activity.entity';
import { narrowToOwn, type Organizer } from './activity.lists';

/** What the dates of one series come to, of those that somebody runs and looks for. */
export interface SeriesSummary {
  dates: number;
  /** those that are still to come */
  ahead: number;
  /** places that are held, over all of them */
  signedUp: number;
  places: number;
  waiting: number;
}

/** A row of the list: an activity, or a series told by its next date. */
export interface ActivityGroup {
  activity: Activity;
  series: SeriesSummary | null;
}

/**
 * What a volunteer runs, the dates of a series as one; newest first. Which of its dates stands for a series in the order of
 * the list, the one that was drafted first, is settled by the query, so that a page is as long as asked for and nothing is
 * on two of them.
 */
export async function readOwnGroups(
  reader: Reader,
  filters: ManagedActivityQuery,
  own: Organizer,
  now: Date,
): Promise<Page<ActivityGroup>> {
  const query = reader.manager.createQueryBuilder(Activity, 'activity');
  const older = query
    .subQuery()
    .select('1')
    .from(Activity, 'older')
    .where('older.seriesId = activity.seriesId AND older.id < activity.id') as typeof query;
  narrowToOwn(query, 'activity', filters, own);
  query.andWhere(`NOT EXISTS ${narrowToOwn(older, 'older', filters, own).getQuery()}`);
  const page = await readPage(query, 'activity', filters);

  const seriesIds = page.items.flatMap(({ seriesId }) => seriesId ?? []);
  const summaries = await summarize(reader, seriesIds, filters, own, now);
  const nextIds = [...summaries.values()].map(({ nextId }) => nextId);
  const found = await reader.manager.findBy(Activity, { id: In(nextIds) });
  const next = new Map(found.map((activity) => [activity.seriesId, activity]));
  return mapPage(page, (activity) => ({
    activity: next.get(activity.seriesId) ?? activity,
    series: summaries.get(activity.seriesId ?? '')?.summary ?? null,
  }));
}

type DateRow = Pick<Activity, 'id' | 'startsAt' | 'endsAt' | 'state' | 'places' | 'takenPlaces' | 'waiting'>;
type Summarized = { nextId: string; summary: SeriesSummary };

/** @returns by series; of each there are at most a year's weeks, and of few fields */
async function summarize(
  { manager }: Reader,
  seriesIds: readonly string[],
  filters: ManagedActivityQuery,
  own: Organizer,
  now: Date,
): Promise<Map<string, Summarized>> {
  if (seriesIds.length === 0) return new Map();
  const query = manager
    .createQueryBuilder(Activity, 'activity')
    .select(FIELDS.map((field) => `activity.${field}`))
    .where('activity.seriesId IN (:...seriesIds)', { seriesIds });
  const rows = await narrowToOwn(query, 'activity', filters, own)
    .orderBy('activity.startsAt')
    .addOrderBy('activity.id')
    .getMany();
  const bySeries = new Map<string, DateRow[]>();
  for (const row of rows) bySeries.set(row.seriesId!, [...(bySeries.get(row.seriesId!) ?? []), row]);
  return new Map([...bySeries].map(([seriesId, dates]) => [seriesId, summaryOf(dates, now)]));
}

const FIELDS = ['id', 'seriesId', 'startsAt', 'endsAt', 'state', 'places', 'takenPlaces', 'waiting'];
const GONE: readonly ActivityState[] = ['REJECTED', 'CANCELLED', 'TAKEN_DOWN'];

/** @param dates in their order, at least one. Those that will not take place count only where there are no others */
function summaryOf(dates: DateRow[], now: Date): Summarized {
  const standing = dates.filter(({ state }) => !GONE.includes(state));
  const ahead = standing.filter(({ endsAt }) => endsAt > now);
  const counted = standing.length > 0 ? standing : dates;
  const total = (field: 'places' | 'takenPlaces' | 'waiting') =>
    counted.reduce((sum, date) => sum + date[field], 0);
  return {
    nextId: (ahead[0] ?? counted.at(-1)!).id,
    summary: {
      dates: dates.length,
      ahead: ahead.length,
      signedUp: total('takenPlaces'),
      places: total('places'),
      waiting: total('waiting'),
    },
  };
}
