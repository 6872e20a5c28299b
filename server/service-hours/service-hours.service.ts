import type { Reader } from '../platform/database';
import { LedgerEntry } from './ledger-entry.entity';
import { ServiceRecord } from './service-record.entity';

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
