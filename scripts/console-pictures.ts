import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../desk/chromium';
import { ORGANIZER } from '../desk/demo/demo-people';
import { startDeskProcess } from '../desk/desk-process';

/**
 * `npm run pictures`, second part: the pictures of the manual, taken from the running product as the demonstration's
 * organizer sees it; the certificate is the document itself, as Chromium draws it. Needs Chromium.
 */
const FOLDER = join(__dirname, '../docs/manual/pictures');
const WAIT_MS = 20_000;
const SETTLE_MS = 800;
/** The viewer says nowhere that it has drawn the page. */
const VIEWER_MS = 2_000;
const VIEWER = { width: 724, height: 1024 };
/** Without the shadow around it. */
const SHEET = { x: 6, y: 4, width: 712, height: 1008 };

type Scene = [file: string, play: (page: Page, base: string) => Promise<void>];

const SCENES: Scene[] = [
  ['pc-dashboard', (page, base) => open(page, base, '待办')],
  [
    'pc-members',
    async (page, base) => {
      await open(page, `${base}/members`, '志愿者编号');
      await page.getByRole('row', { name: /陈思远/ }).press('Enter');
      await page.getByText('设为管理员').waitFor();
    },
  ],
  [
    'pc-notice',
    async (page, base) => {
      await open(page, `${base}/notices`, '发布时间');
      await page.locator('tbody tr').first().click();
      await page.getByText('送达').last().waitFor();
    },
  ],
];

async function open(page: Page, path: string, words: string): Promise<void> {
  await page.goto(path);
  await page.getByText(words).first().waitFor();
}

async function take(page: Page, file: string, clip?: typeof SHEET): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(FOLDER, `${file}.png`), ...(clip ? { clip } : {}) });
  console.log(`docs/manual/pictures/${file}.png`);
}

/** A certificate that the organization issued. Chromium's viewer, without its own controls, shows the sheet alone. */
async function takeCertificate(browser: Browser, page: Page, base: string): Promise<void> {
  const api = new URL('/api/organizer', base).href;
  const organizationId = base.split('/').at(-1);
  const issued = await page.request.get(`${api}/organizations/${organizationId}/certificates`);
  const [certificate] = (await issued.json()).items;
  const pdf = await page.request.get(`${api}/certificates/${certificate.id}/pdf`);
  const folder = mkdtempSync(join(tmpdir(), 'stvs-certificate-'));
  const file = join(folder, 'certificate.pdf');
  writeFileSync(file, await pdf.body());
  const viewer = await browser.newPage({ viewport: VIEWER });
  await viewer.goto(`${pathToFileURL(file)}#toolbar=0&navpanes=0&view=Fit`);
  await viewer.waitForTimeout(VIEWER_MS);
  await take(viewer, 'certificate', SHEET);
  rmSync(folder, { recursive: true });
}

/** The desk's control API. */
async function control<T>(desk: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(desk + path, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(WAIT_MS),
  });
  return (await answer.json()) as T;
}

/** The organizer scans the code on the page and confirms. */
async function logIn(desk: string, browser: Browser, page: Page): Promise<void> {
  const { sceneCode } = await control<{ sceneCode: string }>(desk, '/desk/state');
  const person = ORGANIZER.id;
  const { reply } = await control<{ reply: { articles: { url: string }[] } }>(
    desk,
    `/control/people/${person}/scan`,
    { url: sceneCode },
  );
  await control(desk, '/control/acting-as', { id: person });
  const phone = await browser.newPage({ viewport: { width: 375, height: 812 } });
  await phone.goto(reply.articles[0]!.url);
  await phone.getByRole('button', { name: '确认登录' }).click();
  await page.waitForURL(/\/organization\//);
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const desk = await startDeskProcess();
  try {
    const browser = await openChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
      page.setDefaultTimeout(WAIT_MS);
      await page.goto(`${desk.url}/log-in`);
      await page.getByAltText('登录二维码').waitFor();
      await take(page, 'pc-log-in');
      await logIn(desk.url, browser, page);
      const base = page.url();
      for (const [file, play] of SCENES) {
        await play(page, base);
        await take(page, file);
      }
      await takeCertificate(browser, page, base);
    } finally {
      await browser.close();
    }
  } finally {
    await desk.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
