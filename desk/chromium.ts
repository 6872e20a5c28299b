import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's; CHROMIUM names another one. */
const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Works for root and on a closed network. */
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export const hasChromium = existsSync(PATH);

/** A browser without a window, for looking at the desk from scripts and tests. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: PATH, args: FLAGS, timeout: 30_000 });
