import { In } from 'typeorm';
import type { RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import { type Clock, shanghaiDay } from '../platform/clock';
import type { Reader } from '../platform/database';
import { ensure, forbidden, invalid } from '../platform/fault';
import { areaPrefix, childAreas, findArea } from '../reference';
import { addCounts, type Counts, countsOf, Figures, noCounts } from './figures.entity';
import {
  ALL_TIME,
  COUNTRY,
  type FiguresScope,
  grainOf,
  lastYearOfMonths,
  listPeriods,
} from './periods.rules';

export interface RangeChoice {
  from?: string;
  to?: string;
}

/** What happened in an area or organization: altogether, in the range, and period by period. */
export interface Series {
  total: Counts;
  range: Counts;
  periods: ({ period: string } & Counts)[];
}

/** Reads what the keeper counted; every read is bounded by the periods and areas it names. */
export class FiguresService {
  constructor(
    private readonly rights: RightsService,
    private readonly clock: Clock,
  ) {}

  /** @param choice the last twelve months when left out. @throws Fault as `listPeriods`, and `range_incomplete` */
  async series(reader: Reader, scope: FiguresScope, scopeId: string, choice: RangeChoice): Promise<Series> {
    const periods = this.periodsOf(choice);
    const found = await this.counts(reader, scope, [scopeId], [...periods, ALL_TIME]);
    const of = (period: string): Counts => found.get(`${scopeId} ${period}`) ?? noCounts();
    const range = noCounts();
    for (const period of periods) addCounts(range, of(period));
    return { total: of(ALL_TIME), range, periods: periods.map((period) => ({ period, ...of(period) })) };
  }

  /** @returns what happened in an area or organization altogether */
  async total(reader: Reader, scope: FiguresScope, scopeId: string): Promise<Counts> {
    const found = await this.counts(reader, scope, [scopeId], [ALL_TIME]);
    return found.get(`${scopeId} ${ALL_TIME}`) ?? noCounts();
  }

  private periodsOf({ from, to }: RangeChoice): string[] {
    ensure(
      (from === undefined) === (to === undefined),
      invalid('range_incomplete', '请同时选择开始和结束。', { field: from ? 'to' : 'from' }),
    );
    const chosen = from && to ? { from, to } : lastYearOfMonths(shanghaiDay(this.clock.now()));
    return listPeriods(chosen.from, chosen.to);
  }

  /** @returns the areas directly below one, each with its figures of a period */
  async areasBelow(
    reader: Reader,
    areaCode: string,
    period: string,
  ): Promise<{ areaCode: string; counts: Counts }[]> {
    const codes = childAreas(areaCode === COUNTRY ? null : areaCode).map(({ code }) => code);
    const found = await this.counts(reader, 'AREA', codes, [period]);
    return codes.map((code) => ({ areaCode: code, counts: found.get(`${code} ${period}`) ?? noCounts() }));
  }

  private async counts(
    { manager }: Reader,
    scope: FiguresScope,
    scopeIds: readonly string[],
    periods: readonly string[],
  ): Promise<Map<string, Counts>> {
    if (scopeIds.length === 0) return new Map();
    const grains = [...new Set(periods.map(grainOf))];
    const rows = await manager.findBy(Figures, {
      scope,
      scopeId: In([...scopeIds]),
      grain: In(grains),
      period: In([...periods]),
    });
    return new Map(rows.map((row) => [`${row.scopeId} ${row.period}`, countsOf(row)]));
  }

  /**
   * A unit reads its own area and everything inside it, nothing beside it.
   *
   * @param areaCode its own area when left out
   * @throws Fault invalid `unknown_area`; forbidden `out_of_scope`
   */
  async requireArea(reader: Reader, actor: Actor, areaCode: string | undefined): Promise<string> {
    const units = await this.rights.officerUnits(reader, actor);
    const code = areaCode ?? units[0]?.areaCode ?? '';
    requireKnown(code);
    ensure(
      units.some((unit) => code.startsWith(prefixOf(unit.areaCode))),
      forbidden('out_of_scope', '这个地区不在您所在科协的辖区内，请选择辖区内的地区。'),
    );
    return code;
  }
}

/** @throws Fault invalid `unknown_area` */
export function requireKnown(areaCode: string): void {
  ensure(
    areaCode === COUNTRY || findArea(areaCode),
    invalid('unknown_area', '没有这个地区，请重新选择地区。', { field: 'areaCode' }),
  );
}

/** @returns what the codes of everything inside an area begin with; empty for the country */
export function prefixOf(areaCode: string): string {
  const area = findArea(areaCode);
  return area ? areaPrefix(area) : areaCode === COUNTRY ? '' : areaCode;
}
