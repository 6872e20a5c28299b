import type { Page } from 'playwright-core';
import { Certificate } from '../../server/certificates';
import type { Person } from '../support/person';
import { syntheticPhoto } from '../support/photo';
import { sampleRow } from '../support/sample-row';
import { barriersOf } from './support/accessibility';
import { type ConsoleStage, openConsole } from './support/console';

/** An organization's admin at the PC, from the log-in to the end of the day. */
describe('the day of an organization’s admin', () => {
  let stage: ConsoleStage;
  let admin: Person;
  let page: Page;
  let base: string;
  let organization: { id: string; name: string };

  beforeAll(async () => {
    stage = await openConsole();
    const { world } = stage;
    admin = await world.person('林晓').register();
    organization = await world.organization({ admin, joinMode: 'REVIEW' });
    base = `/organization/${organization.id}`;
    for (const name of ['陈思远', '王秋月', '赵小满']) {
      const person = await world.person(name).register();
      await person.follow();
      (
        await person.post(`/api/volunteer/organizations/${organization.id}/memberships`, {
          remark: '周末有空',
        })
      ).expect(201);
    }
    page = await stage.logIn(admin);
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints).toEqual([]));

  const go = (entry: string) => page.getByRole('navigation', { name: '工作' }).getByText(entry).click();
  const said = (words: string | RegExp) => page.getByText(words).first().waitFor();

  test('begins with what waits, and approves two at once and one by one', async () => {
    expect(new URL(page.url()).pathname).toBe(base);
    await page.getByRole('link', { name: /3 审核入会申请/ }).click();
    await page
      .getByRole('row', { name: /王秋月/ })
      .getByRole('checkbox')
      .check({ force: true });
    await page
      .getByRole('row', { name: /陈思远/ })
      .getByRole('checkbox')
      .check({ force: true });
    await page.getByRole('button', { name: '通过 2 人' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await said('已通过 2 人的申请');
    await page.getByRole('row', { name: /赵小满/ }).press('Enter');
    await page.getByRole('button', { name: '通过申请' }).click();
    await said('没有等待审核的申请');
  }, 60_000);

  test('finds a member, learns that the places of admins are full, removes with a reason', async () => {
    await page.goto(`${base}/members`);
    await page.getByPlaceholder('姓名或志愿者编号').fill('赵');
    await page.getByRole('row', { name: /赵小满/ }).click();
    await page.getByRole('button', { name: '设为管理员' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await said('最多 1 名管理员');
    await page.getByRole('button', { name: '移出组织' }).click();
    await page.getByLabel('原因').fill('长期没有参加活动');
    await page.getByRole('button', { name: '移出', exact: true }).click();
    await said('没有符合条件的成员');
  }, 60_000);

  test('writes a notice to so many people, and sees it arrive', async () => {
    await go('通知');
    await page.getByRole('button', { name: '写通知' }).click();
    await page.getByPlaceholder(/集合时间/).fill('集合时间有变');
    await page.getByPlaceholder(/写清楚时间/).fill('改为下午一点半在科技馆正门集合。');
    await said('人同时在微信公众号里收到');
    await page.getByRole('button', { name: '发布通知' }).click();
    await page.getByRole('button', { name: /^发给 \d 人$/ }).click();
    await said('通知已发布');
    await stage.world.settle();
    await page.getByRole('row', { name: /集合时间有变/ }).click();
    await said(/送达 \d \/ \d/);
  }, 60_000);

  test('writes a recap with photos and submits it', async () => {
    const { world } = stage;
    const activity = await world.activity({ admin, organization });
    const { startsAt } = (await world.anonymous.get(`/api/public/activities/${activity}`)).expect(200);
    world.advance(Date.parse(startsAt) - world.clock.now().getTime() + 60_000);
    await page.goto(`${base}/recaps`);
    await page.getByRole('button', { name: '写活动回顾' }).click();
    await page.locator('tbody tr').first().click();
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'one.jpg', mimeType: 'image/jpeg', buffer: await syntheticPhoto() }]);
    await page.getByAltText('照片 1').waitFor();
    await page.getByPlaceholder(/第一句话/).fill('两位志愿者陪孩子们做了气球火箭。');
    await page.locator('.t-input-number input').fill('80');
    await page.getByText('照片里能认出的人都同意公开').click();
    await page.getByRole('button', { name: '提交审核' }).click();
    await said('已提交审核');
    await said('审核中');
  }, 60_000);

  test('describes the organization anew, and everybody reads it', async () => {
    await page.goto(`${base}/profile`);
    await page.getByRole('button', { name: '修改资料' }).click();
    await page.getByPlaceholder(/做什么、为谁服务/).fill('每周六上午在社区带孩子们做实验。');
    await page.getByRole('button', { name: '保存' }).click();
    await said('已保存');
    await said('每周六上午在社区带孩子们做实验。');
  }, 60_000);

  test('finds all of it in the audit, and is let in nowhere else', async () => {
    await page.goto(`${base}/audit`);
    for (const words of [
      '发布了一条通知',
      '移出了一位成员',
      '通过了一份入会申请',
      '长期没有参加活动',
      '修改了组织的介绍',
    ])
      await said(words);
    await page.getByRole('row', { name: /发布了一条通知 集合时间有变/ }).waitFor();
    for (const [path, sentence] of [
      ['/unit', '只对科协工作人员开放'],
      ['/platform', '只对平台管理员和审计员开放'],
      ['/organization/01JZZZZZZZZZZZZZZZZZZZZZZZ/members', '只对本组织的管理员开放'],
    ] as const) {
      await page.goto(path);
      await said(sentence);
    }
  }, 60_000);

  test('works at 390 pixels, too: nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['', '/members', '/notices', '/notices/new', '/recaps', '/profile', '/audit']) {
      await page.goto(base + path);
      await page.getByRole('heading').first().waitFor();
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect([path, width <= 390]).toEqual([path, true]);
    }
  }, 60_000);

  test('shows the portal to everybody: what can be joined, who organizes, what was done, and the forms', async () => {
    const { world } = stage;
    const visitor = await stage.visit('/');
    await visitor.getByText('科技志愿服务组织', { exact: true }).waitFor();
    expect(await barriersOf(visitor)).toEqual([]);
    await world.activity({ admin, organization, form: { title: '天文夜观星' } });
    await visitor.getByRole('link', { name: '全部活动' }).click();
    await visitor.getByRole('heading', { name: '科技志愿服务活动' }).waitFor();
    await visitor.getByLabel('活动名称').fill('观星');
    await visitor.getByRole('link', { name: /天文夜观星/ }).click();
    await visitor.waitForURL(/\/activities\/\w+$/);
    // What a search engine reads, without any script.
    const told = await (await fetch(visitor.url())).text();
    expect(told).toMatch(/<title>天文夜观星 · 科技志愿服务平台<\/title>/);

    await visitor.goto('/organizations');
    await visitor.getByText('北京市科协').click();
    await visitor.getByRole('link', { name: organization.name }).waitFor();
    await visitor.goto('/organizations?line=SYSTEM&name=数学会');
    await visitor.getByRole('link', { name: /中国数学会/ }).waitFor();
    expect(await visitor.getByRole('link', { name: organization.name }).count()).toBe(0);

    const kind = world.app.parts.database.manager.connection.getMetadata(Certificate);
    const certificate = sampleRow(kind, {
      ...{ number: 'KJZM-2026-00000001', holderName: '陈思远', minutes: 150, state: 'ISSUED' },
      ...{ fromDay: '2026-01-01', toDay: '2026-01-31' },
    });
    await world.database.manager.insert(Certificate, certificate);
    await visitor.goto('/certificates');
    for (const [number, words] of [
      ['KJZM-2026-00000001', '陈**'],
      ['KJZM-2026-00000002', '没有'],
    ] as const) {
      await visitor.getByLabel('证明编号').fill(number);
      await visitor.getByRole('button', { name: '验证' }).click();
      await visitor.getByText(words).first().waitFor();
    }
    await visitor.goto(`/organizations/${organization.id}`);
    await visitor.getByRole('heading', { name: organization.name }).waitFor();
    await visitor.goto('/downloads');
    const download = visitor.waitForEvent('download');
    await visitor.getByRole('link', { name: /下载/ }).filter({ hasText: 'xlsx' }).first().click();
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
    await visitor.goto('/manual');
    await visitor.getByRole('link', { name: '在电脑上管理组织' }).click();
    await visitor.getByRole('heading', { name: '写活动回顾' }).waitFor();
    await visitor.context().close();
  }, 60_000);
});
