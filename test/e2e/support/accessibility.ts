import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const LONGEST_LOAD_MS = 15_000;

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary?: string }[];
}

/**
 * Holds a loaded page to WCAG 2 A and AA, and to good practice, as far as a program can tell: names of fields and
 * buttons, contrast, headings, what the keyboard reaches.
 *
 * @returns what keeps somebody out, in words; empty when nothing does
 */
export async function barriersOf(page: Page): Promise<string[]> {
  // Not by `waitForFunction`, which the site's policy does not let run.
  const ready =
    "!!document.querySelector('h1') && !document.querySelector('[aria-busy=true], .t-loading')" +
    // What is still fading in has no contrast yet.
    ' && document.getAnimations().every(({ effect }) => effect.getTiming().iterations === Infinity)';
  const deadline = Date.now() + LONGEST_LOAD_MS;
  while (!(await page.evaluate(ready))) {
    if (Date.now() > deadline) return ['the page stays empty or busy'];
    await page.waitForTimeout(50);
  }
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate(
    "axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'best-practice'] })",
  )) as { violations: Violation[] };
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}
