import type { Page } from 'playwright-core';
import type { PhoneInspection } from '../../desk/phone/runtime/inspection';
import { openWeb, type Web } from './support/web';

declare const __phone: PhoneInspection;

describe('the sample in Chromium', () => {
  let web: Web;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    web = await openWeb();
  });
  afterAll(() => web.close());

  beforeEach(async () => {
    page = await web.browser.newPage({ viewport: { width: 375, height: 812 } });
    page.setDefaultTimeout(5_000);
    complaints = [];
    web.posts.length = 0;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });

  const open = (path: string, more: Record<string, string> = {}) =>
    page.goto(`${web.origin}/phone.html?${new URLSearchParams({ path, ...more })}`);
  const look = <T>(read: (phone: PhoneInspection) => T) =>
    page.evaluate(`(${read.toString()})(__phone)`) as Promise<T>;
  const box = async (selector: string) => {
    const found = await page.locator(selector).first().boundingBox();
    if (!found) throw new Error(`${selector} is not on the screen`);
    return found;
  };

  test('a page lies between navigation bar and tab bar, 750rpx wide', async () => {
    await open('pages/home/home');
    const area = await box('.phone-page');
    expect([area.x, area.y, area.width]).toEqual([0, 88, 375]);
    expect(area.y + area.height).toBeCloseTo((await box('.phone-tabs')).y, 0);
    // padding: 32rpx
    expect((await box('wx-text')).x).toBe(16);
    await page.getByRole('tab', { name: '我的' }).click();
    expect(await look(({ path }) => path)).toBe('pages/mine/mine');
  });

  test('100vh is the height of the page, not of the window', async () => {
    await open('pages/detail/detail?id=1');
    const { height } = await box('.phone-page');
    // height: 200vh and a padding of 100rpx above and below, which counts on top as in WeChat
    expect((await box('.detail')).height).toBeCloseTo(height * 2 + 100, 0);
  });

  test('a tap opens the dialog over the page, and its answer closes it', async () => {
    await open('pages/home/home');
    await page.getByText('我要报名').click();
    await page.getByText('确认', { exact: true }).click();
    expect(await look(({ data }) => data.confirmed)).toBe(true);
    await page.getByText('报名成功').waitFor();
    await page.getByText('报名后如需取消').waitFor({ state: 'hidden' });
  });

  test('TDesign looks like TDesign, with its icons and without the internet', async () => {
    await open('pages/home/home');
    const button = page.locator('.t-button--primary').first();
    expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(0, 82, 217)',
    );
    const icon = await page
      .locator('.t-icon-location')
      .first()
      .evaluate((element) => {
        const { maskImage, width } = getComputedStyle(element, '::before');
        return {
          drawn: maskImage.startsWith('url("data:image/svg+xml'),
          size: Math.round(Number.parseFloat(width)),
        };
      });
    expect(icon).toEqual({ drawn: true, size: 20 });
  });

  test("a page's styles end with the page, a component's stay inside", async () => {
    await open('pages/home/home');
    const colour = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).color);
    expect(await colour('.head .title')).toBe('rgb(29, 33, 41)');
    expect(await colour('#plus')).toBe('rgb(242, 107, 58)');
  });

  test('a finger moves a swipe cell', async () => {
    await open('parts/pages/form/form');
    const cell = page.getByText('向左滑动删除');
    await cell.scrollIntoViewIfNeeded();
    const { x, y, height } = (await cell.boundingBox())!;
    await page.mouse.move(x + 200, y + height / 2);
    await page.mouse.down();
    for (const moved of [20, 50, 90]) await page.mouse.move(x + 200 - moved, y + height / 2);
    await page.mouse.up();
    await page.getByText('删除', { exact: true }).click();
    expect(await look(({ data }) => data.removed)).toBe(true);
  });

  test('typing reaches the page, and a long press is no tap only where somebody listens', async () => {
    await open('parts/pages/form/form');
    await page.getByPlaceholder('手机号码').fill('13800138000123');
    expect(await look(({ data }) => data.phone)).toBe('13800138000');
    await page.locator('#submit').click({ delay: 500 });
    expect(await look(({ data }) => data.submitted)).toMatchObject({ phone: '13800138000' });
  });

  test('pulling the page down refreshes it, and scrolling to its end is noticed', async () => {
    await open('pages/home/home');
    await page.mouse.move(100, 120);
    await page.mouse.down();
    await page.mouse.move(100, 260, { steps: 5 });
    await page.mouse.up();
    expect(await look(({ data }) => data.hooks)).toContain('pulled');
  });

  test('a page out of Moments stands alone and leads to the whole mini-program', async () => {
    await open('pages/home/home', { scene: '1154' });
    await page.locator('.phone-tabs').waitFor({ state: 'hidden' });
    await page.getByText('前往小程序').click();
    await page.locator('.phone-tabs').waitFor();
    expect(await look(({ path }) => path)).toBe('pages/home/home');
  });

  test("with the desk's control API, codes and shares are those of one of its people", async () => {
    await open('pages/mine/mine', { control: '/control', user: '甲' });
    await page.getByText('王小明').waitFor();
    await page.evaluate(() => __phone.wx.reLaunch({ url: '/pages/home/home' }));
    await page.evaluate(() => __phone.share('timeline'));
    await page.getByText('已发表').waitFor();
    await page.evaluate(() => __phone.wx.requestSubscribeMessage({ tmplIds: ['t1'] }));
    expect(web.posts).toEqual([
      { path: 'control/people/甲/login-code', body: {} },
      { path: 'api/session', body: { code: 'code' } },
      {
        path: 'control/people/甲/share',
        body: { to: 'moments', title: '科技志愿服务', path: 'pages/home/home?id=2' },
      },
      { path: 'control/people/甲/accept-prompt', body: { templateIds: ['t1'], decision: 'accept' } },
    ]);
  });

  test('two phones in one page share nothing', async () => {
    await page.setViewportSize({ width: 800, height: 820 });
    await page.goto(`${web.origin}/`);
    const seen = await page.evaluate(async () => {
      const { mountPhone, browserHost } = (
        globalThis as unknown as { desk: typeof import('../../desk/phone/frame') }
      ).desk;
      const mount = (person: string, path: string) =>
        mountPhone(document.body, { bundle: 'mini-program.js', path, host: browserHost(person) });
      const [a, b] = await Promise.all([mount('甲', 'pages/home/home'), mount('乙', 'pages/mine/mine')]);
      a.phone.wx.setStorageSync('mark', '甲的');
      const box = a.frame.getBoundingClientRect();
      const result = {
        paths: [a.phone.path, b.phone.path],
        marks: [a.phone.wx.getStorageSync('mark'), b.phone.wx.getStorageSync('mark')],
        size: [box.width, box.height],
      };
      b.unmount();
      return { ...result, left: document.querySelectorAll('iframe').length };
    });
    expect(seen).toEqual({
      paths: ['pages/home/home', 'pages/mine/mine'],
      marks: ['甲的', ''],
      size: [375, 812],
      left: 1,
    });
  });
});
