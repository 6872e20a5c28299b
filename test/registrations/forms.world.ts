import { ImportBatch, ImportRow } from '../../server/registrations';
import { type ImportDesk, setImportStage } from '../support/import-desk';
import { download, listedPeople, rowsOf, upload, VOLUNTEER_HEADER, volunteerRow } from '../support/imports';
import type { Person } from '../support/person';
import { gbk } from '../support/spreadsheets';
import type { TestOrganization } from '../support/staff';
import type { World } from '../support/world';

describe('the forms of collective registration and what they hold', () => {
  let world: World;
  let officer: Person;
  let county: Person;
  let desk: ImportDesk;
  let countyDesk: ImportDesk;
  let team: TestOrganization;
  beforeAll(async () => {
    ({ world, officer, county, desk, countyDesk, team } = await setImportStage({
      environment: { POLICY_IMPORT_MAX_ROWS: '1000' },
    }));
  }, 60_000);
  afterAll(() => world?.stop());

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
      const id = await desk.checked([...rows, row], { kind });
      const { rowCount, errorCount, state, missing } = await desk.see(id);
      expect([kind, await desk.issuesOf(id), rowCount, errorCount, state, missing]).toEqual([
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
    const id = await desk.checked(gbk(csv), { fileName: '名单.csv' });
    const { columns, rowCount } = await desk.see(id);
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
    expect(await desk.issuesOf(id)).toEqual([
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
    const listed = async () =>
      (await county.get('/api/unit/imports'))
        .expect(200)
        .items.find(({ id }: { id: string }) => id === first.id);
    expect(await listed()).toMatchObject({ state: 'UPLOADED', waitsForColumns: true, checkedCount: 0 });
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
    expect(await listed()).toMatchObject({ waitsForColumns: false });
    await world.settle();
    expect(await countyDesk.see(first.id)).toMatchObject({ state: 'VALIDATED', errorCount: 0 });
    const again = await countyDesk.checked([header, rowOf(b!)]);
    expect(await countyDesk.see(again)).toMatchObject({ state: 'VALIDATED', errorCount: 0, missing: [] });
    // Another unit has a memory of its own.
    expect((await upload(officer, [header, rowOf(b!), rowOf(a!)])).expect(201).missing).toHaveLength(7);
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
});
