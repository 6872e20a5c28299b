import { In } from 'typeorm';
import { shanghaiDay } from '../platform/clock';
import type { Reader } from '../platform/database';
import { LedgerEntry, ServiceReport } from '../service-hours';
import { countDay } from './day-count';
import { type Counts, countsOf, FIGURE_NAMES, Figures, noCounts } from './figures.entity';
import type { FiguresKeeper } from './figures.keeper';
import { FiguresMark } from './figures-mark.entity';
import { ALL_TIME } from './periods.rules';
import { touchedDays } from './touched-days';
import { VolunteerFigures } from './volunteer-figures.entity';

/** A figure that is kept, and what counting gives instead. */
export interface Difference {
  /** whose, of what and when, e.g. `ORGANIZATION 01J… 2026-11 minutes` */
  what: string;
  kept: number;
  counted: number;
}

const PEOPLE_AT_ONCE = 500;

/**
 * Proves the kept figures: days against the facts, months, years and all time against the sum below them, and what each
 * volunteer served against the ledger. What is marked to be counted again is no difference yet.
 */
export class FiguresCheck {
  constructor(private readonly keeper: FiguresKeeper) {}

  /** @yields every difference; nothing before the first refresh, when there is nothing kept */
  async *differences(reader: Reader): AsyncGenerator<Difference> {
    const asOf = await this.keeper.asOf(reader);
    if (!asOf) return;
    const marks = (await reader.manager.find(FiguresMark)).map(({ id }) => id);
    const isMarked = (period: string) =>
      marks.some((mark) => period === ALL_TIME || mark === ALL_TIME || mark.startsWith(period));
    const kept = await this.periods(reader, 'DAY');
    const days = new Set([...kept, ...(await touchedDays(reader, '', shanghaiDay(asOf)))]);
    for (const day of [...days].sort()) if (!isMarked(day)) yield* this.ofDay(reader, day, asOf);
    for (const period of periodsAbove(days)) if (!isMarked(period)) yield* this.ofSums(reader, period);
    yield* this.ofVolunteers(reader, isMarked);
  }

  private async periods({ manager }: Reader, grain: Figures['grain']): Promise<string[]> {
    const rows = await manager
      .createQueryBuilder(Figures, 'figures')
      .select('DISTINCT figures.period', 'period')
      .where('figures.grain = :grain', { grain })
      .getRawMany<{ period: string }>();
    return rows.map(({ period }) => period);
  }

  private async *ofDay(reader: Reader, day: string, asOf: Date): AsyncGenerator<Difference> {
    const counted = await countDay(reader, day, asOf);
    const rows = await reader.manager.findBy(Figures, { grain: 'DAY', period: day });
    const kept = new Map(rows.map((row) => [`${row.scope} ${row.scopeId}`, countsOf(row)]));
    for (const [scope, byId] of counted) {
      for (const [id, figures] of byId) {
        yield* compare(`${scope} ${id} ${day}`, kept.get(`${scope} ${id}`), figures);
        kept.delete(`${scope} ${id}`);
      }
    }
    for (const [whose, figures] of kept) yield* compare(`${whose} ${day}`, figures, undefined);
  }

  private async *ofSums(reader: Reader, period: string): AsyncGenerator<Difference> {
    for await (const sums of this.keeper.sums(reader, period)) {
      if (sums.length === 0) continue;
      const [{ scope, grain }] = sums as [Figures];
      const scopeId = In(sums.map((row) => row.scopeId));
      const rows = await reader.manager.findBy(Figures, { scope, grain, period, scopeId });
      const kept = new Map(rows.map((row) => [row.scopeId, countsOf(row)]));
      for (const sum of sums)
        yield* compare(`${scope} ${sum.scopeId} ${period}`, kept.get(sum.scopeId), countsOf(sum));
    }
  }

  private async *ofVolunteers(
    reader: Reader,
    isMarked: (period: string) => boolean,
  ): AsyncGenerator<Difference> {
    for (let after = ''; ; ) {
      const people = await this.servingAfter(reader, after);
      if (people.length === 0) return;
      after = people.at(-1)!;
      const counted = await this.booked(reader, people);
      const rows = await reader.manager.findBy(VolunteerFigures, { volunteerId: In(people) });
      const kept = new Map(rows.map((row) => [`${row.volunteerId} ${row.period}`, row.minutes]));
      for (const whose of new Set([...counted.keys(), ...kept.keys()])) {
        if (isMarked(whose.split(' ')[1]!)) continue;
        const [minutes, booked] = [kept.get(whose) ?? 0, counted.get(whose) ?? 0];
        if (minutes !== booked) yield { what: `volunteer ${whose} minutes`, kept: minutes, counted: booked };
      }
    }
  }

  /** @returns ids in order of who has anything in the ledger or in the figures */
  private async servingAfter({ manager }: Reader, after: string): Promise<string[]> {
    const ids = async (entity: typeof LedgerEntry | typeof VolunteerFigures) => {
      const rows = await manager
        .createQueryBuilder(entity as typeof LedgerEntry, 'one')
        .select('DISTINCT one.volunteerId', 'id')
        .where('one.volunteerId > :after', { after })
        .orderBy('one.volunteerId')
        .limit(PEOPLE_AT_ONCE)
        .getRawMany<{ id: string }>();
      return rows.map(({ id }) => id);
    };
    const both = new Set([...(await ids(LedgerEntry)), ...(await ids(VolunteerFigures))]);
    return [...both].sort().slice(0, PEOPLE_AT_ONCE);
  }

  /** @returns undisputed minutes in the ledger, by volunteer and period */
  private async booked({ manager }: Reader, people: string[]): Promise<Map<string, number>> {
    const rows = await manager
      .createQueryBuilder(LedgerEntry, 'entry')
      .leftJoin(ServiceReport, 'report', "report.recordId = entry.recordId AND report.state = 'OPEN'")
      .select('entry.volunteerId', 'volunteerId')
      .addSelect('entry.day', 'day')
      .addSelect('SUM(entry.minutes)', 'minutes')
      .where('report.id IS NULL AND entry.volunteerId IN (:...people)', { people })
      .groupBy('entry.volunteerId')
      .addGroupBy('entry.day')
      .getRawMany<{ volunteerId: string; day: string; minutes: string | number }>();
    const booked = new Map<string, number>();
    for (const { volunteerId, day, minutes } of rows) {
      for (const period of [day.slice(0, 7), day.slice(0, 4), ALL_TIME]) {
        const whose = `${volunteerId} ${period}`;
        booked.set(whose, (booked.get(whose) ?? 0) + Number(minutes));
      }
    }
    return booked;
  }
}

/** @returns months, years and all time of the days */
function periodsAbove(days: Iterable<string>): string[] {
  const periods = new Set<string>();
  for (const day of days)
    for (const above of [day.slice(0, 7), day.slice(0, 4), ALL_TIME]) periods.add(above);
  return [...periods];
}

function* compare(
  whose: string,
  kept: Counts = noCounts(),
  counted: Counts = noCounts(),
): Generator<Difference> {
  for (const name of FIGURE_NAMES)
    if (kept[name] !== counted[name])
      yield { what: `${whose} ${name}`, kept: kept[name], counted: counted[name] };
}
