import { join } from 'node:path';
import type { Page } from 'playwright-core';

const WIDTHS = [1280, 390];
/** What slides in has arrived. */
const SETTLE_MS = 600;

/**
 * With `STVS_PICTURES=<folder>` keeps what a test shows, as on a PC and as on a narrow screen, for people to look at;
 * without it does nothing.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.STVS_PICTURES;
  if (!folder) return;
  const size = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 860 });
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
  if (size) await page.setViewportSize(size);
}
