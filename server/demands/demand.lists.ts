import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { Organization } from '../organizations';
import { shanghaiDay } from '../platform/clock';
import type { Reader } from '../platform/database';
import { type Page, readPage } from '../platform/http';
import { areaPrefix, findArea } from '../reference';
import type { DemandBoardQuery, DemandQuery } from './demand.dto';
import { Demand, type DemandState } from './demand.entity';
import { unitAreaPrefix } from './demand-coordination.service';

type Query = SelectQueryBuilder<Demand>;

/** Demands that an organization has taken on: proof for the board that asking helps. */
const ANSWERED: readonly DemandState[] = ['IN_SERVICE', 'COMPLETED', 'RATED'];
/** What visitors may open by its link. */
export const OPEN_TO_PUBLIC: readonly DemandState[] = ['OPEN', 'DISPATCHED', 'ACCEPTED', ...ANSWERED];

const rows = ({ manager }: Reader): Query => manager.createQueryBuilder(Demand, 'demand');

/** @returns what waits for an organization, or with `answered` what found one; newest first */
export function readBoard(reader: Reader, filters: DemandBoardQuery, now: Date): Promise<Page<Demand>> {
  const { areaCode, category, bodyKind, text, answered } = filters;
  const query = rows(reader).where('demand.state IN (:...states)', {
    states: answered ? ANSWERED : ['OPEN'],
  });
  if (!answered) query.andWhere('demand.untilDay >= :today', { today: shanghaiDay(now) });
  if (areaCode) {
    const area = findArea(areaCode);
    // An unknown area holds nothing; as its own prefix it finds nothing.
    query.andWhere('demand.areaCode LIKE :area', { area: `${area ? areaPrefix(area) : areaCode}%` });
  }
  if (category) query.andWhere('demand.category = :category', { category });
  if (bodyKind) query.andWhere('demand.bodyKind = :bodyKind', { bodyKind });
  if (text) {
    const pattern = `%${text.replace(/[!%_]/g, (sign) => `!${sign}`)}%`;
    query.andWhere("demand.title LIKE :text ESCAPE '!'", { text: pattern });
  }
  return readPage(query, 'demand', filters);
}

/** @returns what a volunteer posted, newest first */
export function readOwn(reader: Reader, requesterId: string, { state, ...page }: DemandQuery) {
  const query = rows(reader).where('demand.requesterId = :requesterId', { requesterId });
  if (state) query.andWhere('demand.state = :state', { state });
  return readPage(query, 'demand', page);
}

/** @returns what was dispatched to an organization or taken by it, newest first */
export function readOfOrganization(reader: Reader, organizationId: string, { state, ...page }: DemandQuery) {
  const query = rows(reader).where('demand.organizationId = :organizationId', { organizationId });
  if (state) query.andWhere('demand.state = :state', { state });
  return readPage(query, 'demand', page);
}

const ofUnits = (reader: Reader, units: readonly Organization[]): Query =>
  rows(reader).where(
    new Brackets((either) => {
      either.where('1 = 0');
      units.forEach((unit, index) => {
        either.orWhere(`demand.areaCode LIKE :area${index}`, {
          [`area${index}`]: `${unitAreaPrefix(unit)}%`,
        });
      });
    }),
  );

/** @returns the demands inside the areas of these units, oldest first */
export function readOfUnits(
  reader: Reader,
  units: readonly Organization[],
  { state, ...page }: DemandQuery,
): Promise<Page<Demand>> {
  const query = ofUnits(reader, units);
  if (state) query.andWhere('demand.state = :state', { state });
  return readPage(query, 'demand', page, { direction: 'ASC' });
}

/** @returns how many of them wait for a review */
export const countSubmitted = (reader: Reader, units: readonly Organization[]): Promise<number> =>
  ofUnits(reader, units).andWhere("demand.state = 'SUBMITTED'").getCount();
