import { FRIDAY, MONDAY, Stage } from '../service-hours/stage';
import { type ConsoleStage, openConsole } from './support/console';

jest.setTimeout(120_000);

describe('hours and certificates on the PC', () => {
  let console: ConsoleStage;
  let stage: Stage;
  beforeAll(async () => {
    console = await openConsole();
    stage = await Stage.open(console.world);
  });
  afterAll(() => console?.stop());

  test('hours are entered, refused, corrected and approved, certificates are issued, verified by everybody, and revoked', async () => {
    const { world } = console;
    const office = `/organization/${stage.organization.id}`;
    // The browser lives by the real clock; a session that begins there outlasts the days of the stage.
    world.clock.set(new Date());
    const page = await console.logIn(stage.admin, `${office}/hours`);
    const atLead = await console.logIn(stage.lead, '/me/activities');
    const activity = await stage.activity();
    await stage.volunteer('欧阳明月', activity);
    await stage.volunteer('司马青云', activity);
    stage.time('12:00');
    await atLead.reload();
    await atLead.getByText('社区科普日').click();
    await atLead.getByRole('button', { name: '登记时长' }).click();
    await atLead.getByLabel('为谁登记').click();
    await atLead.locator('.t-select-option', { hasText: '欧阳明月' }).click();
    await atLead.locator('.t-select-option', { hasText: '司马青云' }).click();
    await atLead.keyboard.press('Escape');
    await atLead.getByPlaceholder('为什么手工登记').fill('手机没电，现场已核对签到表');
    // Each is decided on its own: one is taken, beside the other stands why not.
    const second = atLead.locator('tr', { hasText: '司马青云' });
    const begun = second.getByPlaceholder('开始时间');
    await begun.fill('2026-11-23 08:00');
    await begun.press('Enter');
    await atLead.getByRole('button', { name: '登记 2 人' }).click();
    await second.getByText('登记的时间要在活动时间之内').waitFor();
    await atLead.getByText('欧阳明月').waitFor({ state: 'hidden' });
    await begun.fill('2026-11-23 10:00');
    await begun.press('Enter');
    await atLead.getByRole('button', { name: '登记', exact: true }).click();
    await atLead.getByText('手工登记').first().waitFor();

    await page.goto(office);
    await page.getByRole('link', { name: /2 审核登记的时长/ }).click();
    await page.getByText('欧阳明月').click();
    await page.getByText('手机没电，现场已核对签到表').waitFor();
    await page.getByRole('button', { name: '通过', exact: true }).click();
    await page.getByText('司马青云').click();
    await page.getByRole('button', { name: '不通过' }).click();
    await page.getByPlaceholder('请写明原因').fill('签到表上是九点半');
    await page.locator('.t-dialog').getByRole('button', { name: '不通过' }).click();
    await page.getByText('没有等待审核的时长。').waitFor();
    await page.goto(`${office}/hours?state=REJECTED`);
    await page.getByText('司马青云').click();
    await page.getByRole('button', { name: '更正后重新登记' }).click();
    const corrected = page.locator('tr', { hasText: '司马青云' }).getByPlaceholder('开始时间');
    await corrected.fill('2026-11-23 09:30');
    await corrected.press('Enter');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('09:30').first().waitFor();
    // Who entered it does not approve it.
    await page.goto(`${office}/hours`);
    await page.getByText('司马青云').click();
    await page.getByText('手机没电，现场已核对签到表').waitFor();
    await page.getByRole('button', { name: '通过', exact: true }).click();
    await page.getByText('自己登记的时长要由另一位管理员或上级科协审核。').waitFor();

    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    const period = { fromDay: MONDAY, toDay: FRIDAY };
    const batches = `/api/organizer/organizations/${stage.organization.id}/certificate-batches`;
    (await stage.admin.post(batches, period)).expect(201);
    await world.settle();
    await page.goto(`${office}/certificates`);
    await page.getByRole('button', { name: '整批下载' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('1 份，一个 PDF').click(),
    ]);
    expect(file.suggestedFilename()).toBe(`志愿服务证明 ${MONDAY} 至 ${FRIDAY}（1 份）.pdf`);
    await page.keyboard.press('Escape');
    await page.getByText('欧阳明月').click();
    const number =
      (await page
        .getByText(/^KJZM-2026-\d{8}$/)
        .first()
        .textContent()) ?? '';

    const visitor = await console.visit(`/certificates?number=${number}`);
    await visitor.getByText('这份证明真实有效。').waitFor();
    await visitor.getByText('欧***').waitFor();

    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByPlaceholder('请写明原因').fill('姓名有误');
    await page.locator('.t-dialog').getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销，查验时会显示已撤销。').waitFor();
    await visitor.reload();
    await visitor.getByText('这份证明已经撤销，不再有效：姓名有误。').waitFor();
    expect(console.complaints).toEqual([]);
  });
});
