import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../../desk/chromium';
import { buildConsole } from '../../../desk/console-build';
import type { Person } from '../../support/person';
import { createWorld, type World } from '../../support/world';

const WAIT_MS = 15_000;
const PC = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 812 };

/** The PC site of a product of its own, with people who have WeChat: `world.person(…)`, `world.organization(…)`. */
export class ConsoleStage {
  /** What pages complained about; a test expects it to stay empty. */
  readonly complaints: string[] = [];

  constructor(
    readonly world: World,
    readonly browser: Browser,
  ) {}

  /** A browser of its own, with nobody logged in. Paths like `/activities` can be gone to. */
  async visit(path = '/', viewport = PC): Promise<Page> {
    const context = await this.browser.newContext({ viewport, baseURL: this.world.url });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    await page.goto(path);
    return page;
  }

  /** Somebody scans the code on the log-in page with WeChat and confirms on the phone; then the browser goes to `path`. */
  async logIn(person: Person, path?: string): Promise<Page> {
    const page = await this.visit(path ? `/log-in?to=${encodeURIComponent(path)}` : '/log-in');
    await page.getByAltText('登录二维码').waitFor();
    const phone = await this.scan(person, this.world.desk.control.newestSceneCode()!);
    await phone.getByRole('button', { name: '确认登录' }).click();
    await phone.getByText('已确认登录').waitFor();
    await phone.context().close();
    await page.waitForURL((url) => url.pathname !== '/log-in');
    return page;
  }

  /** @param code what the code on the screen says. @returns the phone, at the page that asks whether to log in */
  async scan(person: Person, code: string): Promise<Page> {
    const { control } = this.world.desk;
    const scanned = await control.scan(person.id, { url: code });
    const url = 'reply' in scanned ? scanned.reply?.articles?.[0]?.url : undefined;
    if (!url) throw new Error(`nothing to confirm: ${JSON.stringify(scanned)}`);
    control.actAs(person.id);
    return this.visit(url, PHONE);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.world.stop();
  }
}

/** Builds the site when it is out of date, starts the product with the simulated WeChat (a few seconds), opens a browser. */
export async function openConsole(): Promise<ConsoleStage> {
  await buildConsole();
  const world = await createWorld({ browsable: true });
  try {
    return new ConsoleStage(world, await openChromium());
  } catch (error) {
    await world.stop();
    throw error;
  }
}
