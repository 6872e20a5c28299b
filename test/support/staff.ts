import { Appointment, Organization } from '../../server/organizations';
import type { Clock } from '../../server/platform/clock';
import type { Database } from '../../server/platform/database';
import { newId } from '../../server/platform/ids';
import type { Person } from './person';

export interface TestOrganization {
  id: string;
  name: string;
  admin: Person;
}

export interface OrganizationChoices {
  admin: Person;
  areaCode?: string;
  name?: string;
  joinMode?: 'OPEN' | 'REVIEW';
}

/** What staff need of the world they work in. */
interface StaffedWorld {
  person(name: string): Person;
  settle(): Promise<void>;
  readonly database: Database;
  readonly clock: Clock;
}

let organizations = 0;

/** People with a role, as a test needs them at its beginning; how they get the role is tested where roles are. */
export class Staff {
  private readonly officers = new Map<string, Promise<Person>>();

  constructor(private readonly world: StaffedWorld) {}

  /** The officer of the 科协 of an area, the same one at every call. */
  officer(areaCode: string): Promise<Person> {
    const known = this.officers.get(areaCode);
    if (known) return known;
    const appointed = this.appointOfficer(areaCode);
    this.officers.set(areaCode, appointed);
    return appointed;
  }

  private async appointOfficer(areaCode: string): Promise<Person> {
    const unit = await this.unit(areaCode);
    const person = await this.world.person('科协干部').register();
    await this.appoint(person, 'UNIT_OFFICER', unit.id);
    return person;
  }

  async platformAdmin(): Promise<Person> {
    const person = await this.world.person('平台管理员').register();
    await this.appoint(person, 'PLATFORM_ADMIN', null);
    return person;
  }

  /** Somebody of the centre that registers collectively for the whole country (农技中心). */
  async importOfficer(): Promise<Person> {
    const person = await this.world.person('导入专员').register();
    await this.appoint(person, 'IMPORT_OFFICER', null);
    return person;
  }

  async auditor(): Promise<Person> {
    const person = await this.world.person('审计员').register();
    await this.appoint(person, 'AUDITOR', null);
    return person;
  }

  /** The CAST unit of an area; `000000` is the national one. */
  unit(areaCode: string): Promise<Organization> {
    return this.world.database.manager.findOneByOrFail(Organization, { kind: 'CAST_UNIT', areaCode });
  }

  private async appoint(person: Person, role: Appointment['role'], unitId: string | null): Promise<void> {
    await this.world.database.manager.insert(Appointment, {
      id: newId(),
      volunteerId: person.volunteerId,
      role,
      unitId,
      openKey: `${role}:${unitId ?? ''}:${person.volunteerId}`,
      grantedBy: null,
      grantedAt: this.world.clock.now(),
      revokedAt: null,
    });
  }

  applicationForm(unit: Organization, choices: Partial<OrganizationChoices> = {}): Record<string, unknown> {
    organizations += 1;
    return {
      name: choices.name ?? `科普志愿服务队第${organizations}队`,
      type: '13',
      line: 'TERRITORY',
      teamLevel: 'team',
      areaCode: choices.areaCode ?? unit.areaCode,
      territoryParentId: unit.id,
      principalName: choices.admin?.name ?? '负责人',
      intro: '面向社区和学校开展科普服务。',
      categories: ['popularization'],
      joinMode: choices.joinMode ?? 'OPEN',
    };
  }

  /** Applied for by `admin` and approved by the unit of its area, over the wire. */
  async organization(choices: OrganizationChoices): Promise<TestOrganization> {
    const { admin, areaCode = '110105' } = choices;
    const officer = await this.officer(areaCode);
    const form = this.applicationForm(await this.unit(areaCode), choices);
    const { id, name } = (await admin.post('/api/organizer/organizations', form)).expect(201);
    const checklist = {
      nameProper: true,
      parentCorrect: true,
      principalConfirmed: true,
      purposePublic: true,
    };
    const review = { decision: 'APPROVE', checklist };
    (await officer.post(`/api/unit/organizations/${id}/review`, review)).expect(204);
    await this.world.settle();
    return { id, name, admin };
  }
}
