import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { syntheticPhoto } from '../support/photo';
import { xlsxOf } from '../support/spreadsheets';
import { type ConsoleStage, openConsole } from './support/console';

const PEOPLE = 10_000;
const WRONG = PEOPLE * 0.03;
/** Ten thousand rows are checked and imported meanwhile. */
const PATIENTLY = { timeout: 90_000 };
const NATIONAL = '中国科学技术协会';

describe('collective registration on the PC site', () => {
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
      .click(PATIENTLY);
    await page
      .getByRole('button', { name: /^确定|确认$/ })
      .last()
      .click();
    await page.getByText('部分完成').waitFor(PATIENTLY);
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
  }, 240_000);

  it('takes a file that was saved again after it was chosen, and says when it waits for its columns', async () => {
    const page = await stage.logIn(await stage.world.staff.importOfficer(), '/import');
    const path = join(mkdtempSync(join(tmpdir(), 'stvs-')), '花名册.csv');
    const choose = async (rows: string) => {
      writeFileSync(path, rows);
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.locator('input[type=file]').click(),
      ]);
      await chooser.setFiles(path);
    };
    const send = page.getByRole('button', { name: '上传并校验' });
    await page.getByRole('button', { name: '上传信息表' }).click();
    await choose('花名\n');
    writeFileSync(path, '花名,证号\n张三,1\n');
    await send.click();
    await page.getByText('选好文件以后它又被修改或移动了').waitFor();
    await choose('花名,证号\n张三,1\n');
    await send.click();
    await page.getByRole('heading', { name: '对应各列' }).waitFor();
    await page.goto('/import');
    await page
      .getByRole('row', { name: /花名册\.csv/ })
      .getByText('等待对应各列')
      .waitFor();
    await page.getByRole('row', { name: /花名册\.csv/ }).click();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('已撤销').waitFor();
  }, 60_000);

  it('lets somebody claim a team of the old system, and its unit link it; until then the team says what to do', async () => {
    const { world } = stage;
    const officer = await world.staff.importOfficer();
    const [listed] = listedPeople(1);
    const unit = '北京市朝阳区科学技术协会';
    const list = [ORGANIZATION_HEADER, organizationRow('老科普队', unit, listed!, 'OLD-001')];
    const { id } = (await upload(officer, list, { kind: 'ORGANIZATION', legacy: true })).expect(201);
    await world.settle();
    (await officer.post(`/api/unit/imports/${id}/confirmation`)).expect(204);
    await world.settle();
    const team = await world.database.manager.findOneByOrFail(Organization, { name: '老科普队' });

    // Its admin of old has come, and finds it waiting.
    const admin = world.person(listed!.name);
    world.desk.control.putPerson({ id: admin.id, nickname: listed!.name, phone: listed!.phone });
    await admin.logIn();
    await admin.confirmPhone();
    const { agreementVersion, consents } = admin.registrationForm() as Record<string, unknown>;
    const claim = { name: listed!.name, lastSix: listed!.id.slice(-6), agreementVersion, consents };
    expect((await admin.post('/api/volunteer/claim', claim)).status).toBeLessThan(300);
    await world.settle();
    const page = await stage.logIn(admin, `/organization/${team.id}/members`);
    await page.getByRole('status').getByText('关联以后才能发布活动、查看成员').waitFor();
    await page.getByRole('alert').getByText('认领原系统队伍').waitFor();
    await shot(page, 'legacy-waits');
    await page.getByRole('link', { name: '申请关联' }).click();
    await page.getByPlaceholder('原系统编号').fill('OLD-001');
    await page.getByRole('button', { name: '查找' }).click();
    await shot(page, 'legacy-found');
    await page.getByRole('button', { name: '认领', exact: true }).click();
    await page.getByPlaceholder(/我是这支队伍的负责人/).fill('我是这支队伍的负责人，附照片。');
    await page
      .locator('.t-dialog input[type=file]')
      .setInputFiles({ name: '证明.jpg', mimeType: 'image/jpeg', buffer: await syntheticPhoto() });
    await page.getByText('证明 1 已上传').waitFor();
    await shot(page, 'legacy-claim');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('等待科协审核').waitFor();
    await page.getByText('已有人申请，等待审核').waitFor();

    const review = await stage.logIn(await world.officer('110105'), '/unit');
    await review
      .getByRole('link', { name: /原系统队伍关联/ })
      .first()
      .click();
    await review.getByRole('row', { name: /老科普队/ }).press('Enter');
    await review.getByRole('link', { name: '证明 1' }).waitFor();
    await shot(review, 'legacy-review');
    await review.setViewportSize({ width: 390, height: 844 });
    await shot(review, 'legacy-review-390');
    await review.setViewportSize({ width: 1280, height: 900 });
    await review.getByRole('button', { name: '通过并关联' }).click();
    await review
      .getByRole('button', { name: /^确定|确认$/ })
      .last()
      .click();
    await review.getByText('没有这样的关联申请。').waitFor();

    await page.reload();
    await page.getByText('已关联').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await shot(page, 'legacy-linked-390');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`/organization/${team.id}/members`);
    await page.getByRole('row', { name: new RegExp(listed!.name) }).waitFor();
    expect(await page.getByText('申请关联').count()).toBe(0);

    const doubtful = await stage.logIn(officer, '/import/claims');
    await doubtful.getByText('没有等待核对的认领。').waitFor();
    await shot(doubtful, 'claims-of-imports');
    expect(stage.complaints).toEqual([]);
  }, 120_000);
});
