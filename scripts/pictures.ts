import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openChromium } from '../desk/chromium';
import { startDeskProcess } from '../desk/desk-process';

/**
 * `npm run pictures`: takes the pictures of the README from the running product, so that they cannot show what is not
 * there. Starts a desk of its own; needs Chromium.
 */
const FOLDER = join(__dirname, '../docs/pictures');
const WAIT_MS = 20_000;
/** For pictures and animations that come after the text. */
const SETTLE_MS = 1_500;

type Scene = [file: string, play: (page: Page) => Promise<void>];

const phone = (page: Page, side: '左' | '右') => page.locator(`[data-side="${side}"]`);
const inside = (page: Page, side: '左' | '右') => phone(page, side).frameLocator('.mini-program iframe');
const press = (page: Page, label: string) =>
  page.getByRole('button', { name: label, exact: true }).first().click();

const SCENES: Scene[] = [
  [
    'desk-start',
    async (page) => {
      await phone(page, '右').getByText('科技志愿服务平台').first().click();
      await phone(page, '左').getByText('小程序 · 点开即用').click();
      await inside(page, '左').getByText('银发数字课堂').first().waitFor();
    },
  ],
  [
    'desk-sign-up',
    async (page) => {
      await press(page, '右：看活动');
      await inside(page, '右').getByText('银发数字课堂').first().click();
      await inside(page, '右').getByText('我要报名').click();
      await inside(page, '右').getByText('我已阅读并了解').click();
      await inside(page, '右').locator('#confirm').click();
      await phone(page, '右').getByRole('button', { name: '允许' }).click();
      await inside(page, '右').locator('#primary', { hasText: '查看我的报名' }).waitFor();
      await press(page, '左：工作台');
    },
  ],
  [
    'desk-check-in',
    async (page) => {
      await press(page, '拨到开始前');
      await press(page, '左：活动');
      await inside(page, '左').getByText('银发数字课堂').first().click();
      await inside(page, '左').getByText('签到码').first().click();
      await inside(page, '左').locator('canvas').waitFor();
      await press(page, '右：报名');
      await inside(page, '右').getByText('签到 · 签退').first().click();
      await inside(page, '右').getByText('扫码签到', { exact: true }).click();
      await phone(page, '右').getByRole('button', { name: '扫另一部手机上的码' }).click();
      await inside(page, '右').getByText('已签到', { exact: true }).waitFor();
    },
  ],
  [
    'desk-moments',
    async (page) => {
      await inside(page, '左').getByRole('button', { name: '关闭' }).click();
      await phone(page, '左').getByRole('button', { name: '发现' }).click();
      await phone(page, '左').getByText('朋友圈').click();
      await inside(page, '右').getByRole('button', { name: '关闭' }).click();
      await phone(page, '右').getByRole('button', { name: '返回' }).click();
      await phone(page, '右').getByRole('button', { name: '发现' }).click();
      await phone(page, '右').getByText('朋友圈').click();
      await phone(page, '右').locator('.wc-shared').first().click();
      await inside(page, '右').getByText('前往小程序').waitFor();
    },
  ],
];

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const desk = await startDeskProcess();
  try {
    const browser = await openChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.setDefaultTimeout(WAIT_MS);
      await page.goto(desk.url);
      for (const [file, play] of SCENES) {
        await play(page);
        await page.waitForTimeout(SETTLE_MS);
        await page.screenshot({ path: join(FOLDER, `${file}.png`) });
        console.log(`docs/pictures/${file}.png`);
      }
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
