import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDeskInBrowser } from '../desk/desk-in-browser';

/**
 * `npm run pictures`: takes the pictures of the README from the running product, so that they cannot show what is not
 * there. Starts a desk of its own, or goes to the one that `DESK_URL` names; needs Chromium.
 */
const FOLDER = join(__dirname, '../docs/pictures');
const WAIT_MS = 20_000;
/** For pictures and animations that come after the text. */
const SETTLE_MS = 1_500;

type Scene = [file: string, play: (page: Page) => Promise<void>];
type Side = '左' | '右';

const TEAM = '朝阳区星火科普志愿服务队';
const ACTIVITY = '银发数字课堂';

const phone = (page: Page, side: Side) => page.locator(`[data-side="${side}"]`);
const inside = (page: Page, side: Side) => phone(page, side).frameLocator('.mini-program iframe');
const press = (page: Page, label: string) =>
  page.getByRole('button', { name: label, exact: true }).first().click();
/** As a patient hand does: sooner after one another it would be a double tap to the mini-program (`core/busy`). */
const tap = async (page: Page, side: Side, words: string) => {
  await page.waitForTimeout(450);
  await inside(page, side).getByText(words).filter({ visible: true }).first().click();
};

/** One newcomer from the first look to Moments, as the guide beside the phones tells it. */
const SCENES: Scene[] = [
  [
    'desk-start',
    async (page) => {
      await phone(page, '右').getByText('科技志愿服务平台').first().click();
      await phone(page, '左').getByText('小程序 · 点开即用').click();
      await inside(page, '左').getByText(ACTIVITY).first().waitFor();
    },
  ],
  [
    'desk-register',
    async (page) => {
      await press(page, '换一位新朋友');
      await page.locator('.document-number code').waitFor();
      await press(page, '打开注册');
      await tap(page, '右', '我已阅读并同意注册协议');
      for (const consent of await inside(page, '右').locator('[id^="consent-"]').all()) await consent.click();
      await tap(page, '右', '同意并继续');
      await tap(page, '右', '微信一键确认');
      await inside(page, '右').getByText('同意', { exact: true }).click();
      await phone(page, '右').getByRole('button', { name: '允许' }).click();
      await inside(page, '右').locator('#name input').fill('方小禾');
      const number = (await page.locator('.document-number code').textContent()) ?? '';
      await inside(page, '右').locator('#document-number input').fill(number);
    },
  ],
  [
    'desk-join',
    async (page) => {
      await tap(page, '右', '下一步');
      await inside(page, '右').locator('#area').click();
      await inside(page, '右').getByText('北京市', { exact: true }).click();
      await inside(page, '右').getByText('朝阳区', { exact: true }).click();
      await tap(page, '右', '提交注册');
      await inside(page, '右').getByText('欢迎成为科技志愿者').waitFor();
      await press(page, '右：找组织');
      await tap(page, '右', TEAM);
      await tap(page, '右', '申请加入');
      await tap(page, '右', '知道了');
      await press(page, '左：工作台');
      await tap(page, '左', '入会申请');
      await inside(page, '左').getByText('同意加入').first().waitFor();
    },
  ],
  [
    'desk-sign-up',
    async (page) => {
      await inside(page, '左')
        .locator('.item', { hasText: '方' })
        .getByText('同意加入')
        .or(inside(page, '左').getByText('同意加入').last())
        .last()
        .click();
      await press(page, '右：看活动');
      await tap(page, '右', ACTIVITY);
      await tap(page, '右', '我要报名');
      await tap(page, '右', '我已阅读并了解');
      await inside(page, '右').locator('#confirm').click();
      await phone(page, '右').getByRole('button', { name: '允许' }).click();
      await inside(page, '右').locator('#primary', { hasText: '查看我的报名' }).waitFor();
      await phone(page, '右').locator('.sheet-banner').waitFor();
      await press(page, '左：工作台');
    },
  ],
  [
    'desk-check-in',
    async (page) => {
      await press(page, '拨到开始前');
      await press(page, '左：活动');
      await tap(page, '左', ACTIVITY);
      await tap(page, '左', '签到码');
      await inside(page, '左').locator('canvas').waitFor();
      await press(page, '右：报名');
      await tap(page, '右', '签到 · 签退');
      await tap(page, '右', '扫码签到');
      await phone(page, '右').getByRole('button', { name: '扫另一部手机上的码' }).click();
      await inside(page, '右').getByText('已签到', { exact: true }).waitFor();
    },
  ],
  [
    'desk-share',
    async (page) => {
      await press(page, '右：活动风采');
      await tap(page, '右', '两位志愿者陪');
      await inside(page, '右').getByText('受益群众').waitFor();
      await inside(page, '右').getByRole('button', { name: '更多' }).click();
      await tap(page, '右', '分享到朋友圈');
      await inside(page, '右').getByRole('button', { name: '关闭' }).click();
      await phone(page, '右').getByRole('button', { name: '发现' }).click();
      await phone(page, '右').getByText('朋友圈').click();
      await inside(page, '左').getByRole('button', { name: '关闭' }).click();
      await phone(page, '左').getByRole('button', { name: '发现' }).click();
      await phone(page, '左').getByText('朋友圈').click();
      await phone(page, '左').locator('.wc-shared').first().click();
      await inside(page, '左').getByText('前往小程序').waitFor();
    },
  ],
];

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const desk = await openDeskInBrowser();
  try {
    const page = await desk.browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(desk.url);
    for (const [file, play] of SCENES) {
      await play(page);
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(FOLDER, `${file}.png`) });
      console.log(`docs/pictures/${file}.png`);
    }
  } finally {
    await desk.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
