import type { SelectQueryBuilder } from 'typeorm';
import type { Policy } from '../../config/config';
import type { ActivityService } from '../activities';
import { Organization, type RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import { type Clock, DAY, shanghaiDay } from '../platform/clock';
import type { Database } from '../platform/database';
import type { VolunteerService } from '../volunteers';
import { hoursText } from './minutes.rules';
import { ServiceRecord } from './service-record.entity';
import { LIVE_STATES } from './service-record.rules';

export type AnomalyKind = 'SAME_MINUTE' | 'LONG_DAY' | 'BULK_PAST';

/** Something that a person at a unit should look at; it says nothing about guilt. */
export interface Anomaly {
  kind: AnomalyKind;
  organizationId: string;
  organizationName: string;
  /** null where it is about more than one activity */
  activityId: string | null;
  activityTitle: string | null;
  /** the day of service, or of entering */
  day: string;
  records: number;
  minutes: number;
  sentence: string;
}

interface Needs {
  database: Database;
  rights: RightsService;
  activities: ActivityService;
  volunteers: VolunteerService;
  policy: Pick<Policy, 'anomalousEntries' | 'maxMinutesPerDay'>;
  clock: Clock;
}

interface Row {
  organizationId: string;
  organizationName: string;
  activityId: string | null;
  who: string | null;
  day: string;
  records: string | number;
  minutes: string | number;
}

const MOST_PER_KIND = 50;
const DEFAULT_DAYS = 30;

/** R39: what stands out among the records of the organizations below an officer's units. */
export class Anomalies {
  constructor(private readonly needs: Needs) {}

  /** @returns at most 50 of each kind, the biggest first */
  async list(actor: Actor, days = DEFAULT_DAYS): Promise<Anomaly[]> {
    const { database, rights, clock, policy } = this.needs;
    const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
    const since = new Date(clock.now().getTime() - days * DAY);
    const base = () =>
      database.manager
        .createQueryBuilder(ServiceRecord, 'record')
        .innerJoin(Organization, 'organization', 'organization.id = record.organizationId')
        .select(['record.organizationId AS organizationId', 'organization.name AS organizationName'])
        .addSelect('COUNT(*)', 'records')
        .addSelect('SUM(record.minutes)', 'minutes')
        .where(scope.where, scope.parameters)
        .andWhere('record.state IN (:...live)', { live: [...LIVE_STATES] })
        .groupBy('record.organizationId')
        .addGroupBy('organization.name')
        .limit(MOST_PER_KIND);
    const by = (query: SelectQueryBuilder<ServiceRecord>, columns: Record<string, string>) => {
      for (const [name, expression] of Object.entries(columns))
        query.addSelect(expression, name).addGroupBy(expression);
      return query;
    };
    // Instants are `YYYY-MM-DD HH:MM:SS` on both engines.
    const minute = 'SUBSTR(record.createdAt, 1, 16)';
    const many = { many: policy.anomalousEntries };
    const sameMinute = by(base(), { activityId: 'record.activityId', who: 'record.recorderId', day: minute })
      .andWhere("record.source <> 'CHECKED_IN' AND record.createdAt >= :since", { since })
      .having('COUNT(*) >= :many', many)
      .orderBy('records', 'DESC');
    const longDay = by(base(), { who: 'record.volunteerId', day: 'record.day' })
      .andWhere('record.day >= :firstDay', { firstDay: shanghaiDay(since) })
      .having('SUM(record.minutes) > :most', { most: policy.maxMinutesPerDay })
      .orderBy('minutes', 'DESC');
    const bulkPast = by(base(), { day: 'SUBSTR(record.createdAt, 1, 10)' })
      .andWhere("record.source = 'RETROACTIVE' AND record.createdAt >= :since", { since })
      .having('COUNT(*) >= :many', many)
      .orderBy('records', 'DESC');
    return this.complete([
      ...(await rowsOf('SAME_MINUTE', sameMinute)),
      ...(await rowsOf('LONG_DAY', longDay)),
      ...(await rowsOf('BULK_PAST', bulkPast)),
    ]);
  }

  private async complete(found: (Row & { kind: AnomalyKind })[]): Promise<Anomaly[]> {
    const { database, activities, volunteers } = this.needs;
    const titles = await activities.findActivities(
      database,
      found.flatMap(({ activityId }) => activityId ?? []),
    );
    const people = await volunteers.findVolunteers(
      database,
      found.flatMap(({ who }) => who ?? []),
    );
    return found.map(({ kind, who, activityId = null, ...row }) => {
      const records = Number(row.records);
      const minutes = Number(row.minutes);
      const person = (who && people.get(who)?.name) || '';
      // An instant is UTC, the day of service is Shanghai's already.
      const day =
        kind === 'LONG_DAY' ? row.day : shanghaiDay(new Date(`${row.day.slice(0, 16).replace(' ', 'T')}Z`));
      const sentence = {
        SAME_MINUTE: `${person}在同一分钟登记了 ${records} 条时长，共 ${hoursText(minutes)} 小时`,
        LONG_DAY: `${person}一天累计 ${hoursText(minutes)} 小时，共 ${records} 条`,
        BULK_PAST: `一天内补录了 ${records} 条以前的时长，共 ${hoursText(minutes)} 小时`,
      }[kind];
      return {
        kind,
        organizationId: row.organizationId,
        organizationName: row.organizationName,
        activityId,
        activityTitle: (activityId && titles.get(activityId)?.title) || null,
        day,
        records,
        minutes,
        sentence,
      };
    });
  }
}

const rowsOf = async (kind: AnomalyKind, query: SelectQueryBuilder<ServiceRecord>) =>
  (await query.getRawMany<Row>()).map((row) => ({ ...row, kind }));
