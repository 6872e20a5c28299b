import { randomBytes } from 'node:crypto';
import { Activity } from '../../server/activities';
import { Appointment, Organization } from '../../server/organizations';
import { insertRows } from '../../server/platform/database';
import { newId } from '../../server/platform/ids';
import { Account } from '../../server/volunteers';
import { Client } from '../support/client';
import { median } from './load';
import { startServer } from './server-process';
import { type BenchStage, setBenchStage } from './stage';

const ORGANIZATIONS = 110_000;
const ACTIVITIES = 60_000;
const ROUNDS = 5;

/**
 * What officers open all day, at the size of the country: every CAST unit, 110 000 organizations, 60 000 activities. The
 * yardstick is the database counting the rows below the national unit once, which is what the tree has to add up.
 */
export async function tree(): Promise<string> {
  const stage = await setBenchStage({ areas: undefined });
  const product = await startServer('product', { ...stage.environment, LOG_LEVEL: 'error' });
  try {
    const units = await stage.database.manager.findBy(Organization, { kind: 'CAST_UNIT' });
    await fill(stage, units);
    const unitOf = (areaCode: string) => units.find((unit) => unit.areaCode === areaCode)!;
    const [national, province, county] = ['000000', '130000', '130102'].map(unitOf);
    const officers = await appoint(stage, product.url, [national!, province!, county!]);
    const [ofCountry, ofProvince, ofCounty] = officers;
    const territory = '/api/unit/tree?line=TERRITORY';
    const asked: [name: string, who: Client, path: string][] = [
      ['tree', ofCountry!, territory],
      ['provinces', ofCountry!, `${territory}&parentId=${national!.id}`],
      ['cities', ofProvince!, `${territory}&parentId=${province!.id}`],
      ['county', ofCounty!, `${territory}&parentId=${county!.id}`],
      ['systems', ofCountry!, `/api/unit/tree?line=SYSTEM&parentId=${national!.id}`],
      ['queues', ofCountry!, '/api/unit/queues'],
      ['list', ofCountry!, '/api/unit/organizations?limit=50'],
      ['by-name', ofCountry!, `/api/unit/organizations?limit=50&name=${encodeURIComponent('第99999队')}`],
      [
        'by-name-province',
        ofProvince!,
        `/api/unit/organizations?limit=50&name=${encodeURIComponent('第99')}`,
      ],
      ['activities', ofCountry!, '/api/unit/activities?limit=50'],
      [
        'activities-found',
        ofCountry!,
        `/api/unit/activities?limit=50&text=${encodeURIComponent('第59999场')}`,
      ],
      ['activities-province', ofProvince!, '/api/unit/activities?limit=50&areaCode=130000'],
      ['activities-county', ofCounty!, '/api/unit/activities?limit=50&state=PENDING'],
    ];
    const path = `${national!.territoryPath}_%`;
    const count = 'SELECT COUNT(*) AS found FROM organizations WHERE territory_path LIKE ?';
    const yardstick = await millisecondsOf(() => stage.database.manager.query(count, [path]));
    const figures = new Map<string, number>();
    for (const [name, who, url] of asked) {
      figures.set(name, await millisecondsOf(async () => (await who.get(url)).expect(200)));
    }
    const listed = [...figures].map(([name, ms]) => `${name}=${ms.toFixed(0)}ms`).join(' ');
    return `ratio=${(figures.get('tree')! / yardstick).toFixed(2)} count=${yardstick.toFixed(0)}ms ${listed} units=${units.length}`;
  } finally {
    await product.stop();
    await stage.remove();
  }
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await work();
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Organizations below every county and city in turn, a tenth of them below another one; activities of all of them. */
async function fill({ database, activity }: BenchStage, units: readonly Organization[]): Promise<void> {
  const [sample] = await database.manager.find(Organization, { where: { kind: 'ORGANIZATION' }, take: 1 });
  const places = units.filter(({ unitLevel }) => unitLevel === 'county' || unitLevel === 'city');
  const rows: Organization[] = [];
  for (let index = 0; index < ORGANIZATIONS; index += 1) {
    const unit = places[index % places.length]!;
    const before = rows[index - places.length];
    const above = before && index % 10 === 0 ? before : unit;
    const id = newId();
    const name = `科技志愿服务第${index}队`;
    rows.push({
      ...sample!,
      ...{ id, name, nameKey: name, kind: 'ORGANIZATION', line: 'TERRITORY', areaCode: unit.areaCode },
      number: `O${randomBytes(5).toString('hex').toUpperCase()}`,
      legacyNumber: null,
      ...{ territoryParentId: above.id, systemParentId: null },
      ...{ territoryPath: `${above.territoryPath}${id}/`, systemPath: `/${id}/` },
      ...{ memberCount: 40, activityCount: 3, state: index % 500 === 0 ? 'PENDING' : 'ACTIVE' },
    });
  }
  await insertRows(database.manager, Organization, rows);
  const activities = Array.from({ length: ACTIVITIES }, (_, index) => {
    const { id, areaCode } = rows[(index * 7) % rows.length]!;
    return {
      ...activity(id, index, 10),
      areaCode,
      ...(index % 300 === 0 ? { state: 'PENDING' as const } : {}),
    };
  });
  await insertRows(database.manager, Activity, activities);
  await database.manager.query('ANALYZE TABLE organizations, activities');
}

/** @returns an officer of each unit, logged in */
async function appoint(stage: BenchStage, url: string, units: readonly Organization[]): Promise<Client[]> {
  const tokens = await stage.addVolunteers(units.length);
  const accounts = await stage.database.manager.find(Account, { order: { id: 'ASC' } });
  const appointments = units.map(({ id: unitId }, index): Appointment => {
    const volunteerId = accounts[index]!.volunteerId!;
    const openKey = `UNIT_OFFICER:${unitId}:${volunteerId}`;
    return {
      ...{ id: newId(), volunteerId, role: 'UNIT_OFFICER', unitId, openKey },
      ...{ grantedBy: null, grantedAt: new Date(), revokedAt: null },
    };
  });
  await insertRows(stage.database.manager, Appointment, appointments);
  return tokens.map((token) => Object.assign(new Client(url), { token }));
}
