import { In } from 'typeorm';
import { Membership } from '../../server/memberships';
import { Organization } from '../../server/organizations';
import { ImportBatch, ImportRow } from '../../server/registrations';
import { Volunteer } from '../../server/volunteers';
import {
  download,
  listedPeople,
  ORGANIZATION_HEADER,
  organizationRow,
  rowsOf,
  upload,
  VOLUNTEER_HEADER,
  volunteerRow,
} from '../support/imports';
import { Person } from '../support/person';
import { gbk, xlsxOf } from '../support/spreadsheets';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('collective registration', () => {
  let world: World;
  let officer: Person;
  let county: Person;
  let team: TestOrganization;
  beforeAll(async () => {
    world = await createWorld({ environment: { POLICY_IMPORT_MAX_ROWS: '1000' } });
    officer = await world.staff.importOfficer();
    county = await world.officer('110105');
    team = await world.organization({ admin: await world.person('队长').register(), name: '朝阳科普队' });
  }, 60_000);
  afterAll(() => world?.stop());

  const see = async (id: string, by: Person = officer) =>
    (await by.get(`/api/unit/imports/${id}`)).expect(200);
  const issuesOf = async (id: string) => {
    const { items } = (await officer.get(`/api/unit/imports/${id}/issues?limit=50`)).expect(200);
    return items.map(({ rowNumber, column, code }: Record<string, unknown>) => [rowNumber, column, code]);
  };
  const confirm = async (id: string, by: Person = officer) => {
    (await by.post(`/api/unit/imports/${id}/confirmation`)).expect(204);
    await world.settle();
  };
  const peopleOf = (ids: string[]) =>
    world.database.manager.findBy(Volunteer, { name: In(ids), source: 'BULK' });

  /** Uploaded and checked. @returns the id */
  const checked = async (...given: Parameters<typeof upload>): Promise<string> => {
    const { id } = (await upload(...given)).expect(201);
    await world.settle();
    return id;
  };

  it('offers the two forms, which it understands itself', async () => {
    for (const kind of ['VOLUNTEER', 'ORGANIZATION'] as const) {
      const form = await download(officer, `/api/unit/import-templates/${kind}`);
      expect((await upload(officer, form, { kind })).refusal).toEqual([400, 'sheet_empty']);
      const rows = rowsOf(form);
      const [person] = listedPeople(1);
      const filled =
        kind === 'VOLUNTEER'
          ? {
              姓名: '甲',
              证件类型: '护照',
              证件号码: 'E12345678',
              性别: '女',
              出生日期: '32934',
              省: '河北',
              市: '石家庄',
              区县: '长安',
              手机号码: '+86 199-0000-1234',
              所属组织名称或编号: team.name,
            }
          : {
              组织名称: '表单队',
              组织类型: '社会团体',
              '上级/主管组织': '北京市朝阳区科协',
              省: '北京',
              市: '市辖区',
              负责人姓名: '乙',
              负责人手机: '19900001235',
              管理员姓名: person!.name,
              管理员证件号码: person!.id,
              管理员手机: '19900001236',
            };
      const header = rows[3]!;
      const row = header.map((title) => (filled as unknown as Record<string, string>)[title] ?? '');
      const id = await checked(officer, [...rows, row], { kind });
      const { rowCount, errorCount, state, missing } = await see(id);
      expect([kind, await issuesOf(id), rowCount, errorCount, state, missing]).toEqual([
        kind,
        [],
        1,
        0,
        'VALIDATED',
        [],
      ]);
    }
  });

  it('finds the header under titles and notes, in two merged rows, in GBK, and skips what is no data', async () => {
    const [a, b] = listedPeople(2);
    const csv = [
      '科技志愿者集体注册信息表,,,,,,,',
      '填表说明：必填项不得为空,,,,,,,',
      '序号,姓 名*,证件,,省份（自治区）,城市,联系电话,所属组织',
      ',,类型,号码,,,,',
      `1,${a!.name},身份证,'${a!.id.toLowerCase()},北京市,北京市,${a!.phone},${team.name}`,
      ',,,,,,,',
      `2,　${b!.name} ,居民身份证,${b!.id},北京,,${b!.phone},${team.name}`,
      '填报人：某某,,,,,,,',
    ].join('\r\n');
    const id = await checked(officer, gbk(csv), { fileName: '名单.csv' });
    const { columns, rowCount } = await see(id);
    expect(
      columns.map(({ title, field }: { title: string; field: string | null }) => [title, field]),
    ).toEqual([
      ['序号', null],
      ['姓 名*', 'name'],
      ['证件类型', 'documentType'],
      ['证件号码', 'documentNumber'],
      ['省份(自治区)', 'province'],
      ['城市', 'city'],
      ['联系电话', 'phone'],
      ['所属组织', 'organization'],
    ]);
    expect(rowCount).toBe(2);
    // The city of a municipality may be missing only where the column is left empty on purpose.
    expect(await issuesOf(id)).toEqual([
      [7, '姓名', 'name_normalized'],
      [7, '市', 'cell_empty'],
    ]);
  });

  it('asks for columns it does not know, and remembers the answer for the unit', async () => {
    const [a, b] = listedPeople(2);
    const header = ['花名', '种类', '证号', '何省', '何市', '通讯', '队'];
    const rowOf = ({ name, id, phone }: typeof a & object) => [
      name,
      '身份证',
      id,
      '北京市',
      '北京市',
      phone,
      team.name,
    ];
    const first = (await upload(county, [header, rowOf(a!)])).expect(201);
    await world.settle();
    expect(await see(first.id, county)).toMatchObject({ state: 'UPLOADED', checkedCount: 0 });
    expect(first.missing).toHaveLength(7);
    const fields = ['name', 'documentType', 'documentNumber', 'province', 'city', 'phone', 'organization'];
    const columns = fields.map((field, index) => ({ index, field }));
    const put = (body: unknown) => county.put(`/api/unit/imports/${first.id}/columns`, body);
    for (const [status, code, body] of [
      [
        400,
        'column_twice',
        {
          columns: [
            { index: 0, field: 'name' },
            { index: 1, field: 'name' },
          ],
        },
      ],
      [400, 'column_unknown', { columns: [{ index: 0, field: 'wallet' }] }],
      [400, 'column_unknown', { columns: [{ index: 44, field: 'name' }] }],
      [400, 'invalid_input', { columns: [] }],
    ] as [number, string, unknown][])
      expect((await put(body)).refusal).toEqual([status, code]);
    expect((await put({ columns })).expect(200).missing).toEqual([]);
    await world.settle();
    expect(await see(first.id, county)).toMatchObject({ state: 'VALIDATED', errorCount: 0 });
    const again = await checked(county, [header, rowOf(b!)]);
    expect(await see(again, county)).toMatchObject({ state: 'VALIDATED', errorCount: 0, missing: [] });
    // Another unit has a memory of its own.
    expect((await upload(officer, [header, rowOf(b!), rowOf(a!)])).expect(201).missing).toHaveLength(7);
  });

  it('tells row, column, value and remedy of every mistake, personal numbers masked, and imports the rest', async () => {
    const [good, twin, known, ...others] = listedPeople(8);
    const registered = await world.person(known!.name).register({ documentNumber: known!.id });
    const wrong = (changes: Record<number, string>, person = others.shift()!) => {
      const row = volunteerRow(person, team.name);
      for (const [column, text] of Object.entries(changes)) row[Number(column)] = text;
      return row;
    };
    const rows = [
      VOLUNTEER_HEADER,
      volunteerRow(good!, team.name),
      wrong({ 4: '110101199003070012', 10: '1990' }),
      wrong({ 4: '1.10101E+17' }),
      wrong({ 9: '不存在区', 3: '学生证' }),
      wrong({ 11: '没有的队' }),
      volunteerRow({ ...twin!, id: good!.id }, team.name),
      volunteerRow(known!, team.name),
      wrong({ 1: '=cmd()', 5: '火星族' }),
    ];
    const id = await checked(officer, rows);
    expect(await issuesOf(id)).toEqual([
      [3, '证件号码', 'id_number_checksum'],
      [3, '手机号码', 'phone_malformed'],
      [4, '证件号码', 'cell_scientific'],
      [5, '证件类型', 'choice_unknown'],
      [5, '区县', 'area_unknown'],
      [6, '所属组织名称或编号', 'organization_unknown'],
      [7, '证件号码', 'repeated_in_file'],
      [8, null, 'already_registered'],
      [9, '姓名', 'name_normalized'],
      [9, '民族', 'choice_unknown'],
    ]);
    const { items } = (await officer.get(`/api/unit/imports/${id}/issues?severity=ERROR`)).expect(200);
    expect(items[0]).toMatchObject({
      value: '110***********0012',
      message: expect.stringContaining('对照证件'),
    });
    expect(await see(id)).toMatchObject({ rowCount: 8, errorCount: 5, warningCount: 2, duplicateCount: 1 });
    expect((await peopleOf([good!.name])).filter(({ state }) => state === 'UNCLAIMED')).toHaveLength(0);

    await confirm(id);
    expect(await see(id)).toMatchObject({ state: 'PARTIAL', importedCount: 2, failedCount: 0 });
    expect((await registered.get('/api/volunteer/memberships')).body.items).toEqual([]);

    const failed = rowsOf(await download(officer, `/api/unit/imports/${id}/failed-rows`));
    expect(failed[0]).toEqual([...VOLUNTEER_HEADER, '需要修改']);
    expect(failed).toHaveLength(6);
    expect(failed[1]![12]).toContain('手机号码：应为 11 位手机号');
    // Corrected in place and uploaded as it came back, only what was missing is added.
    const [fresh] = listedPeople(1);
    const corrected = failed.map((row, index) =>
      index === 1 ? [...volunteerRow(fresh!, team.name), ''] : row,
    );
    const retry = await checked(officer, corrected);
    await confirm(retry);
    expect(await see(retry)).toMatchObject({ state: 'PARTIAL', importedCount: 1, errorCount: 4 });
    // Cells are forgotten once they are somebody's record.
    expect(await world.database.manager.findBy(ImportRow, { batchId: id, state: 'IMPORTED' })).toEqual([
      expect.objectContaining({ cells: null }),
      expect.objectContaining({ cells: null }),
    ]);
    for (const line of world.logLines) expect(line).not.toContain(good!.id);
  });

  it('hides who was imported until they come, counts their memberships, and then they belong (R12, R62)', async () => {
    const [person] = listedPeople(1);
    const id = await checked(county, [VOLUNTEER_HEADER, volunteerRow(person!, team.name)]);
    await confirm(id, county);
    const members = `/api/organizer/organizations/${team.id}/members`;
    const namesOf = async (query = '') =>
      (await team.admin.get(members + query)).expect(200).items.map(({ name }: { name: string }) => name);
    expect(await namesOf()).toEqual(['队长']);
    expect((await team.admin.get(`${members}?state=UNCLAIMED`)).status).toBe(400);

    // Five more lists, and the sixth is one organization too many.
    for (let index = 0; index < 5; index++) {
      const other = await world.organization({ admin: await world.person('别的队长').register() });
      const list = await checked(officer, [VOLUNTEER_HEADER, volunteerRow(person!, other.name)]);
      await confirm(list);
      const { importedCount, failedCount } = await see(list);
      expect([importedCount, failedCount]).toEqual(index < 4 ? [1, 0] : [0, 1]);
    }

    const phone = new Person(world.url, world.desk, undefined, 'claimant', person!.name);
    world.desk.control.putPerson({ id: 'claimant', nickname: person!.name, phone: person!.phone });
    await phone.logIn();
    await phone.confirmPhone();
    const claim = {
      name: person!.name,
      lastSix: person!.id.slice(-6),
      agreementVersion: '2026-01',
      consents: { identity: true, location: false, photos: false, sharing: false },
    };
    const answer = await phone.post('/api/volunteer/claim', claim);
    expect([200, 201]).toContain(answer.status);
    await world.settle();
    expect(await namesOf()).toEqual(['队长', person!.name]);
    expect((await phone.get('/api/volunteer/memberships')).expect(200).items).toHaveLength(5);

    // A roll-back leaves who has come.
    (await county.post(`/api/unit/imports/${id}/rollback`)).expect(204);
    await world.settle();
    expect(await see(id, county)).toMatchObject({ state: 'ROLLED_BACK', keptCount: 1 });
    expect(await namesOf()).toEqual(['队长', person!.name]);
  });

  it('takes a file once, whoever is faster, and again after a roll-back', async () => {
    const people = listedPeople(3);
    const file = await xlsxOf([VOLUNTEER_HEADER, ...people.map((each) => volunteerRow(each, team.name))]);
    const answers = await Promise.all([upload(officer, file), upload(county, file), upload(officer, file)]);
    const refusals = answers.filter(({ status }) => status !== 201).map(({ refusal }) => refusal);
    expect(refusals).toEqual([
      [409, 'file_already_uploaded'],
      [409, 'file_already_uploaded'],
    ]);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    await world.settle();
    const both = [1, 2, 3].map(() => officer.post(`/api/unit/imports/${id}/confirmation`));
    const confirmations = (await Promise.all(both)).map(({ refusal }) => refusal);
    expect(confirmations.sort()).toEqual([
      [204, undefined],
      [409, 'import_state_changed'],
      [409, 'import_state_changed'],
    ]);
    await world.settle();
    expect(await see(id)).toMatchObject({ state: 'DONE', importedCount: 3 });
    const before = await world.database.manager.countBy(Volunteer, { source: 'BULK' });
    (await officer.post(`/api/unit/imports/${id}/rollback`)).expect(204);
    await world.settle();
    expect(await see(id)).toMatchObject({ state: 'ROLLED_BACK', keptCount: 0 });
    expect(await world.database.manager.countBy(Volunteer, { source: 'BULK' })).toBe(before - 3);
    const again = await checked(officer, file);
    await confirm(again);
    expect(await see(again)).toMatchObject({ state: 'DONE', importedCount: 3 });
    // The same people in another file are there already.
    const other = await checked(officer, [
      VOLUNTEER_HEADER,
      ...people.map((each) => volunteerRow(each, team.name)).reverse(),
    ]);
    expect(await see(other)).toMatchObject({ duplicateCount: 3 });
    expect((await officer.post(`/api/unit/imports/${other}/confirmation`)).refusal).toEqual([
      409,
      'nothing_to_import',
    ]);
  });

  it('keeps an officer inside their scope, row by row, and everybody else out', async () => {
    const [person] = listedPeople(1);
    const elsewhere = await world.officer('130102');
    const file = [VOLUNTEER_HEADER, volunteerRow(person!, team.name)];
    const id = await checked(elsewhere, file);
    const { items } = (await elsewhere.get(`/api/unit/imports/${id}/issues`)).expect(200);
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['organization_out_of_scope']);
    expect((await county.get(`/api/unit/imports/${id}`)).refusal).toEqual([404, 'import_not_found']);
    expect(
      (await county.get('/api/unit/imports')).body.items.map((item: { id: string }) => item.id),
    ).not.toContain(id);
    const anybody = await world.person('路人').register();
    const unitId = (await world.staff.unit('110105')).id;
    for (const [who, method, path, refusal] of [
      [anybody, 'GET', '/imports', [403, 'not_unit_officer']],
      [county, 'POST', `/imports/${id}/confirmation`, [404, 'import_not_found']],
      [county, 'POST', `/imports/${id}/rollback`, [404, 'import_not_found']],
      [county, 'GET', `/imports/${id}/failed-rows`, [404, 'import_not_found']],
      [county, 'GET', `/imports/${id}/issues`, [404, 'import_not_found']],
      [elsewhere, 'POST', `/imports?kind=VOLUNTEER&fileName=a.xlsx&unitId=${unitId}`, [403, 'out_of_scope']],
      [elsewhere, 'POST', '/imports?kind=VOLUNTEER&fileName=a.xlsx', [415, 'unsupported_media_type']],
      [elsewhere, 'POST', '/imports?kind=MONEY&fileName=a.xlsx', [400, 'invalid_input']],
      // An import officer has no unit: what is scoped stays closed.
      [officer, 'POST', `/organizations/${team.id}/suspension`, [403, 'out_of_scope']],
    ] as [Person, string, string, unknown][]) {
      const body = path.endsWith('suspension') ? { reason: '试一试' } : method === 'POST' ? {} : undefined;
      expect([path, (await who.request(method, `/api/unit${path}`, body)).refusal]).toEqual([path, refusal]);
    }
  });

  it('refuses what cannot be read, leaves nothing behind and goes on', async () => {
    const count = () => world.database.manager.countBy(ImportBatch, {});
    const rowCount = () => world.database.manager.count(ImportRow);
    const before = [await count(), await rowCount()];
    const [person] = listedPeople(1);
    const line = volunteerRow(person!, team.name);
    const csv = (lines: number) =>
      Buffer.from([VOLUNTEER_HEADER, ...Array(lines).fill(line)].map((r) => r.join(',')).join('\n'));
    for (const [status, code, bytes, fileName] of [
      [400, 'import_too_many_rows', csv(1_001), 'a.csv'],
      [400, 'sheet_extension_mismatch', csv(1), 'a.xlsx'],
      [400, 'sheet_macros', csv(1), 'a.xlsm'],
      [400, 'sheet_empty', csv(0), 'a.csv'],
      [
        400,
        'import_row_too_long',
        Buffer.from(`姓名,省\n${'长'.repeat(9_000)},${'长'.repeat(9_000)}`),
        'a.csv',
      ],
      [413, 'body_too_large', Buffer.alloc(31 * 1024 * 1024, 44), 'a.csv'],
    ] as [number, string, Buffer, string][])
      expect([fileName, (await upload(officer, bytes, { fileName })).refusal]).toEqual([
        fileName,
        [status, code],
      ]);
    expect([await count(), await rowCount()]).toEqual(before);
  }, 60_000);

  it('registers organizations below the unit, in the order of the list, and their admins as people who have to come', async () => {
    const [a, b, c] = listedPeople(3);
    const unit = '北京市朝阳区科学技术协会';
    const rows = [
      ORGANIZATION_HEADER,
      organizationRow('集体一队', unit, a!),
      organizationRow('集体一队分队', '集体一队', b!),
      organizationRow(' 集体一队　', unit, c!),
      organizationRow(team.name, unit, c!),
      organizationRow('外区队', '河北省石家庄市长安区科学技术协会', c!),
    ];
    const id = await checked(county, rows, { kind: 'ORGANIZATION' });
    const { items } = (await county.get(`/api/unit/imports/${id}/issues`)).expect(200);
    expect(items.map(({ rowNumber, code }: Record<string, unknown>) => [rowNumber, code])).toEqual([
      [4, 'name_normalized'],
      [4, 'repeated_in_file'],
      [5, 'organization_name_taken'],
      [6, 'organization_out_of_scope'],
    ]);
    await confirm(id, county);
    expect(await see(id)).toMatchObject({ state: 'PARTIAL', importedCount: 2 });
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
    (await county.post(`/api/unit/imports/${id}/rollback`)).expect(204);
    await world.settle();
    expect(await see(id)).toMatchObject({ state: 'ROLLED_BACK', keptCount: 0 });
    expect(await world.database.manager.countBy(Organization, { id: In(found.map((each) => each.id)) })).toBe(
      0,
    );
  });
});
