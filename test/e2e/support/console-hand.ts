import type { Page } from 'playwright-core';

/** What a hand does on the page that a test is at. @param page asked for at each move */
export function handOn(page: () => Page) {
  const button = (name: string) => ({ name, exact: true });
  return {
    said: (words: string | RegExp) => page().getByText(words).first().waitFor(),
    confirm: () => page().getByRole('button', { name: '确定' }).click(),
    press: (name: string) => page().getByRole('button', button(name)).click(),
    inDialog: (name: string) => page().locator('.t-dialog').getByRole('button', button(name)).click(),
  };
}

/** An officer ticks every point of the review that is open and sends the decision. */
export async function approveOn(page: Page): Promise<void> {
  const points = page.getByRole('group').getByRole('checkbox');
  await points.first().waitFor({ state: 'attached' });
  for (const point of await points.all()) await point.check({ force: true });
  await page.getByRole('button', { name: '提交决定' }).click();
}
