import type { SelectQueryBuilder } from 'typeorm';
import type { Activity, ActivityService } from '../activities';
import { Organization } from '../organizations';
import { shanghaiDay } from '../platform/clock';
import { maskIdNumber } from '../platform/crypto/personal-data';
import type { Database } from '../platform/database';
import type { FileAnswer } from '../platform/http';
import { CSV_TYPE, SHEET_TYPE, writeCsv, writeSheet } from '../platform/sheets';
import type { Volunteer, VolunteerService } from '../volunteers';
import { clockText } from './check-in.rules';
import { hoursText } from './minutes.rules';
import type { RecordSheetQuery } from './service-record.dto';
import { ServiceRecord, type ServiceRecordSource } from './service-record.entity';

/** What the national volunteer system asks of a service record, in its order. */
const COLUMNS = [
  '志愿者编号',
  '姓名',
  '证件类型代码',
  '证件号码（部分隐去）',
  '服务组织编号',
  '服务组织名称',
  '活动名称',
  '服务类别代码',
  '服务对象代码',
  '服务日期',
  '开始时间',
  '结束时间',
  '服务时长（小时）',
  '服务时长（分钟）',
  '时长来源',
  '生效日期',
];

const SOURCES: Record<ServiceRecordSource, string> = {
  CHECKED_IN: '签到签退',
  ENTERED: '登记',
  RETROACTIVE: '补录',
};

const CHUNK = 500;

interface Needs {
  database: Database;
  activities: ActivityService;
  volunteers: VolunteerService;
}

/** Effective service records as a spreadsheet in the code values of the national system. */
export class RecordSheet {
  constructor(private readonly needs: Needs) {}

  /**
   * @param scope narrows a query over records (`record`) and their organizations (`organization`)
   * @param name  of the file, without ending
   */
  make(
    scope: { where: string; parameters: Record<string, unknown> },
    query: RecordSheetQuery,
    name: string,
  ): FileAnswer {
    const columns = COLUMNS.map((title) => ({ title }));
    const rows = this.rows(() => this.effective(scope, query));
    if (query.format === 'csv')
      return { content: writeCsv({ columns, rows }), type: CSV_TYPE, name: `${name}.csv` };
    return {
      content: writeSheet({ name: '服务记录', columns, rows }),
      type: SHEET_TYPE,
      name: `${name}.xlsx`,
    };
  }

  private effective(
    { where, parameters }: { where: string; parameters: Record<string, unknown> },
    { fromDay, toDay }: RecordSheetQuery,
  ): SelectQueryBuilder<ServiceRecord> {
    return this.needs.database.manager
      .createQueryBuilder(ServiceRecord, 'record')
      .innerJoin(Organization, 'organization', 'organization.id = record.organizationId')
      .where(where, parameters)
      .andWhere("record.state = 'EFFECTIVE' AND record.day BETWEEN :fromDay AND :toDay", { fromDay, toDay });
  }

  /** By keyset in order of recording, so that any number of rows streams through a bounded memory. */
  private async *rows(query: () => SelectQueryBuilder<ServiceRecord>): AsyncGenerator<string[]> {
    const { database, activities, volunteers } = this.needs;
    const organizations = new Map<string, Organization>();
    for (let after = ''; ; ) {
      const records = await query()
        .andWhere('record.id > :after', { after })
        .orderBy('record.id', 'ASC')
        .limit(CHUNK)
        .getMany();
      if (records.length === 0) return;
      const held = await activities.findActivities(database, [...new Set(records.map((r) => r.activityId))]);
      const people = await volunteers.findVolunteers(database, [
        ...new Set(records.map((r) => r.volunteerId)),
      ]);
      for (const record of records) {
        if (!organizations.has(record.organizationId))
          organizations.set(
            record.organizationId,
            await database.manager.findOneByOrFail(Organization, { id: record.organizationId }),
          );
        yield this.row(
          record,
          organizations.get(record.organizationId)!,
          held.get(record.activityId),
          people.get(record.volunteerId),
        );
      }
      after = records.at(-1)!.id;
    }
  }

  private row(
    record: ServiceRecord,
    organization: Organization,
    activity: Activity | undefined,
    volunteer: Volunteer | undefined,
  ): string[] {
    const document = volunteer && this.needs.volunteers.plainIdentity(volunteer).documentNumber;
    return [
      volunteer?.number ?? '',
      volunteer?.name ?? '',
      volunteer?.documentType ?? '',
      document ? maskIdNumber(document) : '',
      organization.number,
      organization.name,
      activity?.title ?? record.content,
      activity?.category ?? '',
      (activity?.targets ?? []).join(','),
      record.day,
      clockText(record.startAt),
      clockText(record.endAt),
      hoursText(record.minutes),
      String(record.minutes),
      SOURCES[record.source],
      shanghaiDay(record.stateSince),
    ];
  }
}
