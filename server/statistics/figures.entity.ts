import { Entity, Index, Unique } from 'typeorm';
import { BigCountColumn, CodeColumn, IdColumn, IntColumn, RefColumn } from '../platform/database';
import type { FiguresScope, Grain } from './periods.rules';

/**
 * What happened in one period in an area with everything inside it, or in one organization. Derived from the facts by
 * `FiguresKeeper` and never written by anybody else. Each fact belongs to one day, so periods and areas add up; over
 * all time the flows are the stock: volunteers and organizations there are.
 */
@Entity('figures')
@Unique('uq_figures', ['scope', 'scopeId', 'grain', 'period'])
@Index('ix_figures_minutes', ['scope', 'grain', 'period', 'minutes'])
export class Figures {
  @IdColumn() id: string;
  @CodeColumn(12) scope: FiguresScope;
  /** an area code, `000000` for the country; or an organization's id */
  @RefColumn() scopeId: string;
  @CodeColumn(5) grain: Grain;
  /** `2026-11-25`, `2026-11`, `2026` or `ALL` */
  @CodeColumn(10) period: string;
  /** verified volunteers by the day of their registration; none in an organization */
  @IntColumn() volunteers: number;
  /** active organizations by the day of their application */
  @IntColumn() organizations: number;
  /** by the day of publication */
  @IntColumn() activitiesPublished: number;
  /** this and what follows by the day on which the activity began */
  @IntColumn() activitiesHeld: number;
  @IntColumn() signUps: number;
  @IntColumn() attended: number;
  @IntColumn() peopleServed: number;
  /** effective and undisputed, by the day of service */
  @BigCountColumn() minutes: number;
}

export const FIGURE_NAMES = [
  'volunteers',
  'organizations',
  'activitiesPublished',
  'activitiesHeld',
  'signUps',
  'attended',
  'peopleServed',
  'minutes',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];
/** The figures alone. */
export type Counts = Record<FigureName, number>;

export const noCounts = (): Counts => Object.fromEntries(FIGURE_NAMES.map((name) => [name, 0])) as Counts;

export const countsOf = (row: Counts): Counts =>
  Object.fromEntries(FIGURE_NAMES.map((name) => [name, row[name]])) as Counts;

/** Adds `more` to `counts` in place. */
export function addCounts(counts: Counts, more: Partial<Counts>): void {
  for (const name of FIGURE_NAMES) counts[name] += more[name] ?? 0;
}
