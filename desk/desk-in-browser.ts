import type { Browser } from 'playwright-core';
import { openChromium } from './chromium';
import { type StartedDesk, startDeskProcess } from './desk-process';

/** A desk, and a browser to look at it; stopping ends both. */
export interface DeskInBrowser extends StartedDesk {
  browser: Browser;
}

/** Starts a desk of its own, or takes the running one that `DESK_URL` names, and opens a browser. */
export async function openDeskInBrowser(): Promise<DeskInBrowser> {
  const { DESK_URL } = process.env;
  const desk = DESK_URL ? { url: DESK_URL, stop: async () => {} } : await startDeskProcess();
  try {
    const browser = await openChromium();
    const stop = async () => {
      await browser.close();
      await desk.stop();
    };
    return { url: desk.url, browser, stop };
  } catch (error) {
    await desk.stop();
    throw error;
  }
}
