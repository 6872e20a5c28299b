import type { Locator, Page } from 'playwright-core';
import { ADMIN, OFFICER, ORGANIZER } from '../../desk/demo/demo-people';
import { type DeskInBrowser, openDeskInBrowser } from '../../desk/desk-in-browser';
import { scanLogIn } from '../../desk/scan-log-in';
import { type Facts, findFacts } from '../phone/tour/facts';
import { barriersOf } from './support/accessibility';
import { pagesOfConsole } from './support/console-pages';

/** Who opens the pages of an area; visitors those of the portal. */
const WHO: Record<string, string> = {
  organization: ORGANIZER.id,
  me: ORGANIZER.id,
  unit: OFFICER.id,
  import: OFFICER.id,
  platform: ADMIN.id,
};
/** What the demonstration does not have, and the desk's own page. */
const PASSED_OVER = ['/', '/import/imports/:importId', '/unit/changes/:changeId'];

/** Words of buttons that open something to fill in; what stands in it is not pressed. */
const OPENING =
  /^(新建|写通知|批量开具|邀请|申请|授予|修改|变更|迁移|登记|认领|上传|整批下载|调整名额|补录|设为|指定|导出)/;

interface Opener {
  name: string;
  locate(page: Page): Locator;
}

/** The first row of a list, and buttons that say so. */
async function openersOf(page: Page): Promise<Opener[]> {
  const buttons = page.locator('main button:visible').filter({ hasText: OPENING });
  const names = new Set((await buttons.allTextContents()).map((name) => name.trim()).filter(Boolean));
  return [
    ...((await page.locator('main tbody tr:visible td').count()) > 0
      ? [{ name: '第一行', locate: (at: Page) => at.locator('main tbody tr:visible').first() }]
      : []),
    ...[...names].map((name) => ({
      name,
      locate: (at: Page) => at.locator('main button:visible', { hasText: name }).first(),
    })),
  ];
}

/** @returns whether a dialog or a drawer stands open now */
const opens = (page: Page): Promise<boolean> =>
  page
    .locator('.t-dialog:visible, .t-drawer--open')
    .first()
    .waitFor({ timeout: 1_500 })
    .then(
      () => true,
      () => false,
    );

/** Every page, and what opens on it, comes up and keeps nobody out who sees, hears or points otherwise; names for its parameters are the demonstration's. */
describe('all pages of the PC site', () => {
  let desk: DeskInBrowser;
  let facts: Facts;
  beforeAll(async () => {
    desk = await openDeskInBrowser();
    facts = await findFacts(desk.url);
  }, 150_000);
  afterAll(() => desk?.stop(), 60_000);

  const windows = new Map<string, Promise<Page>>();
  const windowOf = (who: string): Promise<Page> => {
    const known = windows.get(who) ?? open(who);
    windows.set(who, known);
    return known;
  };
  async function open(who: string): Promise<Page> {
    const viewport = { width: 1280, height: 900 };
    const context = await desk.browser.newContext({ viewport, baseURL: desk.url });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    if (!who) return page;
    await page.goto('/log-in');
    await page.getByAltText('登录二维码').waitFor();
    await scanLogIn(desk.url, desk.browser, page, who);
    return page;
  }

  const addressOf = (area: string, path: string): string => {
    const names: Record<string, string> = {
      organizationId: area === 'unit' ? facts.waitingOrganization : facts.team,
      activityId: area === 'unit' ? facts.waitingActivity : facts.coming,
      recapId: facts.recap,
      chapter: 'visitor',
    };
    return path.replace(/:(\w+)/g, (_, name: string) => names[name]!);
  };

  test('have names, contrast and order', async () => {
    const pages = [...pagesOfConsole(), ['portal', '/log-in'], ['unit', '/workplaces']] as const;
    expect(pages.length).toBeGreaterThan(60);
    const found: string[] = [];
    const opened: string[] = [];
    for (const [area, path] of pages) {
      if (PASSED_OVER.includes(path)) continue;
      const page = await windowOf(WHO[area] ?? '');
      await page.goto(addressOf(area, path));
      const note = async (where: string) =>
        found.push(...(await barriersOf(page)).map((what) => `${path}${where}: ${what}`));
      await note('');
      for (const opener of await openersOf(page)) {
        await page.goto(addressOf(area, path));
        await page.locator('h1').waitFor();
        await opener.locate(page).click();
        if (!(await opens(page))) continue;
        opened.push(opener.name);
        await note(` ${opener.name}`);
      }
    }
    expect(found).toEqual([]);
    // A change of words or of classes must not make this look at pages alone.
    expect(opened.length).toBeGreaterThan(12);
  }, 400_000);
});
