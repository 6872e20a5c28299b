import { In } from 'typeorm';
import { type Clock, systemClock } from '../../platform/clock';
import { type Database, insertRows, type Tx } from '../../platform/database';
import { newId, newPublicNumber } from '../../platform/ids';
import { Organization } from '../organization.entity';
import { displayName, nameKeyOf } from '../organization.rules';
import { NO_DETAILS } from '../organization-details';
import { castUnitSeeds, NATIONAL_UNIT } from './cast-units';
import societies from './national-societies.json';

export interface SeedChoices {
  /** prefixes of area codes whose units are wanted; the whole country when omitted */
  areas?: readonly string[];
  clock?: Clock;
}

export interface Seeded {
  inserted: number;
  /** what could not be inserted because its name belongs to something else */
  skipped: { name: string; code: string | null; reason: string }[];
}

type Node = Pick<
  Organization,
  'id' | 'kind' | 'name' | 'nameKey' | 'territoryPath' | 'systemPath' | 'legacyNumber'
>;

const SOCIETY = '13';
const FOUNDATION = '15';
const MASS_ORGANIZATION = '08';

/**
 * Brings in the CAST units of the areas and the national societies (全国学会), which are organizations below the
 * national unit on the system line. What exists already is left as it is, so it may run at every deployment.
 */
export const seedOrganizations = (database: Database, choices: SeedChoices = {}): Promise<Seeded> =>
  database.transaction((tx) => new Seeding(tx, choices.clock ?? systemClock).run(choices.areas));

class Seeding {
  private readonly nodes = new Map<string, Node>();
  private readonly codes = new Set<string>();
  private readonly rows: Organization[] = [];
  private readonly skipped: Seeded['skipped'] = [];

  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  async run(areas: readonly string[] | undefined): Promise<Seeded> {
    const units = castUnitSeeds(areas);
    await this.findExisting(
      'nameKey',
      [...units, ...societies].map(({ name }) => nameKeyOf(name)),
    );
    // A society that was renamed since is known by its code.
    await this.findExisting(
      'legacyNumber',
      societies.map(({ code }) => code),
    );
    for (const unit of units) this.placeUnit(unit);
    for (const society of societies) this.placeSociety(society);
    await insertRows(this.tx.manager, Organization, this.rows);
    return { inserted: this.rows.length, skipped: this.skipped };
  }

  private async findExisting(by: 'nameKey' | 'legacyNumber', keys: string[]): Promise<void> {
    for (let start = 0; start < keys.length; start += 500) {
      const found = await this.tx.manager.find(Organization, {
        select: {
          id: true,
          kind: true,
          name: true,
          nameKey: true,
          territoryPath: true,
          systemPath: true,
          legacyNumber: true,
        },
        where: { [by]: In(keys.slice(start, start + 500)) },
      });
      for (const row of found) this.know(row);
    }
  }

  private know(node: Node): void {
    this.nodes.set(node.nameKey, node);
    if (node.legacyNumber) this.codes.add(node.legacyNumber);
  }

  private placeUnit({ name, level, areaCode, above }: ReturnType<typeof castUnitSeeds>[number]): void {
    const present = this.nodes.get(nameKeyOf(name));
    if (present?.kind === 'CAST_UNIT') return;
    if (present) {
      this.skip(name, null, present);
      return;
    }
    const parent = above
      .map((each) => this.nodes.get(nameKeyOf(each)))
      .find((node) => node?.kind === 'CAST_UNIT');
    this.add(name, {
      kind: 'CAST_UNIT',
      type: MASS_ORGANIZATION,
      line: 'TERRITORY',
      unitLevel: level,
      areaCode,
      ...below(parent, parent),
    });
  }

  private placeSociety({ code, name }: (typeof societies)[number]): void {
    if (this.codes.has(code)) return;
    const present = this.nodes.get(nameKeyOf(name));
    if (present) {
      this.skip(name, code, present);
      return;
    }
    this.add(name, {
      kind: 'ORGANIZATION',
      type: displayName(name).endsWith('基金会') ? FOUNDATION : SOCIETY,
      line: 'SYSTEM',
      unitLevel: null,
      areaCode: '000000',
      legacyNumber: code,
      ...below(undefined, this.nodes.get(nameKeyOf(NATIONAL_UNIT))),
    });
  }

  private skip(name: string, code: string | null, taker: Node): void {
    const owner = taker.legacyNumber ? `${taker.name}（${taker.legacyNumber}）` : taker.name;
    this.skipped.push({ name: displayName(name), code, reason: `名称已属于 ${owner}` });
  }

  private add(
    name: string,
    more: Place &
      Pick<Organization, 'kind' | 'type' | 'line' | 'unitLevel' | 'areaCode'> & { legacyNumber?: string },
  ): void {
    const id = newId();
    const row: Organization = {
      ...NO_DETAILS,
      teamLevel: null,
      state: 'ACTIVE',
      stateReason: null,
      principalName: '',
      intro: '',
      categories: [],
      joinMode: 'REVIEW',
      linkState: 'NOT_NEEDED',
      mergedIntoId: null,
      memberCount: 0,
      activityCount: 0,
      applicantId: null,
      createdAt: this.clock.now(),
      legacyNumber: null,
      ...more,
      id,
      number: newPublicNumber('O'),
      name: displayName(name),
      nameKey: nameKeyOf(name),
      territoryPath: `${more.territoryPath}${id}/`,
      systemPath: `${more.systemPath}${id}/`,
    };
    this.know(row);
    this.rows.push(row);
  }
}

/** Parents on both axes; the paths are those of the parents. */
type Place = Pick<Organization, 'territoryParentId' | 'systemParentId' | 'territoryPath' | 'systemPath'>;

const below = (territory: Node | undefined, system: Node | undefined): Place => ({
  territoryParentId: territory?.id ?? null,
  systemParentId: system?.id ?? null,
  territoryPath: territory?.territoryPath ?? '/',
  systemPath: system?.systemPath ?? '/',
});
