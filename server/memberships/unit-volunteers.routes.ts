import { Organization, type RightsService } from '../organizations';
import { maskName, maskPhone } from '../platform/crypto/personal-data';
import type { Database } from '../platform/database';
import {
  type Api,
  Instant,
  mapPage,
  Optional,
  Output,
  PageQuery,
  pageOf,
  readPage,
  Shaped,
  Text,
} from '../platform/http';
import { areaFullName } from '../reference';
import { Volunteer, type VolunteerService } from '../volunteers';
import { Membership } from './membership.entity';

class UnitVolunteerQuery extends PageQuery {
  /** the whole number, which is what people are asked for */
  @Optional() @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') number?: string;
  /** the whole name */
  @Optional() @Text(30) name?: string;
}

/** A volunteer as a unit sees them: enough to recognise, masked (R60, R63). */
export class UnitVolunteerView {
  @Output() id: string;
  @Output() number: string;
  @Output() name: string;
  @Output() phone: string;
  @Output() areaName: string;
  @Output() state: string;
  @Instant() registeredAt: Date;
}

export interface UnitVolunteersNeeds {
  database: Database;
  volunteers: VolunteerService;
  rights: RightsService;
}

/** People whose home lies in the area of one of the officer's units, or who belong to an organization below it. */
export function unitVolunteersRoutes(api: Api, { database, volunteers, rights }: UnitVolunteersNeeds): void {
  api.unit.get(
    '/volunteers',
    { summary: '管理范围内的志愿者（脱敏）', query: UnitVolunteerQuery, returns: pageOf(UnitVolunteerView) },
    async ({ actor, query: { number, name, ...page } }) => {
      const units = await rights.officerUnits(database, actor);
      const scope = rights.inScope('organization', units);
      const belonging = database.manager
        .createQueryBuilder(Membership, 'membership')
        .select('1')
        .innerJoin(Organization, 'organization', 'organization.id = membership.organizationId')
        .where('membership.volunteerId = volunteer.id')
        .andWhere("membership.state = 'ACTIVE'")
        .andWhere(scope.where);
      const homes = units.map(({ areaCode }, index) => ({
        key: `home${index}`,
        prefix: homePrefix(areaCode),
      }));
      const atHome = homes.map(({ key }) => `volunteer.areaCode LIKE :${key}`);
      const people = database.manager
        .createQueryBuilder(Volunteer, 'volunteer')
        .where("volunteer.state NOT IN ('UNCLAIMED', 'ERASED')")
        .andWhere(`(${[...atHome, `EXISTS (${belonging.getQuery()})`].join(' OR ')})`)
        .setParameters({
          ...scope.parameters,
          ...Object.fromEntries(homes.map(({ key, prefix }) => [key, `${prefix}%`])),
        });
      if (number) people.andWhere('volunteer.number = :number', { number });
      if (name) people.andWhere('volunteer.name = :name', { name });
      return mapPage(await readPage(people, 'volunteer', page), (volunteer) => ({
        id: volunteer.id,
        number: volunteer.number,
        name: maskName(volunteer.name),
        phone: maskPhone(volunteers.plainIdentity(volunteer).phone),
        areaName: areaFullName(volunteer.areaCode),
        state: volunteer.state,
        registeredAt: volunteer.createdAt,
      }));
    },
  );
}

/** `110105` → `110105`, `130100` → `1301`, `110000` → `11`, the whole country → nothing. */
const homePrefix = (areaCode: string): string => areaCode.replace(/(00){1,3}$/, '');
