import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDeskInBrowser } from '../../../desk/desk-in-browser';
import { findFacts } from './facts';
import { pagesOfApp, Visitor } from './visit';

/**
 * `npm run screens [part of a page's path]`: every page of the mini-program at 375 × 812, once more in large type, into
 * artifacts/screens, to be looked at; `*.whole.png` is a page that is longer than the phone. What stands in the way of
 * weak eyes and thick fingers is printed and kept in report.json. DESK_URL names a desk that is already running.
 */
const FOLDER = join(__dirname, '../../../artifacts/screens');

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? '';
  const { url, browser, stop } = await openDeskInBrowser();
  const report: Record<string, unknown> = {};
  try {
    if (!wanted) rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    const facts = await findFacts(url);
    const pages = pagesOfApp().filter((page) => page.includes(wanted));
    for (const largeType of [false, true]) {
      const visitor = new Visitor(browser, url, facts, { largeType });
      for (const page of pages) {
        const name = page
          .replace(/^pages\//, '')
          .replace(/\/([^/]+)$/, '')
          .replace(/\//g, '-');
        const path = join(FOLDER, `${name}${largeType ? '.large' : ''}`);
        const { trouble, barriers } = await visitor.visit(page, path);
        report[largeType ? `${page} (large)` : page] = { trouble, barriers };
        for (const word of trouble) console.log(`${page}: ${word}`);
        for (const { kind, what, detail } of barriers) console.log(`${page}: ${kind} ${detail} ${what}`);
      }
    }
    writeFileSync(join(FOLDER, 'report.json'), JSON.stringify(report, null, 2));
    console.log(`${pages.length} pages, twice each, in artifacts/screens`);
  } finally {
    await stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
