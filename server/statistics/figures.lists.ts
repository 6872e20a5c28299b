import type { Policy } from '../../config/config';
import { Organization, type ScopeFragment } from '../organizations';
import type { Reader } from '../platform/database';
import { type Page, type PageQuery, readPage } from '../platform/http';
import { Consent, Volunteer } from '../volunteers';
import type { ShowcaseQuery } from './figures.dto';
import { Figures } from './figures.entity';
import { prefixOf } from './figures.service';
import { ALL_TIME, grainOf } from './periods.rules';
import { VolunteerFigures } from './volunteer-figures.entity';

const periodOf = ({ period = ALL_TIME }: ShowcaseQuery) => ({ grain: grainOf(period), period });

/** Whether the latest decision of the volunteer about being shown is yes. */
const SHOWN = (consents: string): string =>
  `(SELECT consent.decision FROM ${consents} consent WHERE consent.volunteer_id = volunteer.id` +
  " AND consent.kind = 'SHOWCASE' ORDER BY consent.id DESC LIMIT 1) = 'GRANTED'";

/**
 * R80: volunteers by effective, undisputed minutes, most first: only verified ones who agreed to be shown.
 * With `honoured` those who reach the thresholds of R81.
 */
export function readVolunteers(
  { manager }: Reader,
  query: ShowcaseQuery,
  { honours }: Policy,
): Promise<Page<VolunteerFigures>> {
  const { tableName } = manager.connection.getMetadata(Consent);
  const rows = manager
    .createQueryBuilder(VolunteerFigures, 'figures')
    .innerJoin(Volunteer, 'volunteer', "volunteer.id = figures.volunteerId AND volunteer.state = 'VERIFIED'")
    .where('figures.grain = :grain AND figures.period = :period AND figures.minutes > 0', periodOf(query))
    .andWhere(SHOWN(tableName));
  if (query.areaCode) {
    rows.andWhere('figures.areaCode LIKE :area', { area: `${prefixOf(query.areaCode)}%` });
  }
  if (query.honoured) {
    const { activities, minutes } = honours.volunteer;
    rows.andWhere('figures.activities >= :activities AND figures.minutes >= :minutes', {
      activities,
      minutes,
    });
  }
  return readPage(rows, 'figures', query, { by: 'minutes', direction: 'DESC' });
}

/** R80: organizations that did something, by effective, undisputed minutes, most first; with `honoured` those that reach R81. */
export function readOrganizations(
  { manager }: Reader,
  query: ShowcaseQuery,
  { honours }: Policy,
): Promise<Page<Figures>> {
  const rows = manager
    .createQueryBuilder(Figures, 'figures')
    .innerJoin(
      Organization,
      'organization',
      "organization.id = figures.scopeId AND organization.state = 'ACTIVE' AND organization.kind = 'ORGANIZATION'",
    )
    .where(
      "figures.scope = 'ORGANIZATION' AND figures.grain = :grain AND figures.period = :period",
      periodOf(query),
    )
    .andWhere('(figures.minutes > 0 OR figures.activitiesHeld > 0)');
  if (query.areaCode) {
    rows.andWhere('organization.areaCode LIKE :area', { area: `${prefixOf(query.areaCode)}%` });
  }
  if (query.honoured) {
    const { people, activities, minutesPerHead, minutes } = honours.organization;
    rows
      .andWhere('organization.memberCount >= :people AND figures.activitiesHeld >= :activities', {
        people,
        activities,
      })
      .andWhere(
        'figures.minutes >= :minutes AND figures.minutes >= organization.memberCount * :minutesPerHead',
        {
          minutes,
          minutesPerHead,
        },
      );
  }
  return readPage(rows, 'figures', query, { by: 'minutes', direction: 'DESC' });
}

/** @returns the organizations inside a scope with figures of a period, most minutes first */
export function readInScope(
  { manager }: Reader,
  inScope: (alias: string) => ScopeFragment,
  period: string,
  page: PageQuery,
): Promise<Page<Figures>> {
  const { where, parameters } = inScope('organization');
  const query = manager
    .createQueryBuilder(Figures, 'figures')
    .innerJoin(Organization, 'organization', 'organization.id = figures.scopeId')
    .where("figures.scope = 'ORGANIZATION' AND figures.grain = :grain AND figures.period = :period", {
      grain: grainOf(period),
      period,
    })
    .andWhere(where, parameters);
  return readPage(query, 'figures', page, { by: 'minutes', direction: 'DESC' });
}
