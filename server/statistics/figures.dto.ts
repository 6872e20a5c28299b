import { Day, Id, OneOf, Optional, PageQuery, QueryFlag, Shaped } from '../platform/http';
import { PERIOD } from './periods.rules';

const AREA = [/^\d{6}$/, '6 位行政区划代码，全国为 000000'] as const;
const PERIOD_SHAPE = [PERIOD, '2026、2026-11 或 2026-11-25'] as const;

/** A range of days, months or years, both ends of the same kind and included; the last twelve months when left out. */
export class RangeQuery {
  @Optional() @Shaped(...PERIOD_SHAPE) from?: string;
  @Optional() @Shaped(...PERIOD_SHAPE) to?: string;
}

export class AreaRangeQuery extends RangeQuery {
  /** the country when left out, for a unit its own area */
  @Optional() @Shaped(...AREA) areaCode?: string;
}

export class AreasQuery {
  @Optional() @Shaped(...AREA) areaCode?: string;
  /** a day, month or year; all time when left out */
  @Optional() @Shaped(...PERIOD_SHAPE) period?: string;
}

export class OrganizationFiguresQuery extends PageQuery {
  @Optional() @Shaped(...PERIOD_SHAPE) period?: string;
}

export class ShowcaseQuery extends PageQuery {
  @Optional() @Shaped(...AREA) areaCode?: string;
  /** a month or year; all time when left out */
  @Optional() @Shaped(/^\d{4}(-(0[1-9]|1[0-2]))?$/, '2026 或 2026-11') period?: string;
  /** only those who reach the thresholds of `GET /api/public/showcase/honours` */
  @Optional() @QueryFlag() honoured?: boolean;
}

export const EXPORTS = ['PERIODS', 'AREAS', 'ORGANIZATIONS'] as const;
export const FORMATS = ['xlsx', 'csv'] as const;

export class ExportQuery extends AreaRangeQuery {
  @OneOf(EXPORTS) kind: (typeof EXPORTS)[number];
  @OneOf(FORMATS) format: (typeof FORMATS)[number];
  /** of AREAS and ORGANIZATIONS; all time when left out */
  @Optional() @Shaped(...PERIOD_SHAPE) period?: string;
}

export class RefreshForm {
  /** first and last day to be counted again */
  @Day() from: string;
  @Day() to: string;
}

export class OrganizationParams {
  @Id() organizationId: string;
}
