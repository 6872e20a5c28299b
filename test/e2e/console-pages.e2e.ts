import type { Page } from 'playwright-core';
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

/** Every page opens and keeps nobody out who sees, hears or points otherwise; names for its parameters are the demonstration's. */
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
    for (const [area, path] of pages) {
      if (PASSED_OVER.includes(path)) continue;
      const page = await windowOf(WHO[area] ?? '');
      await page.goto(addressOf(area, path));
      found.push(...(await barriersOf(page)).map((what) => `${path}: ${what}`));
    }
    expect(found).toEqual([]);
  }, 240_000);
});
