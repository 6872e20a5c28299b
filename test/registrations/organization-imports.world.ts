import { In } from 'typeorm';
import { Membership } from '../../server/memberships';
import { Organization } from '../../server/organizations';
import { Volunteer } from '../../server/volunteers';
import { type ImportDesk, setImportStage } from '../support/import-desk';
import { listedPeople, ORGANIZATION_HEADER, organizationRow } from '../support/imports';
import { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import type { World } from '../support/world';

const UNIT = '北京市朝阳区科学技术协会';

describe('collective registration of organizations', () => {
  let world: World;
  let county: Person;
  let desk: ImportDesk;
  let countyDesk: ImportDesk;
  let team: TestOrganization;
  beforeAll(async () => {
    ({ world, county, desk, countyDesk, team } = await setImportStage());
  }, 60_000);
  afterAll(() => world?.stop());

  it('registers organizations below the unit, in the order of the list, and their admins as people who have to come', async () => {
    const [a, b, c] = listedPeople(3);
    const rows = [
      ORGANIZATION_HEADER,
      organizationRow('集体一队', UNIT, a!),
      organizationRow('集体一队分队', '集体一队', b!),
      organizationRow(' 集体一队　', UNIT, c!),
      organizationRow(team.name, UNIT, c!),
      organizationRow('外区队', '河北省石家庄市长安区科学技术协会', c!),
    ];
    const id = await countyDesk.checked(rows, { kind: 'ORGANIZATION' });
    const { items } = (await county.get(`/api/unit/imports/${id}/issues`)).expect(200);
    expect(items.map(({ rowNumber, code }: Record<string, unknown>) => [rowNumber, code])).toEqual([
      [4, 'name_normalized'],
      [4, 'repeated_in_file'],
      [5, 'organization_name_taken'],
      [6, 'organization_out_of_scope'],
    ]);
    await countyDesk.confirm(id);
    expect(await desk.see(id)).toMatchObject({ state: 'PARTIAL', importedCount: 2 });
    const found = await world.database.manager.findBy(Organization, {
      name: In(['集体一队', '集体一队分队']),
    });
    const [parent, child] = found.sort((x, y) => x.name.length - y.name.length);
    expect(parent).toMatchObject({
      state: 'ACTIVE',
      linkState: 'NOT_NEEDED',
      line: 'TERRITORY',
      memberCount: 0,
    });
    expect(child!.territoryPath).toBe(`${parent!.territoryPath}${child!.id}/`);
    const memberships = await world.database.manager.findBy(Membership, { organizationId: parent!.id });
    expect(memberships).toEqual([
      expect.objectContaining({ role: 'ADMIN', origin: 'BULK', state: 'UNCLAIMED' }),
    ]);
    await countyDesk.rollBack(id);
    expect(await desk.see(id)).toMatchObject({ state: 'ROLLED_BACK', keptCount: 0 });
    expect(await world.database.manager.countBy(Organization, { id: In(found.map((each) => each.id)) })).toBe(
      0,
    );
  });

  it('keeps every column of the form; an admin without a resident ID says when they were born when they come', async () => {
    const [admin] = listedPeople(1);
    const header = [
      ...ORGANIZATION_HEADER,
      ...['详细地址', '成立时间', '统一社会信用代码', '现有人数', '管理员证件类型', '管理员邮箱', '备注'],
    ];
    const row = organizationRow('全栏队', UNIT, { ...admin!, id: 'e 1234567' });
    row[8] = '19912345678';
    const details = [
      '望京路 1 号',
      '2019年5月',
      '91350100M000100Y43',
      '约 30 人',
      '护照',
      'a@example.com',
      '请优先审核',
    ];
    const careless = organizationRow('粗心队', UNIT, admin!);
    const wrong = ['', '2999-01-01', '91350100M000100Y44', '很多', '', '', ''];
    const id = await countyDesk.imported([header, [...row, ...details], [...careless, ...wrong]], {
      kind: 'ORGANIZATION',
    });
    expect(await countyDesk.issuesOf(id)).toEqual([
      [3, '成立时间', 'date_unknown'],
      [3, '统一社会信用代码', 'credit_code_malformed'],
      [3, '现有人数', 'number_unknown'],
    ]);
    expect(await countyDesk.see(id)).toMatchObject({ state: 'DONE', importedCount: 2 });
    const stored = await world.database.manager.findOneByOrFail(Organization, { name: '全栏队' });
    expect(stored.principalPhone).not.toContain('19912345678');
    const open = { address: '望京路 1 号', foundedOn: '2019-05', creditCode: '91350100M000100Y43' };
    const public_ = (await world.anonymous.get(`/api/public/organizations/${stored.id}`)).expect(200);
    expect(public_).toMatchObject(open);
    expect(Object.keys(public_)).not.toEqual(expect.arrayContaining(['principalPhone']));
    const seen = (await county.get(`/api/unit/organizations/${stored.id}`)).expect(200);
    const own = { ...open, headcount: 30, principalPhone: '199****5678' };
    expect(seen).toMatchObject({ ...own, remark: '请优先审核' });

    const person = new Person(world.url, world.desk, undefined, 'passport', admin!.name);
    world.desk.control.putPerson({ id: 'passport', nickname: admin!.name, phone: admin!.phone });
    await person.logIn();
    await person.confirmPhone();
    const claim = {
      name: admin!.name,
      lastSix: '234567',
      agreementVersion: '2026-01',
      consents: { identity: true, location: false, photos: false, sharing: false },
    };
    expect((await person.post('/api/volunteer/claim', claim)).refusal).toEqual([400, 'birth_day_required']);
    const told = { ...claim, birthDay: '1980-02-03', gender: 'female' };
    expect((await person.post('/api/volunteer/claim', told)).expect(201)).toMatchObject({
      birthDay: '1980-02-03',
    });
    await world.settle();
    // Another document is looked at by a person first (decision 0006).
    const { volunteerId } = await world.database.manager.findOneByOrFail(Membership, {
      organizationId: stored.id,
    });
    await world.database.manager.update(Volunteer, { id: volunteerId }, { state: 'VERIFIED' });
    const profile = `/api/organizer/organizations/${stored.id}/profile`;
    expect((await person.get(profile)).expect(200)).toMatchObject(own);
    const form = { intro: '新的介绍', categories: ['popularization'], joinMode: 'REVIEW' };
    for (const [more, refusal] of [
      [{ creditCode: '91350100M000100Y44' }, [400, 'credit_code_malformed']],
      [{ foundedOn: '2999' }, [400, 'founded_in_future']],
      [{ foundedOn: '2020-5' }, [400, 'invalid_input']],
      [{ principalPhone: '199****5678' }, [400, 'invalid_input']],
      [{ address: null, headcount: 31 }, [204, undefined]],
    ] as [object, unknown][])
      expect([more, (await person.put(profile, { ...form, ...more })).refusal]).toEqual([more, refusal]);
    expect((await person.get(profile)).expect(200)).toMatchObject({ ...own, address: null, headcount: 31 });
    expect((await county.get(profile)).refusal).toEqual([403, 'not_organization_admin']);
  });
});
