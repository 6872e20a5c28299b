import type { Reader, Tx } from '../platform/database';
import { LedgerEntry } from './ledger-entry.entity';
import { ServiceRecord } from './service-record.entity';
import { ServiceReport } from './service-report.entity';

export interface ServiceTotals {
  /** distinct volunteers with effective minutes */
  people: number;
  minutes: number;
}

/** A record whose ledger entries do not add up to what its state says. */
export interface LedgerDiscrepancy {
  recordId: string;
  expectedMinutes: number;
  ledgerMinutes: number;
}

/** A period of service, both days included. */
export interface Serving {
  fromDay: string;
  toDay: string;
}

export interface Served {
  organizationId: string;
  minutes: number;
  firstDay: string;
  lastDay: string;
}

/** What the ledger says: every total anywhere is a sum over it. */
export class ServiceHoursService {
  /** @returns the volunteer's effective minutes */
  async effectiveMinutes(reader: Reader, volunteerId: string): Promise<number> {
    const row = await reader.manager
      .createQueryBuilder(LedgerEntry, 'entry')
      .select('SUM(entry.minutes)', 'minutes')
      .where('entry.volunteerId = :volunteerId', { volunteerId })
      .getRawOne<{ minutes: string | number | null }>();
    return Number(row?.minutes ?? 0);
  }

  /**
   * What a certificate may list: effective, and nobody objects to it (R50). The rows stay locked until the transaction
   * ends, so that none is voided between reading and issuing.
   *
   * @param most rows at most, in order of days
   */
  async certifiableRecords(
    { manager }: Tx,
    {
      volunteerId,
      organizationId,
      fromDay,
      toDay,
    }: Serving & { volunteerId: string; organizationId: string },
    most: number,
  ): Promise<ServiceRecord[]> {
    const objections = manager
      .createQueryBuilder(ServiceReport, 'report')
      .select('1')
      .where("report.recordId = record.id AND report.state = 'OPEN'");
    const query = manager
      .createQueryBuilder(ServiceRecord, 'record')
      .where('record.volunteerId = :volunteerId AND record.organizationId = :organizationId', {
        volunteerId,
        organizationId,
      })
      .andWhere('record.day BETWEEN :fromDay AND :toDay', { fromDay, toDay })
      .andWhere(`record.state = 'EFFECTIVE' AND NOT EXISTS (${objections.getQuery()})`)
      .orderBy('record.day')
      .addOrderBy('record.id')
      .limit(most);
    if (manager.connection.options.type === 'mysql') query.setLock('pessimistic_write');
    return query.getMany();
  }

  /** @returns how many volunteers have effective minutes with an organization in a period */
  async countServing(reader: Reader, organizationId: string, period: Serving): Promise<number> {
    const row = await this.serving(reader, organizationId, period)
      .select('COUNT(DISTINCT record.volunteerId)', 'people')
      .getRawOne<{ people: string | number }>();
    return Number(row?.people ?? 0);
  }

  /** @returns the next of them after a volunteer id, null at the end */
  async nextServing(
    reader: Reader,
    organizationId: string,
    period: Serving,
    after: string,
  ): Promise<string | null> {
    const row = await this.serving(reader, organizationId, period)
      .select('MIN(record.volunteerId)', 'volunteerId')
      .andWhere('record.volunteerId > :after', { after })
      .getRawOne<{ volunteerId: string | null }>();
    return row?.volunteerId ?? null;
  }

  private serving({ manager }: Reader, organizationId: string, { fromDay, toDay }: Serving) {
    return manager
      .createQueryBuilder(ServiceRecord, 'record')
      .where("record.organizationId = :organizationId AND record.state = 'EFFECTIVE'", { organizationId })
      .andWhere('record.day BETWEEN :fromDay AND :toDay', { fromDay, toDay });
  }

  /** @returns where a volunteer has effective minutes: at most 50 organizations, most minutes first */
  async organizationsServed(reader: Reader, volunteerId: string): Promise<Served[]> {
    const rows = await reader.manager
      .createQueryBuilder(ServiceRecord, 'record')
      .select('record.organizationId', 'organizationId')
      .addSelect('SUM(record.minutes)', 'minutes')
      .addSelect('MIN(record.day)', 'firstDay')
      .addSelect('MAX(record.day)', 'lastDay')
      .where("record.volunteerId = :volunteerId AND record.state = 'EFFECTIVE'", { volunteerId })
      .groupBy('record.organizationId')
      .orderBy('minutes', 'DESC')
      .limit(50)
      .getRawMany<Served>();
    return rows.map((row) => ({ ...row, minutes: Number(row.minutes) }));
  }

  /** @returns effective figures of one activity, one organization or, with neither, of everything */
  async publicTotals(
    reader: Reader,
    of: { activityId?: string; organizationId?: string } = {},
  ): Promise<ServiceTotals> {
    const query = reader.manager
      .createQueryBuilder(ServiceRecord, 'record')
      .select('COUNT(DISTINCT record.volunteerId)', 'people')
      .addSelect('SUM(record.minutes)', 'minutes')
      .where('record.state = :state', { state: 'EFFECTIVE' });
    if (of.activityId) query.andWhere('record.activityId = :activityId', { activityId: of.activityId });
    if (of.organizationId) query.andWhere('record.organizationId = :organizationId', of);
    const row = await query.getRawOne<{ people: string | number; minutes: string | number | null }>();
    return { people: Number(row?.people ?? 0), minutes: Number(row?.minutes ?? 0) };
  }

  /**
   * Proves the book: an effective record has exactly its minutes there, any other record nothing, and nothing is there
   * without a record of the same volunteer. Then every total is the sum over effective records too.
   *
   * @returns the first 100 records that differ
   */
  async findDiscrepancies(reader: Reader): Promise<LedgerDiscrepancy[]> {
    const expected = "CASE WHEN record.state = 'EFFECTIVE' THEN record.minutes ELSE 0 END";
    const booked = 'COALESCE(SUM(entry.minutes), 0)';
    const wrong = await reader.manager
      .createQueryBuilder(ServiceRecord, 'record')
      .leftJoin(LedgerEntry, 'entry', 'entry.recordId = record.id AND entry.volunteerId = record.volunteerId')
      .select(['record.id AS recordId', `${expected} AS expectedMinutes`, `${booked} AS ledgerMinutes`])
      .groupBy('record.id')
      .addGroupBy('record.state')
      .addGroupBy('record.minutes')
      .having(`${expected} <> ${booked}`)
      .limit(100)
      .getRawMany<RawDiscrepancy>();
    const stray = await reader.manager
      .createQueryBuilder(LedgerEntry, 'entry')
      .leftJoin(
        ServiceRecord,
        'record',
        'record.id = entry.recordId AND record.volunteerId = entry.volunteerId',
      )
      .select(['entry.recordId AS recordId', '0 AS expectedMinutes', 'SUM(entry.minutes) AS ledgerMinutes'])
      .where('record.id IS NULL')
      .groupBy('entry.recordId')
      .limit(100)
      .getRawMany<RawDiscrepancy>();
    return [...wrong, ...stray].slice(0, 100).map(({ recordId, expectedMinutes, ledgerMinutes }) => ({
      recordId,
      expectedMinutes: Number(expectedMinutes),
      ledgerMinutes: Number(ledgerMinutes),
    }));
  }
}

/** Sums come as text from MySQL. */
type RawDiscrepancy = { recordId: string } & Record<'expectedMinutes' | 'ledgerMinutes', string | number>;
