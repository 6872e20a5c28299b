import { wrongId } from '../../desk/people/synthetic';
import { Organization } from '../../server/organizations';
import societies from '../../server/organizations/seed/national-societies.json';
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
import { xlsxOf } from '../support/spreadsheets';
import { type ConsoleStage, inBrowser, openConsole } from './support/console';

const PEOPLE = 2_000;
const WRONG = PEOPLE * 0.03;
const NATIONAL = '中国科学技术协会';

inBrowser('collective registration on the PC site', () => {
  let stage: ConsoleStage;
  beforeAll(async () => {
    stage = await openConsole();
  }, 180_000);
  afterAll(() => stage?.stop(), 60_000);

  const shot = async (page: Awaited<ReturnType<ConsoleStage['visit']>>, name: string) => {
    const folder = process.env.STVS_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  it('imports the national societies, and says which one is listed twice and which names were trimmed', async () => {
    const { world } = stage;
    // The seed has them already; here they come by the form.
    await world.database.manager.delete(Organization, { kind: 'ORGANIZATION' });
    const officer = await world.staff.importOfficer();
    const names = [NATIONAL, ...societies.map(({ name }) => name)];
    const admins = listedPeople(names.length);
    const rows = names.map((name, index) => organizationRow(name, NATIONAL, admins[index]!));
    const file = await xlsxOf([ORGANIZATION_HEADER, ...rows]);

    const page = await stage.logIn(officer, '/import');
    await page.getByText('还没有导入过').waitFor();
    await shot(page, 'imports-empty');
    await page.getByRole('button', { name: '上传信息表' }).click();
    await page.getByText('科技志愿服务组织（附件1）').click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '全国学会.xlsx', mimeType: 'any/thing', buffer: file });
    await shot(page, 'import-upload');
    await page.getByRole('button', { name: '上传并校验' }).click();
    await page.getByText('等待确认').waitFor();
    await page.getByText('相同，请保留一行或改正').first().waitFor();
    await shot(page, 'import-checked');
    const id = page.url().split('/').at(-1)!;
    const issues = async (severity: string) =>
      (await officer.get(`/api/unit/imports/${id}/issues?severity=${severity}&limit=50`)).expect(200).items;
    const codes = (await issues('ERROR')).map(({ code, value }: { code: string; value: string }) => [
      code,
      value,
    ]);
    // The list begins with the national unit itself, which is there already.
    expect(codes).toEqual([
      ['organization_name_taken', NATIONAL],
      ['repeated_in_file', '中国动物学会'],
    ]);
    const trimmed = (await issues('WARNING')).filter(
      ({ code }: { code: string }) => code === 'name_normalized',
    );
    expect(trimmed).toHaveLength(7);
    await page.getByRole('button', { name: '确认导入 209 行' }).click();
    await page
      .getByRole('button', { name: /^确定|确认$/ })
      .last()
      .click();
    await page.getByText('部分完成').waitFor();
    await shot(page, 'import-done');
    expect(
      await world.database.manager.countBy(Organization, { kind: 'ORGANIZATION', state: 'ACTIVE' }),
    ).toBe(209);
    await page.setViewportSize({ width: 390, height: 844 });
    await shot(page, 'import-done-390');
  }, 120_000);

  it('imports thousands with some mistakes, and the corrected rows once more without a duplicate', async () => {
    const { world } = stage;
    const officer = await world.staff.importOfficer();
    const { name: team } = await world.organization({ admin: await world.person('队长').register() });
    const people = listedPeople(PEOPLE);
    const rows = people.map((person, index) => {
      const wrong = index % 33 === 0 && index / 33 < WRONG;
      return volunteerRow(wrong ? { ...person, id: wrongId(person.id) } : person, team);
    });
    const page = await stage.logIn(officer, '/import');
    const first = (await upload(officer, [VOLUNTEER_HEADER, ...rows])).expect(201);
    await page.goto(`/import/imports/${first.id}`);
    await page
      .getByRole('button', { name: `确认导入 ${(PEOPLE - WRONG).toLocaleString('zh-CN')} 行` })
      .click();
    await page
      .getByRole('button', { name: /^确定|确认$/ })
      .last()
      .click();
    await page.getByText('部分完成').waitFor();
    const failed = rowsOf(await download(officer, `/api/unit/imports/${first.id}/failed-rows`));
    expect(failed).toHaveLength(WRONG + 1);
    const ids = people.filter((_, index) => index % 33 === 0 && index / 33 < WRONG).map(({ id }) => id);
    const corrected = failed.map((row, index) =>
      index === 0 ? row : row.map((cell, at) => (at === 4 ? ids[index - 1]! : cell)),
    );
    const second = (await upload(officer, [...corrected, volunteerRow(people[1]!, team)])).expect(201);
    await page.goto(`/import/imports/${second.id}`);
    await page.getByRole('button', { name: `确认导入 ${WRONG} 行` }).click();
    await page
      .getByRole('button', { name: /^确定|确认$/ })
      .last()
      .click();
    await page.getByText('已完成').waitFor();
    expect(
      await world.database.manager.countBy(Volunteer, {
        source: 'BULK',
        areaCode: '110105',
        state: 'UNCLAIMED',
        name: people[1]!.name,
      }),
    ).toBeGreaterThan(0);
    expect((await officer.get(`/api/unit/imports/${second.id}`)).expect(200)).toMatchObject({
      importedCount: WRONG,
      duplicateCount: 1,
      errorCount: 0,
    });
    await page.goto('/import');
    await page.getByText('名单.xlsx').first().waitFor();
    await shot(page, 'imports-list');
    expect(stage.complaints).toEqual([]);
  }, 120_000);
});
