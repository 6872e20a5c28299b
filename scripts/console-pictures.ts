import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ADMIN, OFFICER, ORGANIZER } from '../desk/demo/demo-people';
import { TEAM_NAME } from '../desk/demo/demo-team';
import { openDeskInBrowser } from '../desk/desk-in-browser';
import { syntheticId } from '../desk/people/synthetic';
import { scanLogIn } from '../desk/scan-log-in';

/**
 * `npm run pictures`, second part: the pictures of the manual's chapters about the PC, taken from the running product as
 * the people of the demonstration see it. Needs Chromium.
 */
const FOLDER = join(__dirname, '../docs/manual/pictures');
const WAIT_MS = 20_000;
const SETTLE_MS = 800;

type Scene = [file: string, play: (page: Page) => Promise<void>];

/** @returns what opens a path and waits for words on it */
const at =
  (path: string, words: string) =>
  async (page: Page): Promise<void> => {
    await page.goto(path);
    await page.getByText(words).first().waitFor();
  };

const PORTAL: Scene[] = [
  ['pc-log-in', (page) => page.getByAltText('登录二维码').waitFor()],
  ['pc-portal-activities', at('/activities', '银发数字课堂')],
  ['pc-portal-organizations', at('/organizations', '北京市科协')],
  ['pc-portal-certificates', at('/certificates', '证书验证')],
];

const organization = (base: string): Scene[] => [
  ['pc-dashboard', at(base, '待办')],
  [
    'pc-members',
    async (page) => {
      await at(`${base}/members`, '志愿者编号')(page);
      await page.getByRole('row', { name: /陈思远/ }).press('Enter');
      await page.getByText('设为管理员').waitFor();
    },
  ],
  [
    'pc-notice',
    async (page) => {
      await at(`${base}/notices`, '发布时间')(page);
      await page.locator('tbody tr').first().click();
      await page.getByText('送达').last().waitFor();
    },
  ],
];

const UNIT: Scene[] = [
  ['pc-unit-desk', at('/unit', '组织申请')],
  [
    'pc-unit-review',
    async (page) => {
      await at('/unit/organizations?state=PENDING', '待审核')(page);
      await page.locator('tbody tr').first().click();
      await page.getByText('审核要点').waitFor();
    },
  ],
  ['pc-unit-activities', at('/unit/activities?state=&text=课堂', '银发数字课堂')],
  [
    'pc-unit-tree',
    async (page) => {
      await at('/unit/tree', '北京市朝阳区')(page);
      await page.getByRole('button', { name: /展开/ }).first().click();
      await page.getByText('名成员').nth(1).waitFor();
    },
  ],
  [
    'pc-import-report',
    async (page) => {
      await at('/import', '上传信息表')(page);
      await page.getByRole('button', { name: '上传信息表' }).click();
      await page.locator('input[type=file]').setInputFiles({
        name: '科技志愿者集体注册信息表.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(listWithMistakes()),
      });
      await page.getByRole('button', { name: '上传并校验' }).click();
      await page.getByText('等待确认').waitFor();
    },
  ],
];

/** Three people who do not exist; one with an ID whose digits were lost, one of no organization. */
function listWithMistakes(): string {
  const header = '姓名,证件类型,证件号码,省,市,区县,手机号码,所属组织名称或编号';
  const row = (name: string, id: string, team: string, phone: string) =>
    `${name},身份证,${id},北京市,北京市,朝阳区,${phone},${team}`;
  return [
    header,
    row('许文静', syntheticId({ birthDay: '1993-02-11' }), TEAM_NAME, '19900000301'),
    row(' 何志强', syntheticId({ birthDay: '1988-10-05' }), '不在平台上的队伍', '19900000302'),
    row('罗敏', '1.10105E+17', TEAM_NAME, '19900000303'),
  ].join('\n');
}

const PLATFORM: Scene[] = [
  ['pc-platform-roles', at('/platform', '科协工作人员')],
  [
    'pc-platform-units',
    async (page) => {
      await at('/platform/units', '提出变更')(page);
      await page.getByRole('button', { name: '提出变更' }).click();
      for (const [index, words, name] of [
        [0, '长安区', '河北省石家庄市长安区科学技术协会'],
        [1, '保定市', '河北省保定市科学技术协会'],
      ] as const) {
        await page.locator('.t-dialog input').nth(index).pressSequentially(words);
        await page.locator('.t-select-option', { hasText: name }).first().click();
      }
      await page.getByPlaceholder(/区划调整的文号/).fill('区划调整（示例）');
    },
  ],
  ['pc-platform-limits', at('/platform/limits', '每人最多同时加入的组织')],
  ['pc-platform-audit', at('/platform/audit', '科协批准了')],
];

/** @returns a window that nobody is logged in to, at the log-in page */
async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, baseURL: url });
  page.setDefaultTimeout(WAIT_MS);
  await page.goto('/log-in');
  await page.getByAltText('登录二维码').waitFor();
  return page;
}

async function take(page: Page, scenes: readonly Scene[]): Promise<void> {
  for (const [file, play] of scenes) {
    await play(page);
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(FOLDER, `${file}.png`) });
    console.log(`docs/manual/pictures/${file}.png`);
  }
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const { url, browser, stop } = await openDeskInBrowser();
  try {
    await take(await open(browser, url), PORTAL);
    const turns: [person: string, scenes: (base: string) => Scene[]][] = [
      [ORGANIZER.id, organization],
      [OFFICER.id, () => UNIT],
      [ADMIN.id, () => PLATFORM],
    ];
    for (const [person, scenes] of turns) {
      const page = await open(browser, url);
      await scanLogIn(url, browser, page, person);
      await take(page, scenes(new URL(page.url()).pathname));
      await page.close();
    }
  } finally {
    await stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
