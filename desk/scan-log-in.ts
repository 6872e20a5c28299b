import type { Browser, Page } from 'playwright-core';

const WAIT_MS = 20_000;

/** The desk's control API. */
async function control<T>(desk: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(desk + path, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(WAIT_MS),
  });
  return (await answer.json()) as T;
}

/**
 * Somebody of a running desk scans the code of the PC's log-in page with WeChat and confirms.
 *
 * @param page at `/log-in`, its code shown. It has gone on when this returns
 */
export async function scanLogIn(desk: string, browser: Browser, page: Page, person: string): Promise<void> {
  const { sceneCode } = await control<{ sceneCode: string }>(desk, '/desk/state');
  const { reply } = await control<{ reply: { articles: { url: string }[] } }>(
    desk,
    `/control/people/${person}/scan`,
    { url: sceneCode },
  );
  await control(desk, '/control/acting-as', { id: person });
  const phone = await browser.newPage({ viewport: { width: 375, height: 812 } });
  await phone.goto(reply.articles[0]!.url);
  await phone.getByRole('button', { name: '确认登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/log-in', { timeout: WAIT_MS });
  await phone.close();
}
