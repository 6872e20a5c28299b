import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { namedOrNumbered, Organization, type ScopeFragment } from '../organizations';
import { DAY, startOfShanghaiDay } from '../platform/clock';
import type { Reader } from '../platform/database';
import { ensure, invalid } from '../platform/fault';
import { type Page, readPage } from '../platform/http';
import { areaPrefix, findArea } from '../reference';
import type {
  ActivityListQuery,
  CloseOutStage,
  ManagedActivityQuery,
  OwnActivityQuery,
  UnitActivityQuery,
} from './activity.dto';
import { Activity, type ActivityState } from './activity.entity';

type Query = SelectQueryBuilder<Activity>;

/** What visitors may find in the list; a cancelled one is only found by who has its link. */
const LISTED: readonly ActivityState[] = ['PUBLISHED', 'CLOSED'];
export const OPEN_TO_PUBLIC: readonly ActivityState[] = [...LISTED, 'CANCELLED'];

/** @returns published activities in order of their start; without days those that have not ended */
export function readPublicList(reader: Reader, filters: ActivityListQuery, now: Date) {
  const { category, scene, organizationId } = filters;
  const query = reader.manager
    .createQueryBuilder(Activity, 'activity')
    .where('activity.state IN (:...states)', { states: LISTED });
  if (category) query.andWhere('activity.category = :category', { category });
  if (scene) query.andWhere('activity.scene = :scene', { scene });
  if (organizationId) query.andWhere('activity.organizationId = :organizationId', { organizationId });
  if (filters.free) query.andWhere('activity.takenPlaces < activity.places');
  filterByArea(query, filters.areaCode);
  filterByDays(query, filters);
  if (!filters.from && !filters.to) query.andWhere('activity.endsAt > :now', { now });
  filterByText(query, filters.text);
  return readPage(query, 'activity', filters, { by: 'startsAt', direction: 'ASC' });
}

function filterByArea(query: Query, areaCode: string | undefined): void {
  if (areaCode === undefined) return;
  const area = findArea(areaCode);
  ensure(area, invalid('unknown_area', '没有这个地区，请重新选择地区。', { field: 'areaCode' }));
  query.andWhere('activity.areaCode LIKE :areas', { areas: `${areaPrefix(area)}%` });
}

/** Those that touch the days, both included. */
function filterByDays(query: Query, { from, to }: Pick<UnitActivityQuery, 'from' | 'to'>): void {
  const since = from && startOfShanghaiDay(from);
  if (since) query.andWhere('activity.endsAt > :since', { since });
  if (!to) return;
  const until = new Date(startOfShanghaiDay(to).getTime() + DAY);
  query.andWhere('activity.startsAt < :until', { until });
}

function filterByText(query: Query, text: string | undefined, alias = 'activity'): void {
  if (!text) return;
  const pattern = text.replace(/[!%_]/g, (sign) => `!${sign}`);
  query.andWhere(`${alias}.title LIKE :text ESCAPE '!'`, { text: `%${pattern}%` });
}

export interface Organizer {
  /** whose admin they are */
  organizationIds: readonly string[];
  leadId: string;
}

/** Condition on an `activity`: that it is of their organizations, or that they lead it. */
export const organizedBy = ({ organizationIds, leadId }: Organizer, alias = 'activity'): Brackets =>
  new Brackets((either) => {
    either.where(`${alias}.leadId = :leadId`, { leadId });
    if (organizationIds.length > 0)
      either.orWhere(`${alias}.organizationId IN (:...organizationIds)`, { organizationIds });
  });

/** @returns what a volunteer runs: activities of their organizations, and those that they lead; newest first */
export function readOwnList(
  reader: Reader,
  filters: OwnActivityQuery,
  own: Organizer,
  now: Date,
): Promise<Page<Activity>> {
  const query = reader.manager.createQueryBuilder(Activity, 'activity');
  narrowToOwn(query, 'activity', filters, own);
  filterByDays(query, filters);
  if (filters.ended) query.andWhere('activity.endsAt <= :now', { now });
  return readPage(query, 'activity', filters);
}

/** @param query of activities by that alias. @returns it with what a volunteer runs and looks for */
export function narrowToOwn(
  query: Query,
  alias: string,
  { state, organizationId, text }: ManagedActivityQuery,
  own: Organizer,
): Query {
  query.andWhere(organizedBy(own, alias));
  narrow(query, state, organizationId, alias);
  filterByText(query, text, alias);
  return query;
}

/**
 * @returns activities of the organizations in scope: what waits for review in order of its drafting, everything else
 *   latest start first; drafts are nobody's but their organization's
 */
export function readScopedList(
  reader: Reader,
  { state, organizationId, text, organization, areaCode, from, to, closeOut, ...page }: UnitActivityQuery,
  inScope: (alias: string) => ScopeFragment,
  now: Date,
): Promise<Page<Activity>> {
  const { where, parameters } = inScope('organization');
  const query = reader.manager
    .createQueryBuilder(Activity, 'activity')
    .innerJoin(Organization, 'organization', 'organization.id = activity.organizationId')
    .where(where, parameters)
    .andWhere('activity.state <> :draft', { draft: 'DRAFT' });
  // What is reviewed as a whole waits as one.
  if (state === 'PENDING') query.andWhere(firstOfSeries('activity'));
  narrow(query, state, organizationId);
  if (organization) namedOrNumbered(query, organization);
  filterByText(query, text);
  filterByArea(query, areaCode);
  filterByDays(query, { from, to });
  if (closeOut) query.andWhere(STAGES[closeOut], { now });
  return state === 'PENDING'
    ? readPage(query, 'activity', page, { direction: 'ASC' })
    : readPage(query, 'activity', page, { by: 'startsAt', direction: 'DESC' });
}

/** What is over began before: so the index by state and start leads there. */
const STAGES: Record<CloseOutStage, string> = {
  NOT_ENDED: "activity.state = 'PUBLISHED' AND activity.endsAt > :now",
  DUE: "activity.state = 'PUBLISHED' AND activity.endsAt <= :now AND activity.startsAt < :now",
  CLOSED: "activity.state = 'CLOSED'",
};

/** @param alias of activities in one state. Leaves one of each series: the first of its dates that stand there */
export const firstOfSeries = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM activities earlier WHERE earlier.series_id = ${alias}.seriesId ` +
  `AND earlier.state = ${alias}.state AND (earlier.starts_at < ${alias}.startsAt ` +
  `OR (earlier.starts_at = ${alias}.startsAt AND earlier.id < ${alias}.id)))`;

function narrow(query: Query, state?: ActivityState, organizationId?: string, alias = 'activity'): void {
  if (state) query.andWhere(`${alias}.state = :state`, { state });
  if (organizationId) query.andWhere(`${alias}.organizationId = :organizationId`, { organizationId });
}
