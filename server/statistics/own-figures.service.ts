import type { Actor } from '../platform/actor';
import { shanghaiDay } from '../platform/clock';
import type { Reader } from '../platform/database';
import { ensure, forbidden } from '../platform/fault';
import { LedgerEntry, ServiceRecord } from '../service-hours';
import type { ConsentService } from '../volunteers';
import type { OwnFigures } from './figures.view';

/** R82: one's own figures at once, from the ledger. */
export class OwnFiguresService {
  constructor(private readonly consents: ConsentService) {}

  /** @throws Fault forbidden `not_registered` */
  async of(reader: Reader, { volunteerId }: Actor, now: Date): Promise<OwnFigures> {
    ensure(volunteerId, forbidden('not_registered', '请先注册成为科技志愿者，再查看自己的统计。'));
    return {
      asOf: now,
      minutes: await this.minutes(reader, volunteerId, ''),
      minutesThisYear: await this.minutes(reader, volunteerId, shanghaiDay(now).slice(0, 4)),
      activities: await this.activities(reader, volunteerId),
      shown: await this.consents.holds(reader, volunteerId, 'SHOWCASE'),
    };
  }

  private async minutes({ manager }: Reader, volunteerId: string, year: string): Promise<number> {
    const row = await manager
      .createQueryBuilder(LedgerEntry, 'entry')
      .select('SUM(entry.minutes)', 'minutes')
      .where('entry.volunteerId = :volunteerId AND entry.day LIKE :days', { volunteerId, days: `${year}%` })
      .getRawOne<{ minutes: string | number | null }>();
    return Number(row?.minutes ?? 0);
  }

  private async activities({ manager }: Reader, volunteerId: string): Promise<number> {
    const row = await manager
      .createQueryBuilder(ServiceRecord, 'record')
      .select('COUNT(DISTINCT record.activityId)', 'activities')
      .where("record.volunteerId = :volunteerId AND record.state = 'EFFECTIVE'", { volunteerId })
      .getRawOne<{ activities: string | number }>();
    return Number(row?.activities ?? 0);
  }
}
