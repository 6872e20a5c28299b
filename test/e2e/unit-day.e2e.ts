import type { Page } from 'playwright-core';
import { Activity } from '../../server/activities';
import { DAY } from '../../server/platform/clock';
import { newId } from '../../server/platform/ids';
import { OutboxEvent } from '../../server/platform/outbox';
import type { Person } from '../support/person';
import { type ConsoleStage, openConsole } from './support/console';
import { approveOn } from './support/console-hand';
import { picture } from './support/picture';

describe('the day of a county officer', () => {
  let stage: ConsoleStage;
  let officer: Person;
  let applicant: Person;
  let organizationId: string;
  let page: Page;
  beforeAll(async () => {
    stage = await openConsole();
    const { world } = stage;
    officer = await world.officer('110105');
    applicant = await world.person('周敏').register();
    const form = { ...world.staff.applicationForm(await world.staff.unit('110105')), name: '望京科普队' };
    organizationId = (await applicant.post('/api/organizer/organizations', form)).expect(201).id;
    page = await stage.logIn(officer, '/unit');
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);

  test('returns an application with a reason, sees it corrected, and learns that a colleague was faster', async () => {
    const { world } = stage;
    await page.getByRole('link', { name: /组织申请\s*1/ }).waitFor();
    await picture(page, 'unit-desk');
    await page.getByRole('link', { name: /组织申请/ }).click();
    await page.getByRole('row', { name: /望京科普队/ }).click();
    await page.getByRole('heading', { name: '望京科普队' }).waitFor();
    await picture(page, 'unit-review');
    await page.getByText('退回修改', { exact: true }).click();
    const submit = page.getByRole('button', { name: '提交决定' });
    expect(await submit.isDisabled()).toBe(true);
    await page.getByPlaceholder(/申请人会看到/).fill('名称请写明街道');
    await submit.click();
    await page.getByText('已退回，等待申请人修改后重新提交').waitFor();

    const form = { ...world.staff.applicationForm(await world.staff.unit('110105')), name: '望京街道科普队' };
    const again = `/api/organizer/organizations/${organizationId}/resubmission`;
    (await applicant.post(again, form)).expect(200);
    await page.reload();
    await page.getByRole('heading', { name: '望京街道科普队' }).waitFor();
    await page.getByText('名称请写明街道').waitFor();

    const above = await stage.logIn(await world.officer('110000'), `/unit/organizations/${organizationId}`);
    await above.getByRole('heading', { name: '望京街道科普队' }).waitFor();
    await approveOn(above);
    await above.getByRole('button', { name: '停用' }).waitFor();
    await approveOn(page);
    await page.getByText('可能已被他人处理，请刷新后再看').first().waitFor();
    await above.context().close();
  }, 90_000);

  test('finds an organization, stops it with a reason and lets it go on', async () => {
    await page.goto('/unit/organizations');
    await page.getByPlaceholder('名称的一部分或编号').fill('望京街道');
    await page.getByRole('row', { name: /望京街道科普队/ }).click();
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByPlaceholder('请写明原因', { exact: true }).fill('年度核查');
    await page.locator('.t-dialog').getByRole('button', { name: '停用' }).click();
    await page.getByRole('button', { name: '恢复' }).waitFor();
    await picture(page, 'unit-suspended');
    await page.getByRole('button', { name: '恢复' }).click();
    await page.getByRole('button', { name: '停用' }).waitFor();
  }, 60_000);

  test('searches the activities of the organizations below', async () => {
    const { world } = stage;
    const organization = { id: organizationId };
    for (const title of ['气球火箭进社区', '天文夜观星'])
      await world.activity({ organization, admin: applicant, form: { title } });
    await page.goto('/unit/activities?state=');
    await page.getByRole('row', { name: /天文夜观星/ }).waitFor();
    await page.getByPlaceholder('活动名称的一部分').fill('火箭');
    await page.getByPlaceholder('组织名称的一部分或编号').fill('望京街道');
    await page.getByRole('row', { name: /天文夜观星/ }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /气球火箭进社区.*已发布.*未结束/ }).waitFor();
    const choose = async (option: string) => {
      await page
        .locator('.t-select')
        .filter({ has: page.getByLabel('结项') })
        .click();
      await page.locator('.t-select-option', { hasText: option }).filter({ visible: true }).click();
    };
    await choose('待结项');
    await page.getByText('没有符合条件的活动。').waitFor();
    // Nothing that waits for review is to be closed out: the state that stands there at first gives way, for good.
    await page.reload();
    await page.getByText('没有符合条件的活动。').waitFor();
    const row = page.getByRole('row', { name: /气球火箭进社区/ });
    const { manager } = world.app.parts.database;
    const [startsAt, endsAt] = [3, 2].map((days) => new Date(world.clock.now().getTime() - days * DAY));
    await manager.update(Activity, { title: '气球火箭进社区' }, { startsAt, endsAt });
    await page.reload();
    await page.getByRole('row', { name: /气球火箭进社区.*已发布.*待结项/ }).waitFor();
    await picture(page, 'unit-activities-due');
    await choose('已结项');
    await row.waitFor({ state: 'detached' });
    await choose('待结项');
    await row.waitFor();
    await picture(page, 'unit-activities');
    await page.getByRole('row', { name: /气球火箭进社区/ }).click();
    await page.getByRole('heading', { name: '气球火箭进社区' }).waitFor();
  }, 60_000);

  test('opens the tree, and decides on a change that the organization asked for on its own page', async () => {
    await stage.world.settle();
    const own = await stage.logIn(applicant, `/organization/${organizationId}/changes`);
    await own.getByRole('button', { name: '提出变更' }).click();
    await own.locator('input[type=file]').setInputFiles({
      name: '证明.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await own.getByText('证明.pdf').waitFor();
    await own.locator('.t-dialog .t-input__inner').nth(1).fill('望京街道科普总队');
    await own.getByPlaceholder('写给审核的科协').fill('扩编');
    await picture(own, 'organization-change');
    await own.locator('.t-dialog').getByRole('button', { name: '提交' }).click();
    await own.getByRole('row', { name: /变更名称.*待审核/ }).waitFor();
    await own.context().close();

    await page.goto('/unit/tree');
    await page.getByRole('button', { name: /展开北京市朝阳区/ }).click();
    await page.getByRole('link', { name: '望京街道科普队' }).waitFor();
    await picture(page, 'unit-tree');
    await page.goto('/unit/changes');
    await page.getByRole('row', { name: /望京街道科普总队/ }).click();
    await page.getByText('证明材料 1（PDF）').waitFor();
    await picture(page, 'unit-change');
    await page.getByRole('button', { name: '提交决定' }).click();
    await page.getByText(/已通过，由 科协干部 处理/).waitFor();
    await page.goto('/unit/volunteers');
    await page.getByRole('row', { name: new RegExp(applicant.number) }).waitFor();
    await picture(page, 'unit-volunteers');
    expect(stage.complaints).toEqual([]);
  }, 90_000);

  test('the platform grants a role, changes a limit, unmasks for a reason, and finds it all in the audit', async () => {
    const admin = await stage.world.platformAdmin();
    const desk = await stage.logIn(admin, '/platform');
    await desk.getByRole('button', { name: '授权' }).click();
    await desk.getByPlaceholder(/V 开头/).fill(applicant.number);
    await picture(desk, 'platform-roles');
    await desk.locator('.t-dialog').getByRole('button', { name: '取消' }).click();

    await desk.goto('/platform/units');
    await desk.getByRole('button', { name: '提出变更' }).click();
    for (const [at, words, name] of [
      [0, '朝阳区', '北京市朝阳区科学技术协会'],
      [1, '河北省科', '河北省科学技术协会'],
    ] as const) {
      await desk.locator('.t-dialog input').nth(at).pressSequentially(words);
      await desk.locator('.t-select-option', { hasText: name }).click();
    }
    await desk.getByPlaceholder(/区划调整的文号/).fill('区划调整');
    await picture(desk, 'platform-unit-move');
    await desk.locator('.t-dialog').getByRole('button', { name: '提交' }).click();
    await desk.getByRole('row', { name: /朝阳区.*河北省/ }).click();
    await desk.getByRole('button', { name: '提交决定' }).click();
    await desk.getByText('不能审核自己提出的变更').first().waitFor();
    await picture(desk, 'platform-units');
    await desk.getByRole('button', { name: '撤回申请' }).click();
    await desk.getByRole('row', { name: /朝阳区.*已撤回/ }).waitFor();

    await desk.goto('/platform/limits');
    await desk
      .locator('li', { hasText: '每人最多同时加入的组织' })
      .getByRole('button', { name: '调整' })
      .click();
    await desk.getByPlaceholder(/为什么调整/).fill('试点');
    await desk.locator('.t-dialog input').first().fill('6');
    await desk.getByRole('button', { name: '立即生效' }).click();
    await desk.locator('li', { hasText: '试点' }).waitFor();
    await picture(desk, 'platform-limits');

    await desk.goto(`/platform/volunteers?number=${applicant.number}`);
    await desk.getByRole('row', { name: /周敏/ }).click();
    await desk.getByRole('button', { name: '查看完整信息' }).click();
    await desk.getByPlaceholder('请写明原因').fill('核对证件');
    await desk.locator('.t-dialog').getByRole('button', { name: '查看' }).click();
    await desk.locator('.t-drawer').getByText(applicant.phone).waitFor();
    await desk.goto('/platform/audit?action=volunteer');
    await desk.getByRole('row', { name: /查看了完整的证件或手机号.*周敏/ }).waitFor();
    await picture(desk, 'platform-audit');
    const { database, clock } = stage.world;
    const dead = { state: 'DEAD' as const, attempts: 10, lastError: '处理者放弃了', payload: {} };
    for (const name of ['test.first', 'test.second'])
      await database.manager.insert(OutboxEvent, {
        ...{ ...dead, id: newId(), name, availableAt: clock.now(), createdAt: clock.now() },
      });
    await desk.goto('/platform/jobs');
    const first = desk.getByRole('listitem').filter({ hasText: 'test.first' });
    await first.getByText('处理者放弃了').waitFor();
    await picture(desk, 'platform-dead-letters');
    await first.getByRole('button', { name: '重新处理' }).click();
    await first.waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: '全部重新处理' }).click();
    await desk.getByText('没有积压').waitFor();
    await desk.goto('/platform/codes');
    await desk.getByText('来源：全国志愿服务信息系统').waitFor();
    await picture(desk, 'platform-codes');
    expect(stage.complaints).toEqual([]);
  }, 90_000);

  test('an auditor looks at what officers and the platform see, without their buttons and without the lists', async () => {
    const desk = await stage.logIn(await stage.world.staff.auditor(), '/workplaces');
    await desk.getByText('平台管理').first().waitFor();
    expect(await desk.getByText('集体注册').count()).toBe(0);
    const button = { name: '提出变更' };
    await page.goto(`/unit/organizations/${organizationId}`);
    await page.getByRole('button', button).waitFor();
    await desk.goto(`/unit/organizations/${organizationId}`);
    await desk.getByRole('heading', { name: '望京街道科普总队' }).waitFor();
    expect(await desk.getByRole('button', button).count()).toBe(0);
    await desk.goto('/import');
    await desk.getByText('只对集体注册的经办人和科协工作人员开放').waitFor();
    expect(stage.complaints).toEqual([]);
  }, 90_000);
});
