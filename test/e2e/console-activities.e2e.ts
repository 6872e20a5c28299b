import type { Page } from 'playwright-core';
import { HOUR } from '../../server/platform/clock';
import { approval } from '../support/activity';
import type { Person } from '../support/person';
import { type ConsoleStage, inBrowser, openConsole } from './support/console';

/** Picks like `2026-11-28 09:00`, on Shanghai's clock. */
const momentOf = (at: Date): string =>
  new Date(at.getTime() + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/** An admin's activity at the PC, from the draft to whom they let in. */
inBrowser('an activity and its sign-ups at the PC', () => {
  let stage: ConsoleStage;
  let admin: Person;
  let page: Page;
  let base: string;
  let activityId: string;

  beforeAll(async () => {
    stage = await openConsole();
    admin = await stage.world.person('林晓').register();
    const organization = await stage.world.organization({ admin, joinMode: 'OPEN' });
    base = `/organization/${organization.id}`;
    page = await stage.logIn(admin);
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints).toEqual([]));

  const said = (words: string | RegExp) => page.getByText(words).first().waitFor();
  const confirm = () => page.getByRole('button', { name: '确定' }).click();
  const pick = async (field: string, at: Date) => {
    await page.getByPlaceholder(field).fill(momentOf(at));
    await page.getByPlaceholder(field).press('Enter');
  };

  test('drafts it with two posts, told first what is missing, and submits it', async () => {
    await page.goto(`${base}/activities`);
    await said('还没有活动');
    await page.getByRole('button', { name: '起草活动' }).click();
    await page.getByPlaceholder('做什么，在哪里').fill('气球火箭进社区');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await said('请选择服务类别');
    await page.getByPlaceholder('请选择').click();
    await page.getByRole('listitem').filter({ hasText: '科普类' }).click();
    await page.getByPlaceholder(/志愿者做什么/).fill('带孩子们做气球火箭，一点半到，带水。');
    const startsAt = new Date(stage.world.clock.now().getTime() + 48 * HOUR);
    await pick('开始时间', startsAt);
    await pick('结束时间', new Date(startsAt.getTime() + HOUR / 2));
    await pick('报名开始', new Date(stage.world.clock.now().getTime() - HOUR));
    await pick('报名截止', new Date(startsAt.getTime() - HOUR));
    await page.getByPlaceholder(/街道/).fill('望京街道社区服务中心一层');
    await page.getByPlaceholder('纬度,经度').fill('39.996,116.474');
    await page.getByPlaceholder('如 实验讲解').fill('实验讲解');
    await page.getByRole('button', { name: '添加岗位' }).click();
    await page.getByPlaceholder('如 实验讲解').nth(1).fill('现场引导');
    await page.getByText('由我们审核').click();
    await page.getByPlaceholder(/单位和电话/).fill('社区服务中心 010-12345678');
    await page.getByPlaceholder(/真实、完整/).fill('现场有发射装置，请听从安排。');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await said('草稿已保存');
    await said('现场引导：10 人');
    activityId = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.getByRole('button', { name: '提交审核' }).click();
    await confirm();
    await said('已提交给上级科协审核');
  }, 90_000);

  test('approves those who applied, two at once, and rejects one with a reason', async () => {
    const officer = await stage.world.officer('110105');
    (await officer.post(`/api/unit/activities/${activityId}/review`, approval)).expect(204);
    const { posts } = (await officer.get(`/api/unit/activities/${activityId}`)).expect(200);
    for (const name of ['陈思远', '王秋月', '赵小满']) {
      const person = await stage.world.person(name).register();
      const form = { riskAcknowledged: true, postId: posts[0].id, remark: '周末有空' };
      (await person.post(`/api/volunteer/activities/${activityId}/signups`, form)).expect(201);
    }
    await page.reload();
    await page.getByRole('button', { name: '报名名单' }).click();
    await page.getByRole('row', { name: /赵小满.*待审核.*实验讲解/ }).waitFor();
    await page.goto(`${base}/activities/${activityId}/signups?state=APPLIED`);
    for (const name of [/陈思远/, /王秋月/])
      await page.getByRole('row', { name }).getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: '通过 2 人', exact: true }).click();
    await confirm();
    await said('已通过 2 人的报名');
    await page.getByRole('row', { name: /赵小满/ }).press('Enter');
    await page.getByRole('button', { name: '不通过', exact: true }).click();
    await page.getByRole('textbox', { name: '原因' }).fill('讲解岗位已经够了');
    await page.locator('.t-dialog').getByRole('button', { name: '不通过' }).click();
    await said('没有这样的报名');
    const { items } = (await admin.get(`/api/organizer/activities/${activityId}/signups`)).expect(200);
    expect(items.map(({ state, stateReason }: Record<string, unknown>) => [state, stateReason])).toEqual([
      ['CONFIRMED', null],
      ['CONFIRMED', null],
      ['REJECTED', '讲解岗位已经够了'],
    ]);
  }, 90_000);

  test('takes the list away, and writes to the two who take part', async () => {
    await page.goto(`${base}/activities/${activityId}/signups`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出名单' }).click();
    expect((await download).suggestedFilename()).toMatch(/气球火箭进社区报名名单.*\.xlsx$/);
    await page.getByRole('button', { name: '通知参加者' }).click();
    await page.getByPlaceholder(/集合时间/).fill('请带水杯');
    await page.getByPlaceholder(/写清楚时间/).fill('现场没有一次性水杯。');
    await page.getByRole('button', { name: '发布通知' }).click();
    await page.getByRole('button', { name: '发给 2 人' }).click();
    await said('通知已发布');
    await stage.world.settle();
    await page.reload();
    await page.getByRole('row', { name: /请带水杯.*2 位参加者/ }).waitFor();
  }, 60_000);

  test('moves it and cancels it, each with a reason that stays to be read', async () => {
    await page.goto(`${base}/activities/${activityId}/rescheduling`);
    await page.getByPlaceholder(/街道/).fill('望京街道文化站二层');
    await page.getByPlaceholder(/报名者会收到通知/).fill('一层在装修');
    await page.getByRole('button', { name: '变更并通知 2 人' }).click();
    await said('一层在装修');
    await said(/望京街道文化站二层/);
    await page.getByRole('button', { name: '取消活动' }).click();
    await page.getByRole('textbox', { name: '原因' }).fill('场地临时停电');
    await page.locator('.t-dialog').getByRole('button', { name: '取消活动' }).click();
    await said('已取消：场地临时停电');
  }, 60_000);

  test('is nowhere wider than a screen of 390 pixels', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['', '/new', `/${activityId}`, `/${activityId}/signups`]) {
      await page.goto(`${base}/activities${path}`);
      await page.getByRole('heading').first().waitFor();
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect([path, width <= 390]).toEqual([path, true]);
    }
  }, 60_000);
});
