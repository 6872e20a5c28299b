import type { Page } from 'playwright-core';
import { Activity } from '../../server/activities';
import { HOUR } from '../../server/platform/clock';
import { draftActivity } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { type ConsoleStage, openConsole } from './support/console';
import { approveOn, handOn } from './support/console-hand';

/** A weekly service at the PC, from its dates to a part of them called off. */
describe('a weekly series at the PC', () => {
  let stage: ConsoleStage;
  let admin: Person;
  let page: Page;
  let base: string;
  let seriesId: string;
  let organization: TestOrganization;

  beforeAll(async () => {
    stage = await openConsole();
    admin = await stage.world.person('林晓').register();
    organization = await stage.world.organization({ admin, joinMode: 'OPEN' });
    base = `/organization/${organization.id}`;
    page = await stage.logIn(admin);
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints).toEqual([]));

  const { said, confirm, press, inDialog } = handOn(() => page);

  test('repeats one every week: planned and reviewed once, then called off from a date on', async () => {
    const startsAt = new Date(stage.world.clock.now().getTime() + 72 * HOUR);
    const form = { title: '周末观星' };
    const id = await draftActivity(stage.world, { organization, admin, startsAt, form });
    await page.goto(`${base}/activities/${id}`);
    await press('安排为每周服务');
    await said('共 8 次');
    await page.locator('.days li').nth(2).getByRole('checkbox').uncheck({ force: true });
    await press('安排 7 次活动');
    await said(/每周服务 · 每周.+ · 共 7 次/);
    await press('提交审核');
    await confirm();
    await said('已提交给上级科协审核');

    const unit = await stage.logIn(await stage.world.officer('110105'), '/unit/activities');
    const waiting = unit.getByRole('row', { name: /周末观星.*每周服务/ });
    await waiting.first().waitFor();
    expect(await waiting.count()).toBe(1);
    await waiting.press('Enter');
    await unit.getByText('整组审核一次').waitFor();
    await approveOn(unit);
    await unit.getByText('已提交审核决定').waitFor();
    await unit.close();

    const { dates } = (await admin.get(`/api/organizer/activities/${id}/series`)).expect(200);
    expect(dates.map(({ state }: { state: string }) => state)).toEqual(Array(7).fill('PUBLISHED'));
    await page.goto(`${base}/activities/${dates[4].id}`);
    await press('取消活动');
    await page.getByText('取消这一次和以后各次').click();
    await page.getByRole('textbox', { name: '原因' }).fill('天文台维修');
    await inDialog('取消活动');
    await said('已取消：天文台维修');
    const after = (await admin.get(`/api/organizer/activities/${id}/series`)).expect(200).dates;
    expect(after.map(({ state }: { state: string }) => state)).toEqual([
      ...Array(4).fill('PUBLISHED'),
      ...Array(3).fill('CANCELLED'),
    ]);
    await page.locator('ol a').first().click();
    await page.getByText('（这一次）').first().waitFor();
    await page.waitForURL(`**/activities/${id}`);
    seriesId = id;
  }, 90_000);

  test('lists the dates of a series as one, which unfolds into those that are looked for', async () => {
    await page.goto(`${base}/activities`);
    const row = page.getByRole('row', { name: /周末观星/ });
    await row.filter({ hasText: '每周服务 · 7 次' }).waitFor();
    expect(await row.count()).toBe(1);
    expect(await row.innerText()).toMatch(/已发布 · 还有 4 次[\s\S]*下一次[\s\S]*0 \/ 40/);
    await row.press('Enter');
    await page.locator('td.unfolded li').nth(6).waitFor();
    expect(await page.getByText('已报名 0 / 10').count()).toBe(7);
    expect(await page.getByRole('button', { name: '周末观星' }).getAttribute('aria-expanded')).toBe('true');
    await page.goto(`${base}/activities?state=CANCELLED`);
    await row.filter({ hasText: '每周服务 · 3 次' }).waitFor();
    await page.getByRole('button', { name: '周末观星' }).click();
    await page.locator('td.unfolded li').nth(2).waitFor();
    expect(await page.locator('td.unfolded li').count()).toBe(3);
    await page.locator('td.unfolded a').first().click();
    await said('已取消：天文台维修');
  }, 60_000);

  test('tells an officer which dates an approval comes too late for, and publishes the others', async () => {
    const startsAt = new Date(stage.world.clock.now().getTime() + 72 * HOUR);
    const id = await draftActivity(stage.world, {
      organization,
      admin,
      startsAt,
      form: { title: '晨间观鸟' },
    });
    const weekdays = '1234567';
    (await admin.post(`/api/organizer/activities/${id}/series`, { weekdays, count: 3 })).expect(201);
    (await admin.post(`/api/organizer/activities/${id}/submission`)).expect(204);
    const { manager } = stage.world.app.parts.database;
    const past = new Date(stage.world.clock.now().getTime() - HOUR);
    await manager.update(Activity, { id }, { recruitUntil: past });
    const unit = await stage.logIn(await stage.world.officer('110105'), `/unit/activities/${id}`);
    await unit.getByText('其中 1 次报名已经截止').waitFor();
    await approveOn(unit);
    await unit.getByText('已提交审核决定').waitFor();
    await unit.close();
    const { dates } = (await admin.get(`/api/organizer/activities/${id}/series`)).expect(200);
    expect(dates.map(({ state }: { state: string }) => state)).toEqual([
      'REJECTED',
      'PUBLISHED',
      'PUBLISHED',
    ]);
  }, 60_000);

  test('is not wider than a screen of 390 pixels', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['', `/${seriesId}`]) {
      await page.goto(`${base}/activities${path}`);
      await page.getByRole('heading').first().waitFor();
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect([path, width <= 390]).toEqual([path, true]);
    }
  }, 60_000);
});
