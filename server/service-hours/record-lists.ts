import { In, type SelectQueryBuilder } from 'typeorm';
import type { ActivityService } from '../activities';
import { Organization, type RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Database, Reader } from '../platform/database';
import { type Page, type PageQuery, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { CheckIn } from './check-in.entity';
import { ServiceAppeal } from './service-appeal.entity';
import type { OrganizationRecordQuery, UnitRecordQuery } from './service-record.dto';
import { ServiceRecord } from './service-record.entity';
import {
  type PublicityItem,
  publicityItem,
  type RecordListItem,
  recordListItem,
  type ServiceRecordView,
  serviceRecordView,
} from './service-record.view';
import { ServiceReport } from './service-report.entity';

interface Needs {
  database: Database;
  activities: ActivityService;
  volunteers: VolunteerService;
  rights: RightsService;
}

/** Lists of records, put together with names and titles a page at a time. */
export class RecordLists {
  constructor(private readonly needs: Needs) {}

  /** A volunteer's own, newest first. */
  async ofVolunteer(volunteerId: string, query: PageQuery): Promise<Page<ServiceRecordView>> {
    const { database, activities } = this.needs;
    const own = this.records().where('record.volunteerId = :volunteerId', { volunteerId });
    const page = await readPage(own, 'record', query);
    const titles = await activities.findActivities(
      database,
      page.items.map(({ activityId }) => activityId),
    );
    return {
      ...page,
      items: page.items.map((record) => serviceRecordView(record, titles.get(record.activityId))),
    };
  }

  /** What everybody may see and object to now. */
  async inPublicity(activityId: string, query: PageQuery): Promise<Page<PublicityItem>> {
    const shown = this.records()
      .where('record.activityId = :activityId', { activityId })
      .andWhere("record.state IN ('IN_PUBLICITY', 'DISPUTED')");
    const page = await readPage(shown, 'record', query);
    const volunteers = await this.needs.volunteers.findVolunteers(
      this.needs.database,
      page.items.map(({ volunteerId }) => volunteerId),
    );
    return {
      ...page,
      items: page.items.map((record) => publicityItem(record, volunteers.get(record.volunteerId)!)),
    };
  }

  /** All of one activity, for its organizers. */
  async ofActivity(actor: Actor, activityId: string, query: PageQuery): Promise<Page<RecordListItem>> {
    const { database, activities } = this.needs;
    const activity = await activities.findActivity(database, activityId);
    await activities.requireOrganizer(database, actor, activity);
    const records = this.records().where('record.activityId = :activityId', { activityId });
    return this.complete(await readPage(records, 'record', query));
  }

  /** All of one organization, newest first; the caller settles the right. */
  async ofOrganization(
    actor: Actor,
    organizationId: string,
    { state, toDecide, ...page }: OrganizationRecordQuery,
  ): Promise<Page<RecordListItem>> {
    const records = this.records().where('record.organizationId = :organizationId', { organizationId });
    if (state) records.andWhere('record.state = :state', { state });
    if (toDecide) {
      records
        .andWhere("record.state = 'PENDING' AND record.reviewLevel = 'ORGANIZATION'")
        .andWhere('(record.recorderId IS NULL OR record.recorderId <> :me)')
        .andWhere('record.volunteerId <> :me', { me: actor.volunteerId });
    }
    return this.complete(await readPage(records, 'record', page));
  }

  /** What waits for the units of an officer, oldest first. */
  async forUnits(actor: Actor, { queue, ...query }: UnitRecordQuery): Promise<Page<RecordListItem>> {
    const { database, rights } = this.needs;
    const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
    const waiting = this.records()
      .innerJoin(Organization, 'organization', 'organization.id = record.organizationId')
      .where(scope.where, scope.parameters);
    const { manager } = database;
    if (queue === 'PENDING') waiting.andWhere("record.state = 'PENDING'");
    if (queue === 'OBJECTED') {
      const open = manager
        .createQueryBuilder(ServiceReport, 'report')
        .select('1')
        .where("report.recordId = record.id AND report.state = 'OPEN'");
      waiting.andWhere(`EXISTS (${open.getQuery()})`);
    }
    if (queue === 'APPEALED') {
      const open = manager
        .createQueryBuilder(ServiceAppeal, 'appeal')
        .select('1')
        .where("appeal.subjectId = record.id AND appeal.state = 'OPEN'");
      // In a dispute it is decided with the objections.
      waiting.andWhere(`record.state <> 'DISPUTED' AND EXISTS (${open.getQuery()})`);
    }
    return this.complete(await readPage(waiting, 'record', query, { direction: 'ASC' }));
  }

  private records(): SelectQueryBuilder<ServiceRecord> {
    return this.needs.database.manager.createQueryBuilder(ServiceRecord, 'record');
  }

  private async complete(page: Page<ServiceRecord>): Promise<Page<RecordListItem>> {
    const { database, activities, volunteers } = this.needs;
    const { items } = page;
    if (items.length === 0) return { ...page, items: [] };
    const titles = await activities.findActivities(database, unique(items.map((r) => r.activityId)));
    const people = await volunteers.findVolunteers(
      database,
      items.flatMap((r) => (r.recorderId ? [r.volunteerId, r.recorderId] : [r.volunteerId])),
    );
    const checkIns = await database.manager.findBy(CheckIn, {
      id: In(items.flatMap((r) => r.checkInId ?? [])),
    });
    const reasons = new Map(checkIns.map(({ id, reason }) => [id, reason]));
    const reports = await database.manager.findBy(ServiceReport, {
      recordId: In(items.map(({ id }) => id)),
      state: 'OPEN',
    });
    const appeals = await openAppeals(
      database,
      items.map(({ id }) => id),
    );
    return {
      ...page,
      items: items.map((record) =>
        recordListItem(record, {
          activity: titles.get(record.activityId),
          volunteer: people.get(record.volunteerId),
          recorder: record.recorderId ? people.get(record.recorderId) : undefined,
          entryReason: (record.checkInId && reasons.get(record.checkInId)) || null,
          objections: reports.filter((each) => each.recordId === record.id).map((each) => each.reason),
          appeal: appeals.get(record.id),
        }),
      ),
    };
  }
}

/** @returns the open appeals by what they are about: check-ins or records */
export async function openAppeals(reader: Reader, subjectIds: string[]): Promise<Map<string, ServiceAppeal>> {
  if (subjectIds.length === 0) return new Map();
  const open = await reader.manager.findBy(ServiceAppeal, { subjectId: In(subjectIds), state: 'OPEN' });
  return new Map(open.map((appeal) => [appeal.subjectId, appeal]));
}

const unique = (ids: string[]): string[] => [...new Set(ids)];
