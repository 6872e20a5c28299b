import { Activity } from '../activities';
import { Organization } from '../organizations';
import { shanghaiDay, startOfShanghaiDay } from '../platform/clock';
import type { Reader } from '../platform/database';
import { ServiceRecord } from '../service-hours';
import { Volunteer } from '../volunteers';
import { dayAfter } from './periods.rules';

interface Source<E extends object = object> {
  entity: new () => E;
  /** an instant, or a day */
  by: string;
  /** narrows to what counts, along the index that leads to the time */
  only?: Record<string, string>;
}

/** Where a day's figures come from. */
const SOURCES: readonly Source[] = [
  { entity: Volunteer, by: 'createdAt' },
  { entity: Organization, by: 'createdAt', only: { kind: 'ORGANIZATION' } },
  { entity: Activity, by: 'publishedAt' },
  { entity: Activity, by: 'startsAt', only: { state: 'PUBLISHED' } },
  { entity: Activity, by: 'startsAt', only: { state: 'CLOSED' } },
  { entity: ServiceRecord, by: 'day' },
];

/**
 * Days on which something happened. Asks for the next fact from day to day, so that the work goes with the days that
 * have any, not with how many days there are between.
 *
 * @param from first day, everything when empty @param to last day, included
 * @returns in order
 */
export async function touchedDays(reader: Reader, from: string, to: string): Promise<string[]> {
  const days = new Set<string>();
  for (const source of SOURCES) {
    let next = await nextDay(reader, source, from);
    while (next !== null && next <= to) {
      days.add(next);
      next = await nextDay(reader, source, dayAfter(next));
    }
  }
  return [...days].sort();
}

async function nextDay({ manager }: Reader, { entity, by, only }: Source, from: string) {
  const query = manager
    .createQueryBuilder(entity, 'fact')
    .select(`fact.${by}`)
    .where(`fact.${by} IS NOT NULL`)
    .orderBy(`fact.${by}`)
    .limit(1);
  if (only) query.andWhere(only);
  if (from) {
    const since = by === 'day' ? from : startOfShanghaiDay(from);
    query.andWhere(`fact.${by} >= :since`, { since });
  }
  const found = (await query.getOne()) as Record<string, Date | string> | null;
  const at = found?.[by];
  if (at === undefined) return null;
  return at instanceof Date ? shanghaiDay(at) : at;
}
