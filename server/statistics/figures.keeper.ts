import { IsNull } from 'typeorm';
import { type Clock, shanghaiDay } from '../platform/clock';
import { insertRows, type Reader, type Tx } from '../platform/database';
import { newId } from '../platform/ids';
import { countDay } from './day-count';
import { type Counts, countsOf, FIGURE_NAMES, Figures } from './figures.entity';
import { FiguresMark, FiguresRefresh } from './figures-mark.entity';
import { type FiguresScope, grainOf, periodAbove, periodsBelow } from './periods.rules';
import { touchedDays } from './touched-days';
import { countVolunteersOf } from './volunteer-count';

const ROWS_AT_ONCE = 2_000;

/** Keeps the figures: what is marked is counted again from the facts, as often as one likes with the same outcome. */
export class FiguresKeeper {
  constructor(private readonly clock: Clock) {}

  /** Marks a period to be counted again. */
  async mark({ manager }: Tx, period: string): Promise<void> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(FiguresMark)
      .values({ id: period, marking: newId() })
      .orUpdate(['marking'], ['id'])
      .updateEntity(false)
      .execute();
  }

  /** Marks days that something changed of; those to come are counted when they come. */
  async markDays(tx: Tx, days: Iterable<string>): Promise<void> {
    const today = shanghaiDay(this.clock.now());
    for (const day of new Set(days)) if (day <= today) await this.mark(tx, day);
  }

  /**
   * R82: begins a refresh with the days since the last one on which something happened, all of them when there was none.
   * Time alone makes an activity begin, so that no event marks its day; whatever else changes an earlier day marks it.
   */
  async beginRefresh(tx: Tx): Promise<void> {
    const startedAt = this.clock.now();
    const [last] = await tx.manager.find(FiguresRefresh, { order: { id: 'DESC' }, take: 1 });
    const today = shanghaiDay(startedAt);
    const days = await touchedDays(tx, last ? shanghaiDay(last.startedAt) : '', today);
    for (const day of days) await this.mark(tx, day);
    await tx.manager.insert(FiguresRefresh, { id: newId(), startedAt, finishedAt: null });
  }

  /** Counts one marked period, days before months before years. @returns false when nothing was marked: all is up to date */
  async countNext(tx: Tx): Promise<boolean> {
    const mark = await tx.manager
      .createQueryBuilder(FiguresMark, 'mark')
      .orderBy('LENGTH(mark.id)', 'DESC')
      .addOrderBy('mark.id')
      .limit(1)
      .getOne();
    if (!mark) {
      await tx.manager.update(FiguresRefresh, { finishedAt: IsNull() }, { finishedAt: this.clock.now() });
      return false;
    }
    if (grainOf(mark.id) === 'DAY') await this.countDay(tx, mark.id);
    else await this.addUp(tx, mark.id);
    const above = periodAbove(mark.id);
    if (above) await this.mark(tx, above);
    await tx.manager.delete(FiguresMark, { id: mark.id, marking: mark.marking });
    return true;
  }

  private async countDay(tx: Tx, day: string): Promise<void> {
    const counts = await countDay(tx, day, this.clock.now());
    await tx.manager.delete(Figures, { grain: 'DAY', period: day });
    const rows = [...counts].flatMap(([scope, byId]) =>
      [...byId].map(([scopeId, figures]) => row(scope, scopeId, day, figures)),
    );
    await insertRows(tx.manager, Figures, rows);
    await countVolunteersOf(tx, day);
  }

  /** A month adds up its days, a year its months; in portions, however many organizations there are. */
  private async addUp(tx: Tx, period: string): Promise<void> {
    await tx.manager.delete(Figures, { grain: grainOf(period), period });
    for await (const rows of this.sums(tx, period)) await insertRows(tx.manager, Figures, rows);
  }

  /** What a month, a year or all time adds up to from the periods below it, a portion at a time. */
  async *sums(reader: Reader, period: string): AsyncGenerator<Figures[]> {
    for (const scope of ['AREA', 'ORGANIZATION'] as const) {
      for (let after = ''; ; ) {
        const rows = await this.sumsAfter(reader, scope, period, after);
        yield rows;
        if (rows.length < ROWS_AT_ONCE) break;
        after = rows.at(-1)!.scopeId;
      }
    }
  }

  private async sumsAfter(
    { manager }: Reader,
    scope: FiguresScope,
    period: string,
    after: string,
  ): Promise<Figures[]> {
    const { grain, prefix } = periodsBelow(period);
    const query = manager
      .createQueryBuilder(Figures, 'figures')
      .select('figures.scopeId', 'scopeId')
      .where('figures.scope = :scope AND figures.grain = :grain', { scope, grain })
      .andWhere('figures.period LIKE :periods AND figures.scopeId > :after', { periods: `${prefix}%`, after })
      .groupBy('figures.scopeId')
      .orderBy('figures.scopeId')
      .limit(ROWS_AT_ONCE);
    for (const name of FIGURE_NAMES) query.addSelect(`SUM(figures.${name})`, name);
    const sums = await query.getRawMany<{ scopeId: string } & Record<keyof Counts, string | number>>();
    return sums.map(({ scopeId, ...figures }) => {
      const numbers = Object.entries(figures).map(([name, value]) => [name, Number(value)]);
      return row(scope, scopeId, period, Object.fromEntries(numbers) as Counts);
    });
  }

  /** @returns as of when all figures are, null before the first refresh */
  async asOf({ manager }: Reader): Promise<Date | null> {
    const [last] = await manager
      .createQueryBuilder(FiguresRefresh, 'refresh')
      .where('refresh.finishedAt IS NOT NULL')
      .orderBy('refresh.startedAt', 'DESC')
      .limit(1)
      .getMany();
    return last?.startedAt ?? null;
  }
}

const row = (scope: FiguresScope, scopeId: string, period: string, figures: Counts): Figures => ({
  id: newId(),
  scope,
  scopeId,
  grain: grainOf(period),
  period,
  ...countsOf(figures),
});
