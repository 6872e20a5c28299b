import type { FrameLocator, Locator, Page } from 'playwright-core';
import { openDeskInBrowser } from '../../../desk/desk-in-browser';

const WAIT_MS = 20_000;
/** A tap sooner after the one before, or after its answer, is a double tap to the mini-program (`core/busy`). */
const BETWEEN_TAPS_MS = 450;

export type Side = '左' | '右';

/** The desk in a browser: two phones, and what a hand does on them. */
export class DeskStage {
  /** What the page complained about; a test expects it to stay empty. */
  readonly complaints: string[] = [];
  private readonly sent: string[] = [];

  constructor(
    readonly url: string,
    readonly page: Page,
    private readonly close: () => Promise<void>,
  ) {
    page.setDefaultTimeout(WAIT_MS);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => this.sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  }

  readonly phone = (side: Side): Locator => this.page.locator(`[data-side="${side}"]`);

  /** The mini-program on that phone. */
  readonly inside = (side: Side): FrameLocator => this.phone(side).frameLocator('.mini-program iframe');

  /** A button of the guide. */
  readonly go = (label: string): Promise<void> =>
    this.page.getByRole('button', { name: label, exact: true }).first().click();

  /** @param request e.g. `POST /api/public/sessions`. @returns how often it was sent */
  readonly times = (request: string): number => this.sent.filter((each) => each === request).length;

  /** @param holder as the list below the phone's head calls them */
  readonly give = async (side: Side, holder: string): Promise<void> => {
    await this.phone(side).getByLabel('谁的手机').selectOption({ label: holder });
  };

  /** The words on the page that is on top; pages below it stay in the document. */
  readonly shown = (side: Side, words: string | RegExp, exact = false): Locator =>
    this.inside(side).getByText(words, { exact }).filter({ visible: true }).first();

  readonly seen = (side: Side, words: string | RegExp): Promise<void> => this.shown(side, words).waitFor();

  /** What a patient hand does before it taps again on the same page. */
  readonly rest = (): Promise<void> => this.page.waitForTimeout(BETWEEN_TAPS_MS);

  /** Taps what says exactly these words, as a patient hand does. */
  readonly tap = async (side: Side, words: string): Promise<void> => {
    await this.rest();
    await this.shown(side, words, true).click();
  };

  private field(side: Side, label: string): Locator {
    return this.inside(side).getByLabel(label, { exact: true }).filter({ visible: true }).first();
  }

  /** Opens the field and turns its wheels, the first wheel to the first of `labels` and so on. */
  readonly turn = async (side: Side, field: string | Locator, ...labels: string[]): Promise<void> => {
    await (typeof field === 'string' ? this.field(side, field) : field).click();
    const wheels = this.inside(side).locator('.phone-wheels');
    for (const [column, label] of labels.entries())
      await wheels.locator('.phone-wheel').nth(column).getByText(label, { exact: true }).click();
    await wheels.getByText('确定').click();
    await wheels.waitFor({ state: 'detached' });
  };

  readonly type = (side: Side, field: string, text: string): Promise<void> =>
    this.field(side, field).locator('input, textarea').fill(text);

  readonly stop = (): Promise<void> => this.close();
}

/** Starts a desk of its own and opens it; `DESK_URL` names one that is running already. */
export async function openDesk(): Promise<DeskStage> {
  const { url, browser, stop } = await openDeskInBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const stage = new DeskStage(url, page, stop);
    await page.goto(url);
    await stage.phone('右').waitFor();
    return stage;
  } catch (error) {
    await stop();
    throw error;
  }
}
