import type { Page } from 'playwright-core';
import type { TestOrganization } from '../support/staff';
import { type ConsoleStage, openConsole } from './support/console';

/** What an admin meets on a bad day: the session ends, the server is away, the site is renewed, the finger is too quick. */
describe('trouble on the PC', () => {
  let stage: ConsoleStage;
  let organization: TestOrganization;
  let base: string;
  beforeAll(async () => {
    stage = await openConsole();
    const admin = await stage.world.person('林晓').register();
    organization = await stage.world.organization({ admin });
    base = `/organization/${organization.id}`;
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);

  const write = async (page: Page, title: string) => {
    await page.getByPlaceholder(/集合时间有变/).fill(title);
    await page.getByPlaceholder(/写清楚时间/).fill('九点在科技馆东门集合。');
    await page.getByRole('button', { name: '发布通知' }).click();
  };
  const send = (page: Page) => page.getByRole('button', { name: /^发给 \d+ 人$/ });

  test('a session that ends in the middle of the work is renewed where one is, and nothing written is lost', async () => {
    const page = await stage.logIn(organization.admin, `${base}/notices/new`);
    await write(page, '周六活动改期');
    await send(page).waitFor();
    await page.context().clearCookies();
    await send(page).click();
    await page.getByText('用微信扫码登录，接着做没有做完的事').waitFor();
    await page.getByAltText('登录二维码').waitFor();
    const code = stage.world.desk.control.newestSceneCode()!;
    const phone = await stage.scan(organization.admin, code);
    await phone.getByRole('button', { name: '确认登录' }).click();
    await page.getByText('登录已过期').first().waitFor({ state: 'detached' });
    expect(await page.getByPlaceholder(/集合时间有变/).inputValue()).toBe('周六活动改期');
    await page.getByRole('button', { name: '发布通知' }).click();
    await send(page).click();
    await page.getByRole('row', { name: /周六活动改期/ }).waitFor();
  }, 60_000);

  test('a list that the ended session kept back comes after the log-in', async () => {
    const page = await stage.logIn(organization.admin, base);
    await page.getByText('待办').first().waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: '成员', exact: true }).click();
    await page.getByAltText('登录二维码').waitFor();
    const phone = await stage.scan(organization.admin, stage.world.desk.control.newestSceneCode()!);
    await phone.getByRole('button', { name: '确认登录' }).click();
    await page.getByRole('row', { name: /管理员/ }).waitFor();
  }, 60_000);

  test('a server that is away says so, and sends nobody to the log-in', async () => {
    const page = await stage.logIn(organization.admin, `${base}/members`);
    await page.getByRole('row', { name: /管理员/ }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: '变更申请' }).click();
    await page.getByText('没有连上服务器').waitFor();
    await page.context().setOffline(false);
    await page.route('**/api/volunteer/workplaces', (route) =>
      route.fulfill({ status: 502, body: 'Bad gateway' }),
    );
    await page.reload();
    await page.getByText('服务器暂时没有正常回答').waitFor();
    await page.unroute('**/api/volunteer/workplaces');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('row', { name: /管理员/ }).waitFor();
  }, 60_000);

  test('a tab that was opened before the site was renewed still gets everywhere', async () => {
    const page = await stage.logIn(organization.admin, `${base}/members`);
    let gone = true;
    await page.route('**/static/*.js', (route) =>
      gone ? route.fulfill({ status: 404, body: '' }) : route.continue(),
    );
    // The new page brings the addresses of the new code.
    await page.route(`**${base}/profile`, (route) => {
      if (route.request().method() === 'GET') gone = false;
      return route.continue();
    });
    await page.getByRole('link', { name: '组织资料' }).click();
    await page.getByRole('heading', { name: '组织资料' }).waitFor();
  }, 60_000);

  test('what is chosen in a list survives going away and back, and a link to the list begins anew', async () => {
    const page = await stage.logIn(await stage.world.officer('110105'), '/unit/demands');
    await page.getByText('没有等待审核的需求。').waitFor();
    await page.getByRole('textbox', { name: '状态' }).click();
    await page.locator('.t-select-option', { hasText: '全部状态' }).click();
    await page.getByText('没有符合条件的需求。').waitFor();
    await page.getByRole('link', { name: '组织树' }).click();
    await page.getByRole('heading', { name: '组织树' }).waitFor();
    await page.goBack();
    await page.getByText('没有符合条件的需求。').waitFor();
    await page.getByRole('link', { name: '供需对接' }).click();
    await page.getByText('没有等待审核的需求。').waitFor();
  }, 60_000);

  test('a page of a list that does not come leaves the rows that are there', async () => {
    const page = await stage.logIn(organization.admin, base);
    await page.route('**/members?*', async (route) => {
      if (route.request().url().includes('cursor=')) return route.abort();
      const response = await route.fetch();
      return route.fulfill({ response, json: { ...(await response.json()), next: 'more' } });
    });
    await page.getByRole('link', { name: '成员', exact: true }).click();
    await page.getByRole('button', { name: '显示更多' }).click();
    await page.getByText('没有连上服务器').waitFor();
    await page.getByRole('row', { name: /林晓/ }).waitFor();
    await page.getByRole('button', { name: '显示更多' }).waitFor();
  }, 60_000);

  test('the longest names leave the page as wide as the screen', async () => {
    const page = await stage.logIn(organization.admin, base);
    await page.route('**/api/**', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('林晓', '阿卜杜热合曼·买买提依明江·吐尔逊');
      return route.fulfill({ response, body });
    });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['', '/members']) {
      await page.goto(base + path);
      await page.getByRole('button', { name: /阿卜杜热合曼/ }).waitFor();
      expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(390);
    }
  }, 60_000);

  test('a page with something written on it is not left without asking', async () => {
    const page = await stage.logIn(organization.admin, `${base}/notices/new`);
    await page.getByPlaceholder(/集合时间有变/).fill('写到一半');
    const leave = () => page.getByRole('link', { name: '成员', exact: true }).click();
    await leave();
    await page.getByRole('button', { name: '继续写' }).click();
    await page.getByText('离开这一页？').waitFor({ state: 'hidden' });
    expect(await page.getByPlaceholder(/集合时间有变/).inputValue()).toBe('写到一半');
    await leave();
    await page.getByRole('button', { name: '离开', exact: true }).click();
    await page.getByRole('heading', { name: '成员' }).waitFor();
    await page.getByRole('link', { name: '组织资料' }).click();
    await page.getByRole('heading', { name: '组织资料' }).waitFor();
    expect(await page.title()).toBe('组织资料 · 科技志愿服务平台');
  }, 60_000);

  test('the second click of a double click is not taken for what stands there by then', async () => {
    const officer = await stage.world.officer('110105');
    const path = `/api/unit/organizations/${organization.id}/suspension`;
    (await officer.post(path, { reason: '核实情况' })).expect(204);
    const page = await stage.logIn(officer, `/unit/organizations/${organization.id}`);
    const resume = page.getByRole('button', { name: '恢复' });
    await resume.hover();
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole('button', { name: '停用' }).waitFor();
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await page.waitForTimeout(500);
    expect(await page.getByText('停用后组织不能发布活动').isVisible()).toBe(false);
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByText('停用后组织不能发布活动').waitFor();
    expect(stage.complaints).toEqual([]);
  }, 60_000);
});
