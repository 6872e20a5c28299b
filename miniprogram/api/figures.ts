import { get, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { countText, hoursText, momentText } from '../core/time';

export interface Counts {
  volunteers: number;
  organizations: number;
  activitiesPublished: number;
  activitiesHeld: number;
  signUps: number;
  attended: number;
  peopleServed: number;
  minutes: number;
}

/** A figure as `components/figure` shows it. */
export interface KeyFigure {
  value: string;
  unit: string;
  label: string;
}

export interface KeyFigures {
  figures: KeyFigure[];
  asOfText: string;
}

const hoursBig = (minutes: number): string =>
  minutes < 600_000 ? hoursText(minutes) : countText(Math.floor(minutes / 60));

const asOfText = (asOf: string | null): string => (asOf ? `截至 ${momentText(asOf)}` : '每天零点更新');

const keyFigures = (counts: Counts): KeyFigure[] => [
  { value: countText(counts.volunteers), unit: '人', label: '科技志愿者' },
  { value: countText(counts.organizations), unit: '个', label: '服务组织' },
  { value: countText(counts.activitiesHeld), unit: '场', label: '开展活动' },
  { value: countText(counts.attended), unit: '人次', label: '参加服务' },
  { value: hoursBig(counts.minutes), unit: '小时', label: '有效服务时长' },
  { value: countText(counts.peopleServed), unit: '人次', label: '服务对象' },
];

interface SeriesRow {
  asOf: string | null;
  total: Counts;
  range: Counts;
}

/** @param period a year or month; all time when empty */
export async function findFigures(areaCode: string, period = ''): Promise<KeyFigures> {
  const range = { from: period, to: period };
  const row = await get<SeriesRow>(withQuery('/api/public/figures', { areaCode, ...range }));
  return { figures: keyFigures(period ? row.range : row.total), asOfText: asOfText(row.asOf) };
}

interface TotalsRow extends Pick<Counts, 'activitiesHeld' | 'attended' | 'peopleServed' | 'minutes'> {
  asOf: string | null;
}

/** What an organization did altogether. */
export async function findOrganizationFigures(organizationId: string): Promise<KeyFigures> {
  const row = await get<TotalsRow>(`/api/public/organizations/${organizationId}/figures`);
  const figures = [
    { value: hoursBig(row.minutes), unit: '小时', label: '有效服务时长' },
    { value: countText(row.activitiesHeld), unit: '场', label: '开展活动' },
    { value: countText(row.attended), unit: '人次', label: '参加服务' },
  ];
  return { figures, asOfText: asOfText(row.asOf) };
}

/** Somebody in the showcase. */
export interface Shown {
  key: string;
  /** position among those by hours */
  place: number;
  name: string;
  where: string;
  hours: string;
  more: string;
  /** of an organization, to open it */
  organizationId: string;
}

export interface ShowcaseFilter {
  areaCode: string;
  period: string;
  honoured: boolean;
}

type ShownPage<R> = PageOf<R> & { asOf: string | null };
interface VolunteerRow {
  name: string;
  areaName: string;
  minutes: number;
  activities: number;
}
type OrganizationRow = Counts & {
  organizationId: string;
  name: string;
  areaName: string;
  memberCount: number;
};

const query = ({ areaCode, period, honoured }: ShowcaseFilter, cursor?: string) => ({
  areaCode,
  period,
  honoured: honoured || undefined,
  cursor,
  limit: 20,
});

/** @param shown how many are listed before this page */
export async function listVolunteers(filter: ShowcaseFilter, cursor: string | undefined, shown: number) {
  const path = withQuery('/api/public/showcase/volunteers', query(filter, cursor));
  const { items, next } = await get<ShownPage<VolunteerRow>>(path);
  const rows = items.map(
    (row, index): Shown => ({
      key: String(shown + index),
      place: shown + index + 1,
      name: row.name,
      where: row.areaName,
      hours: hoursText(row.minutes),
      more: `${row.activities} 场活动`,
      organizationId: '',
    }),
  );
  return { items: rows, next };
}

/** @param shown how many are listed before this page */
export async function listShownOrganizations(
  filter: ShowcaseFilter,
  cursor: string | undefined,
  shown: number,
) {
  const path = withQuery('/api/public/showcase/organizations', query(filter, cursor));
  const { items, next } = await get<ShownPage<OrganizationRow>>(path);
  const rows = items.map(
    (row, index): Shown => ({
      key: row.organizationId,
      place: shown + index + 1,
      name: row.name,
      where: row.areaName,
      hours: hoursBig(row.minutes),
      more: `${countText(row.memberCount)} 人 · ${countText(row.activitiesHeld)} 场活动`,
      organizationId: row.organizationId,
    }),
  );
  return { items: rows, next };
}

interface HonoursRow {
  volunteer: { activities: number; minutes: number };
  organization: { people: number; activities: number; minutesPerHead: number; minutes: number };
}

/** @returns what it takes to be honoured, as a sentence each */
export async function findHonours(): Promise<{ volunteers: string; organizations: string }> {
  const { volunteer, organization } = await get<HonoursRow>('/api/public/showcase/honours');
  return {
    volunteers: `参加不少于 ${volunteer.activities} 场活动，有效时长不少于 ${hoursText(volunteer.minutes)} 小时`,
    organizations:
      `成员不少于 ${organization.people} 人，活动不少于 ${organization.activities} 场，` +
      `人均不少于 ${hoursText(organization.minutesPerHead)} 小时，共不少于 ${hoursText(organization.minutes)} 小时`,
  };
}
