import type { Organization } from '../organizations';
import { maskName } from '../platform/crypto/personal-data';
import { Flag, Instant, ListOf, Nested, Nullable, Output, OutputNumber } from '../platform/http';
import { areaFullName } from '../reference';
import type { Volunteer } from '../volunteers';
import { type Counts, countsOf, type Figures } from './figures.entity';
import type { Series } from './figures.service';
import { ALL_TIME, COUNTRY } from './periods.rules';
import type { VolunteerFigures } from './volunteer-figures.entity';

export class CountsView {
  @OutputNumber('verified') volunteers: number;
  @OutputNumber('active') organizations: number;
  @OutputNumber() activitiesPublished: number;
  @OutputNumber() activitiesHeld: number;
  @OutputNumber() signUps: number;
  @OutputNumber() attended: number;
  @OutputNumber('as the close-outs say, else the recaps') peopleServed: number;
  @OutputNumber('effective and undisputed') minutes: number;
}

export class PeriodFigures extends CountsView {
  @Output('2026-11-25, 2026-11 or 2026') period: string;
}

/** Figures of an area or an organization. */
export class SeriesView {
  /** null before the first refresh */
  @Nullable() @Instant() asOf: Date | null;
  @Output('of the area or organization') name: string;
  @Nested(() => CountsView) total: CountsView;
  @Nested(() => CountsView) range: CountsView;
  @ListOf(() => PeriodFigures, 366) periods: PeriodFigures[];
}

export class AreaFigures extends CountsView {
  @Output() areaCode: string;
  @Output() name: string;
}

export class AreasView {
  @Nullable() @Instant() asOf: Date | null;
  @Output() areaCode: string;
  @Output() name: string;
  @Output('ALL for all time') period: string;
  @ListOf(() => AreaFigures, 500) items: AreaFigures[];
}

export class OrganizationFigures extends CountsView {
  @Output() organizationId: string;
  @Output() name: string;
  @Output() areaName: string;
  @OutputNumber('now') memberCount: number;
}

export class OrganizationFiguresPage {
  @Nullable() @Instant() asOf: Date | null;
  @ListOf(() => OrganizationFigures, 50) items: OrganizationFigures[];
  @Nullable() @Output('cursor of the next page') next: string | null;
}

/** What an organization did altogether, for its page. */
export class OrganizationTotals {
  /** null before the first refresh */
  @Nullable() @Instant() asOf: Date | null;
  @OutputNumber() activitiesHeld: number;
  @OutputNumber('people who came, each time') attended: number;
  @OutputNumber('as the close-outs say, else the recaps') peopleServed: number;
  @OutputNumber('effective and undisputed') minutes: number;
}

/** A volunteer in the showcase: masked, with their consent. */
export class ShownVolunteer {
  @Output() name: string;
  @Output() areaName: string;
  @OutputNumber() minutes: number;
  @OutputNumber() activities: number;
}

export class ShownVolunteersPage {
  @Nullable() @Instant() asOf: Date | null;
  @ListOf(() => ShownVolunteer, 50) items: ShownVolunteer[];
  @Nullable() @Output('cursor of the next page') next: string | null;
}

export class VolunteerHonour {
  @OutputNumber() activities: number;
  @OutputNumber() minutes: number;
}

export class OrganizationHonour {
  @OutputNumber() people: number;
  @OutputNumber() activities: number;
  @OutputNumber() minutesPerHead: number;
  @OutputNumber() minutes: number;
}

/** What it takes to be honoured (R81). */
export class HonoursView {
  @Nested(() => VolunteerHonour) volunteer: VolunteerHonour;
  @Nested(() => OrganizationHonour) organization: OrganizationHonour;
}

/** One's own figures, as they are now (R82). */
export class OwnFigures {
  @Instant() asOf: Date;
  @OutputNumber('effective, from the ledger') minutes: number;
  @OutputNumber() minutesThisYear: number;
  @OutputNumber() activities: number;
  @Flag() shown: boolean;
}

export const nameOfArea = (code: string): string => (code === COUNTRY ? '全国' : areaFullName(code));

export const seriesView = (name: string, asOf: Date | null, series: Series): SeriesView => ({
  asOf,
  name,
  ...series,
});

export const areasView = (
  areaCode: string,
  period: string | undefined,
  asOf: Date | null,
  rows: readonly { areaCode: string; counts: Counts }[],
): AreasView => ({
  asOf,
  areaCode,
  name: nameOfArea(areaCode),
  period: period ?? ALL_TIME,
  items: rows.map((row) => ({ areaCode: row.areaCode, name: nameOfArea(row.areaCode), ...row.counts })),
});

export const organizationFigures = (
  figures: Figures,
  { name, areaCode, memberCount }: Organization,
): OrganizationFigures => ({
  ...countsOf(figures),
  organizationId: figures.scopeId,
  name,
  areaName: nameOfArea(areaCode),
  memberCount,
});

export const shownVolunteer = (
  { areaCode, minutes, activities }: VolunteerFigures,
  { name }: Volunteer,
): ShownVolunteer => ({ name: maskName(name), areaName: nameOfArea(areaCode), minutes, activities });

export const organizationTotals = (
  asOf: Date | null,
  { activitiesHeld, attended, peopleServed, minutes }: Counts,
): OrganizationTotals => ({ asOf, activitiesHeld, attended, peopleServed, minutes });
