import { Organization } from '../../server/organizations';
import { seedOrganizations, unitNameOf } from '../../server/organizations/seed';
import { listAreas } from '../../server/reference';
import { createWorld, type World } from '../support/world';

describe('seed', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  const count = (where: Partial<Organization>) =>
    world.database.manager.countBy(Organization, where as Record<string, unknown>);
  const unit = (areaCode: string) =>
    world.database.manager.findOneByOrFail(Organization, { kind: 'CAST_UNIT', name: unitNameOf(areaCode) });

  it('brings in every national society once and reports the one whose name is taken', async () => {
    expect(await count({ kind: 'ORGANIZATION' })).toBe(209);
    const again = await seedOrganizations(world.database, { areas: ['11', '13'] });
    expect(again).toEqual({
      inserted: 0,
      skipped: [{ name: '中国动物学会', code: 'A-46G', reason: '名称已属于 中国动物学会（A-18）' }],
    });
    const trimmed = await world.database.manager.findOneByOrFail(Organization, { legacyNumber: 'B-54' });
    const national = await unit('000000');
    expect(trimmed).toMatchObject({
      name: '中国仿真学会',
      state: 'ACTIVE',
      line: 'SYSTEM',
      linkState: 'NOT_NEEDED',
      territoryParentId: null,
      systemParentId: national.id,
      systemPath: `/${national.id}/${trimmed.id}/`,
    });
  });

  it('leaves a society alone that was renamed since', async () => {
    const renamed = { legacyNumber: 'A-01' };
    const changes = { name: '中国数学学会', nameKey: '中国数学学会' };
    await world.database.manager.update(Organization, renamed, changes);
    expect((await seedOrganizations(world.database, { areas: ['11'] })).inserted).toBe(0);
    expect(await count(renamed)).toBe(1);
  });

  it('puts each unit below the unit of the area around it', async () => {
    const [national, beijing, chaoyang, hebei, shijiazhuang, changan] = await Promise.all(
      ['000000', '110000', '110105', '130000', '130100', '130102'].map(unit),
    );
    expect(changan!.name).toBe('河北省石家庄市长安区科学技术协会');
    expect(chaoyang!.territoryPath).toBe(`/${national!.id}/${beijing!.id}/${chaoyang!.id}/`);
    expect(changan!.territoryPath).toBe(
      `/${[national, hebei, shijiazhuang, changan].map((each) => each!.id).join('/')}/`,
    );
    expect(changan!.systemPath).toBe(changan!.territoryPath);
    expect([national, beijing, shijiazhuang, changan].map((each) => each!.unitLevel)).toEqual([
      'national',
      'province',
      'city',
      'county',
    ]);
  });

  it('adds the rest of the country later, 兵团 beside the provinces, and nothing twice', async () => {
    const before = await count({ kind: 'CAST_UNIT' });
    const { inserted } = await seedOrganizations(world.database);
    const withUnit = listAreas().filter(({ code }) => !/^(71|81|82)/.test(code));
    expect(await count({ kind: 'CAST_UNIT' })).toBe(before + inserted);
    expect(before + inserted).toBe(withUnit.length + 2);
    const corps = await world.database.manager.findOneByOrFail(Organization, {
      name: '新疆生产建设兵团科学技术协会',
    });
    expect(corps.territoryParentId).toBe((await unit('000000')).id);
    expect((await seedOrganizations(world.database)).inserted).toBe(0);
  });
});
