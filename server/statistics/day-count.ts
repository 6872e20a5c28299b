import type { SelectQueryBuilder } from 'typeorm';
import { Activity } from '../activities';
import { CloseOut } from '../close-outs';
import { Organization } from '../organizations';
import type { Reader } from '../platform/database';
import { Recap } from '../recaps';
import { findArea } from '../reference';
import { ServiceRecord, ServiceReport } from '../service-hours';
import { SignUp } from '../signups';
import { Volunteer } from '../volunteers';
import { addCounts, type Counts, type FigureName, noCounts } from './figures.entity';
import { COUNTRY, type FiguresScope, instantsOf } from './periods.rules';

/** Activities that count; one that was called off happened to nobody. */
const STANDING = "activity.state IN ('PUBLISHED', 'CLOSED')";
/** Who had a place and kept it, whether they came or not. */
const SIGNED_UP = "signUp.state IN ('CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED')";

type Row = { areaCode: string; organizationId?: string | null } & Partial<
  Record<FigureName, string | number>
>;

/** @returns the effective and undisputed records, to be narrowed */
export function countedRecords({ manager }: Reader): SelectQueryBuilder<ServiceRecord> {
  return manager
    .createQueryBuilder(ServiceRecord, 'record')
    .leftJoin(ServiceReport, 'report', "report.recordId = record.id AND report.state = 'OPEN'")
    .where("record.state = 'EFFECTIVE' AND report.id IS NULL");
}

/** Counts of one day, by scope and the id in it. */
export type DayCounts = Map<FiguresScope, Map<string, Counts>>;

/** @returns the area, what holds it, and the country */
export function areasAround(areaCode: string): string[] {
  const codes: string[] = [];
  for (let area = findArea(areaCode); area; area = area.parentCode ? findArea(area.parentCode) : undefined) {
    codes.push(area.code);
  }
  return [...codes, COUNTRY];
}

/**
 * Counts what belongs to a day, by indexed reads of that day only.
 *
 * @param now what begins later did not happen yet
 */
export async function countDay(reader: Reader, day: string, now: Date): Promise<DayCounts> {
  const counts: DayCounts = new Map([
    ['AREA', new Map()],
    ['ORGANIZATION', new Map()],
  ]);
  const { start, end } = instantsOf(day);
  const began = { start, end: end < now ? end : now };
  for (const query of [
    volunteers(reader, { start, end }),
    organizations(reader, { start, end }),
    published(reader, { start, end }),
    held(reader, began),
    signUps(reader, began),
    served(reader, began),
    minutes(reader, day),
  ]) {
    for (const row of await query.getRawMany<Row>()) add(counts, row);
  }
  return counts;
}

function add(counts: DayCounts, { areaCode, organizationId, ...figures }: Row): void {
  // Sums come as text from MySQL.
  const numbers = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value)]));
  for (const area of areasAround(areaCode)) addTo(counts.get('AREA')!, area, numbers);
  if (organizationId) addTo(counts.get('ORGANIZATION')!, organizationId, numbers);
}

function addTo(scope: Map<string, Counts>, id: string, figures: Partial<Counts>): void {
  const counts = scope.get(id) ?? noCounts();
  addCounts(counts, figures);
  scope.set(id, counts);
}

interface Span {
  start: Date;
  end: Date;
}

const volunteers = ({ manager }: Reader, span: Span) =>
  manager
    .createQueryBuilder(Volunteer, 'volunteer')
    .select('volunteer.areaCode', 'areaCode')
    .addSelect('COUNT(*)', 'volunteers')
    .where(
      "volunteer.state = 'VERIFIED' AND volunteer.createdAt >= :start AND volunteer.createdAt < :end",
      span,
    )
    .groupBy('volunteer.areaCode');

const organizations = ({ manager }: Reader, span: Span) =>
  manager
    .createQueryBuilder(Organization, 'organization')
    .select('organization.areaCode', 'areaCode')
    .addSelect('organization.id', 'organizationId')
    .addSelect('1', 'organizations')
    .where("organization.kind = 'ORGANIZATION' AND organization.state = 'ACTIVE'")
    .andWhere('organization.createdAt >= :start AND organization.createdAt < :end', span);

const activities = ({ manager }: Reader) =>
  manager
    .createQueryBuilder(Activity, 'activity')
    .select('activity.areaCode', 'areaCode')
    .addSelect('activity.organizationId', 'organizationId')
    .where(STANDING)
    .groupBy('activity.areaCode')
    .addGroupBy('activity.organizationId');

const published = (reader: Reader, span: Span) =>
  activities(reader)
    .addSelect('COUNT(*)', 'activitiesPublished')
    .andWhere('activity.publishedAt >= :start AND activity.publishedAt < :end', span);

const begun = (reader: Reader, span: Span) =>
  activities(reader).andWhere('activity.startsAt >= :start AND activity.startsAt < :end', span);

const held = (reader: Reader, span: Span) => begun(reader, span).addSelect('COUNT(*)', 'activitiesHeld');

const signUps = (reader: Reader, span: Span) =>
  begun(reader, span)
    .innerJoin(SignUp, 'signUp', `signUp.activityId = activity.id AND ${SIGNED_UP}`)
    .addSelect('COUNT(*)', 'signUps')
    .addSelect("SUM(CASE WHEN signUp.state = 'ATTENDED' THEN 1 ELSE 0 END)", 'attended');

/** As the close-out says; of what nobody closed out, as its published recap says. */
const served = (reader: Reader, span: Span) =>
  begun(reader, span)
    .leftJoin(CloseOut, 'closeOut', 'closeOut.activityId = activity.id AND closeOut.closedAt IS NOT NULL')
    .leftJoin(Recap, 'recap', "recap.openKey = activity.id AND recap.state = 'PUBLISHED'")
    .addSelect('SUM(COALESCE(closeOut.peopleServed, recap.peopleServed, 0))', 'peopleServed');

const minutes = (reader: Reader, day: string) =>
  countedRecords(reader)
    .innerJoin(Activity, 'activity', 'activity.id = record.activityId')
    .select('activity.areaCode', 'areaCode')
    .addSelect('record.organizationId', 'organizationId')
    .addSelect('SUM(record.minutes)', 'minutes')
    .andWhere('record.day = :day', { day })
    .groupBy('activity.areaCode')
    .addGroupBy('record.organizationId');
