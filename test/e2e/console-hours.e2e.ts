import { at, FRIDAY, MONDAY, Stage } from '../service-hours/stage';
import { type ConsoleStage, inBrowser, openConsole } from './support/console';

jest.setTimeout(120_000);

inBrowser('hours and certificates on the PC', () => {
  let console: ConsoleStage;
  let stage: Stage;
  beforeAll(async () => {
    console = await openConsole();
    stage = await Stage.open(console.world);
  });
  afterAll(() => console?.stop());

  test('an entry is approved, certificates are issued, verified by everybody, and revoked', async () => {
    const { world } = console;
    const office = `/organization/${stage.organization.id}`;
    // The browser lives by the real clock; a session that begins there outlasts the days of the stage.
    world.clock.set(new Date());
    const page = await console.logIn(stage.admin, `${office}/hours`);
    const activity = await stage.activity();
    const person = await stage.volunteer('欧阳明月', activity);
    stage.time('12:00');
    const entry = {
      volunteerId: person.volunteerId,
      startAt: at('09:00').toISOString(),
      endAt: at('11:00').toISOString(),
      reason: '手机没电，现场已核对签到表',
    };
    (await stage.lead.post(`/api/organizer/activities/${activity.id}/attendance`, entry)).expect(201);

    await page.goto(`${office}/hours`);
    await page.getByText('欧阳明月').click();
    await page.getByText('手机没电，现场已核对签到表').waitFor();
    await page.getByRole('button', { name: '通过', exact: true }).click();
    await page.getByText('没有等待审核的时长。').waitFor();

    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    const period = { fromDay: MONDAY, toDay: FRIDAY };
    const batches = `/api/organizer/organizations/${stage.organization.id}/certificate-batches`;
    (await stage.admin.post(batches, period)).expect(201);
    await world.settle();
    await page.goto(`${office}/certificates`);
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
