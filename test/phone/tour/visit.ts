import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { PhoneInspection } from '../../../desk/phone/runtime/inspection';
import { auditPage, type Barrier } from './audit';
import type { Facts } from './facts';
import { STOPS, type Stop, type Who } from './stops';

declare const __phone: PhoneInspection;

const APP = join(__dirname, '../../../miniprogram/app.json');
const PEOPLE: Record<Who, string> = {
  organizer: 'demo-organizer',
  volunteer: 'demo-volunteer',
  officer: 'demo-officer',
  stranger: 'tour-stranger',
  nobody: 'tour-nobody',
};
const LONGEST_LOAD_MS = 15_000;
/** For pictures and what slides in. */
const SETTLE_MS = 300;
const SHEET_MS = 600;
const SHEET = '.t-popup';

/** @returns every page that app.json names */
export function pagesOfApp(): string[] {
  const app = JSON.parse(readFileSync(APP, 'utf8')) as {
    pages: string[];
    subpackages: { root: string; pages: string[] }[];
  };
  return [
    ...app.pages,
    ...app.subpackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
}

export interface Visit {
  page: string;
  barriers: Barrier[];
  /** What the page threw, or the state in which it stayed when that is not `ready`. */
  trouble: string[];
}

/** Opens one page on a phone of 375 × 812 after the other, in one window per person. */
export class Visitor {
  private readonly windows = new Map<Who, Promise<Page>>();

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly facts: Facts,
    private readonly options: { largeType: boolean },
  ) {}

  /** @param picture where to write what is seen; whole page, however long */
  async visit(page: string, picture?: string): Promise<Visit> {
    const { who, query, sheets = {} }: Stop = STOPS[page] ?? { who: 'volunteer' };
    const window = await this.windowOf(who);
    const trouble: string[] = [];
    const note = (error: Error) => trouble.push(error.message);
    window.on('pageerror', note);
    const path = query ? `${page}?${query(this.facts)}` : page;
    await window.evaluate((url) => void __phone.wx.reLaunch({ url }), `/${path}`);
    await this.settled(window, page);
    const state = await window.evaluate(
      () => (__phone.data.screen as { state?: string; message?: string } | undefined) ?? { state: 'ready' },
    );
    if (state.state !== 'ready') trouble.push(`${state.state}: ${'message' in state ? state.message : ''}`);
    const barriers = await this.audit(window);
    if (picture) await this.picture(window, picture);
    for (const [name, opener] of Object.entries(sheets)) {
      await window.locator(opener).click();
      await window.waitForTimeout(SHEET_MS);
      await window
        .locator(`${SHEET} [role="status"]`)
        .filter({ visible: true })
        .waitFor({ state: 'detached' });
      await window.waitForTimeout(SETTLE_MS);
      barriers.push(...(await this.audit(window, SHEET)));
      if (picture) await window.screenshot({ path: `${picture}.${name}.png` });
      await window.locator(`${SHEET} [aria-label="关闭"]`).filter({ visible: true }).click();
      await window.waitForTimeout(SHEET_MS);
    }
    window.off('pageerror', note);
    return { page, barriers, trouble };
  }

  private audit(window: Page, within?: string): Promise<Barrier[]> {
    // tsx names the functions inside by a helper that the browser does not have.
    const audit = `{ const __name = (it) => it; (${auditPage})(${JSON.stringify(within)}) }`;
    return window.evaluate<Barrier[]>(audit);
  }

  private windowOf(who: Who): Promise<Page> {
    const known = this.windows.get(who) ?? this.open(who);
    this.windows.set(who, known);
    return known;
  }

  private async open(who: Who): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 375, height: 812 } });
    const key = `phone:${PEOPLE[who]}:settings.large-type`;
    const { largeType } = this.options;
    await context.addInitScript(
      ([name, large]) => localStorage.setItem(name as string, large as string),
      [key, JSON.stringify({ data: largeType })],
    );
    const window = await context.newPage();
    window.setDefaultTimeout(LONGEST_LOAD_MS);
    const query = { user: PEOPLE[who], control: '/control', ahead: String(this.facts.ahead) };
    await window.goto(`${this.url}/phone.html?${new URLSearchParams(query)}`);
    await window.waitForFunction(() => typeof __phone !== 'undefined');
    return window;
  }

  private async settled(window: Page, page: string): Promise<void> {
    await window.waitForFunction((expected) => {
      const screen = __phone.data.screen as { state?: string } | undefined;
      return __phone.path === expected && screen?.state !== 'loading';
    }, page);
    await window.waitForTimeout(SETTLE_MS);
    // A button that was busy until now takes its colours back little by little.
    await window.waitForFunction(
      () =>
        !__phone.data.busy &&
        document
          .getAnimations()
          .every(
            ({ playState, effect }) =>
              playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
          ),
    );
  }

  /** The page scrolls inside the phone; for the picture the phone is as high as the page. */
  private async picture(window: Page, path: string): Promise<void> {
    await window.screenshot({ path: `${path}.png` });
    const hidden = await window.evaluate(() => {
      const area = document.querySelector('.phone-page:not([hidden]) .phone-page-scroll');
      return area ? Math.max(0, area.scrollHeight - area.clientHeight) : 0;
    });
    if (hidden < 8) return;
    await window.setViewportSize({ width: 375, height: Math.min(812 + hidden, 4_000) });
    await window.screenshot({ path: `${path}.whole.png` });
    await window.setViewportSize({ width: 375, height: 812 });
  }
}
