import type { Page } from 'playwright-core';
import { WAITING_PAST } from '../../desk/demo/demo-past';
import { at, Stage } from '../service-hours/stage';
import { type DeskPerson, logInOnDesk } from '../support/desk-person';
import { syntheticPhoto } from '../support/photo';
import { type ConsoleStage, openConsole } from './support/console';
import { type DeskStage, openDesk } from './support/desk';
import { wheels } from './support/organizer-journey';
import { picture } from './support/picture';

const STEP_MS = 120_000;
const [HOUR, DAY] = [3_600_000, 86_400_000];
const TITLE = '乡村科普大篷车';

describe('an activity that was not published, on the phone', () => {
  let stage: DeskStage;
  let officer: DeskPerson;
  beforeAll(async () => {
    stage = await openDesk();
    officer = await logInOnDesk(stage.url, 'demo-officer');
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints ?? []).toEqual([]));

  const tap: DeskStage['tap'] = (...what) => stage.tap(...what);
  const seen: DeskStage['seen'] = (...what) => stage.seen(...what);
  const labelled = (label: string) => stage.inside('左').getByLabel(label).filter({ visible: true }).first();
  /** In the list of what was entered: what is said of one. */
  const standing = (title: string, words: string) =>
    stage
      .inside('左')
      .locator('[role="link"]', { hasText: title })
      .getByText(words)
      .filter({ visible: true })
      .waitFor();
  const moment = async (field: string, { day, time }: ReturnType<typeof wheels>) => {
    await stage.turn('左', `${field}，日期`, ...day);
    await stage.turn('左', `${field}，时间`, ...time);
  };
  const addPhoto = async (colour: string) => {
    const chosen = stage.page.waitForEvent('filechooser');
    await tap('左', '拍照或从相册选');
    const buffer = await syntheticPhoto(colour);
    await (await chosen).setFiles([{ name: 'sheet.jpg', mimeType: 'image/jpeg', buffer }]);
  };

  test(
    'is entered in four steps: its place on the map, its people by name, its proof',
    async () => {
      const { now } = await officer.get('/api/simulation/clock');
      const midnight = Math.floor((Date.parse(now) + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
      await stage.go('左：工作台');
      await tap('左', '补录');
      // What the demonstration has left: one that waits, and one whose hours count.
      await standing(WAITING_PAST.title, '待科协审核');
      await standing('暴雨过后的防疫消杀宣讲', '已通过');
      await tap('左', '补录一次活动');
      await stage.type('左', '活动名称', TITLE);
      await stage.turn('左', '服务类别', '科普类');
      await stage.type('左', '做了什么', '到三个村讲防灾减灾，带孩子们做避震演练。');
      await stage.type('左', '为什么没有事先发布', '临时应村里邀请，来不及发布。');
      await tap('左', '下一步');
      await moment('开始时间', wheels(midnight - 12 * DAY + 9 * HOUR));
      await moment('结束时间', wheels(midnight - 12 * DAY + 11 * HOUR));
      await tap('左', '选择省、市、区县');
      await tap('左', '北京市');
      await tap('左', '朝阳区');
      await tap('左', '在地图上选点，可以不选');
      await tap('左', '同意');
      await stage.phone('左').getByRole('button', { name: '朝阳区科技馆' }).click();
      await seen('左', '已在地图上选点');
      await tap('左', '下一步');
      await tap('左', '添加成员');
      await stage.inside('左').getByPlaceholder('姓名，或完整的志愿者编号').fill('思远');
      await labelled('林晓').waitFor({ state: 'detached' });
      await labelled('陈思远').click();
      await tap('左', '添加 1 人');
      await seen('左', '全程 · ');
      await tap('左', '下一步');
      await addPhoto('#1F63E0');
      await seen('左', '第 1 份 · 照片');
      await tap('左', '提交给上级科协审核');
      await standing(TITLE, '待科协审核');
      await standing(TITLE, '1 人 · 2 小时');
    },
    STEP_MS,
  );

  test(
    'returned, it is corrected with its proof kept; withdrawn, it is handed in again',
    async () => {
      const waiting: { id: string; version: number; title: string }[] = (
        await officer.get('/api/unit/past-activities')
      ).items;
      const { id, version } = waiting.find(({ title }) => title === TITLE)!;
      const verdict = { decision: 'RETURN', version, reason: '请补上第三个村的照片。' };
      await officer.post(`/api/unit/past-activities/${id}/review`, verdict);
      await stage.go('左：工作台');
      await tap('左', '退回修改的补录');
      await seen('左', '审核意见：请补上第三个村的照片。');
      await tap('左', TITLE);
      await tap('左', '修改后重新提交');
      for (const step of ['2/4', '3/4', '4/4']) {
        await tap('左', '下一步');
        await seen('左', step);
      }
      await labelled('查看证明第 1 份 · 照片').click();
      await stage.inside('左').locator('.phone-pictures img').first().waitFor();
      await stage.inside('左').locator('.phone-pictures').first().click();
      await addPhoto('#00A870');
      await seen('左', '第 2 份 · 照片');
      await tap('左', '提交给上级科协审核');
      await seen('左', '待科协审核');

      await tap('左', '撤回');
      await stage.inside('左').getByRole('dialog').getByText('撤回', { exact: true }).last().click();
      await seen('左', '已撤回');
      await tap('左', '修改后重新提交');
      for (const step of ['2/4', '3/4', '4/4']) {
        await tap('左', '下一步');
        await seen('左', step);
      }
      await seen('左', '第 2 份 · 照片');
      await tap('左', '提交给上级科协审核');
      await seen('左', '待科协审核');
    },
    STEP_MS,
  );

  test(
    'the county approves it on the phone, and the volunteer reads the hours in 我的时长',
    async () => {
      await stage.give('左', '赵建明 · 朝阳区科协');
      await stage.go('左：工作台');
      await tap('左', '科协审核 · 补录的活动');
      await tap('左', TITLE);
      await seen('左', '第 2 份 · 照片');
      await tap('左', '通过');
      await seen('左', '已通过，时长开始公示');

      await stage.give('右', '陈思远 · 志愿者');
      await stage.go('右：看活动');
      await tap('右', '我的');
      await tap('右', '我的时长');
      await seen('右', TITLE);
      const record = stage.inside('右').locator('[role="link"]').filter({ hasText: TITLE });
      await record.getByText(/ · 补录$/).waitFor();
      await record.getByText('公示中', { exact: true }).waitFor();
    },
    STEP_MS,
  );
});

/** The first request that writes there reaches the server and its answer is lost. @returns the bodies of all of them */
async function losingOneAnswer(page: Page, glob: string): Promise<{ key: string }[]> {
  const sent: { key: string }[] = [];
  await page.route(glob, async (route) => {
    if (route.request().method() === 'GET') return route.continue();
    if (sent.push(route.request().postDataJSON()) > 1) return route.continue();
    expect((await route.fetch()).ok()).toBe(true);
    return route.abort();
  });
  return sent;
}

const expectSentAgain = (sent: { key: string }[]) => {
  expect(sent).toHaveLength(2);
  expect(sent[0]?.key).toMatch(/^[a-z0-9]{16,32}$/);
  expect(sent[1]).toEqual(sent[0]);
};

describe('an activity that was not published, on the PC', () => {
  let console: ConsoleStage;
  let stage: Stage;
  beforeAll(async () => {
    console = await openConsole();
    stage = await Stage.open(console.world);
  }, 150_000);
  afterAll(() => console?.stop(), 60_000);

  test(
    'people are picked by name, it is withdrawn, corrected with its proof kept, and approved',
    async () => {
      const { world } = console;
      const member = await world.person('欧阳明月').register();
      const join = `/api/volunteer/organizations/${stage.organization.id}/memberships`;
      (await member.post(join)).expect(201);
      world.clock.set(new Date());
      const office = `/organization/${stage.organization.id}/past-activities`;
      const page = await console.logIn(stage.admin, office);
      const officer = await world.officer('110105');
      const unit = await console.logIn(officer, '/unit/past-activities');
      const field = (label: string) => page.locator('.t-form__item', { hasText: label }).first();
      const time = async (label: string, value: string) => {
        const input = field(label).locator('input');
        await input.fill(value);
        await input.press('Enter');
      };
      world.clock.set(at('12:00', '2026-11-28'));
      await page.getByRole('button', { name: '补录一次活动' }).click();
      await field('活动名称').locator('input').fill(TITLE);
      await field('类别').locator('input').click();
      await page.locator('.t-select-option', { hasText: '科普类' }).click();
      await time('开始时间', '2026-11-23 09:00');
      await time('结束时间', '2026-11-23 11:30');
      await field('地区').locator('input').click();
      await page.locator('.t-cascader__item', { hasText: '北京市' }).first().click();
      await page.locator('.t-cascader__item', { hasText: '朝阳区' }).first().click();
      await field('地点').locator('input').fill('黑庄户乡文化站');
      await page.getByLabel('坐标', { exact: true }).fill('39.8563');
      await field('做了什么').locator('textarea').fill('到三个村讲防灾减灾。');
      await field('为什么没有事先发布').locator('textarea').fill('临时应村里邀请，来不及发布。');
      await page.getByLabel('志愿者', { exact: true }).fill('明月');
      await page.locator('.t-select-option', { hasText: '欧阳明月' }).click();
      await page.getByLabel('上传证明').setInputFiles({
        ...{ name: '签到表.jpg', mimeType: 'image/jpeg', buffer: await syntheticPhoto() },
      });
      await page.getByText('签到表.jpg').waitFor();
      const submit = page.getByRole('button', { name: '提交给上级科协审核' });
      await submit.click();
      // What is no point is said before anything is sent.
      await page.getByText('请粘贴坐标').waitFor();
      await page.getByLabel('坐标', { exact: true }).fill('39.8563,116.5838');
      await picture(page, 'past-entry');
      const entered = await losingOneAnswer(page, '**/past-activities');
      await submit.click();
      await page.getByText('没有连上服务器').waitFor();
      await submit.click();
      await page.getByText('待科协审核').waitFor();
      const listed = `/api/organizer/organizations/${stage.organization.id}/past-activities`;
      expect((await stage.admin.get(listed)).expect(200).items).toHaveLength(1);
      expectSentAgain(entered);

      await unit.reload();
      await unit.getByText(TITLE).click();
      await page.getByText(TITLE).first().click();
      await picture(page, 'past-opened');
      const withdrawn = await losingOneAnswer(page, '**/withdrawal');
      const withdraw = async () => {
        await page.getByRole('button', { name: '撤回' }).click();
        const sure = page.locator('.t-popconfirm').getByRole('button', { name: '确定' });
        await sure.click();
        await sure.waitFor({ state: 'hidden' });
      };
      await withdraw();
      await page.getByText('没有连上服务器').waitFor();
      await withdraw();
      await page.getByText('已撤回', { exact: true }).waitFor();
      expectSentAgain(withdrawn);
      await page.getByText(TITLE).first().click();
      await page.getByRole('button', { name: '修改后重新提交' }).click();
      await page.getByText('已上传的第 1 份').waitFor();
      const chosen = page.getByLabel('志愿者', { exact: true });
      await chosen.and(page.locator('input')).waitFor();
      expect(await chosen.inputValue()).toContain('欧阳明月');
      await page.getByPlaceholder('开始，不填为活动时间').waitFor();
      expect(await field('地区').locator('input').inputValue()).toContain('朝阳区');
      const until = page.getByPlaceholder('结束，不填为活动时间');
      await until.fill('2026-11-23 10:30');
      await until.press('Enter');
      await picture(page, 'past-again');
      const corrected = await losingOneAnswer(page, '**/past-activities/*');
      await submit.click();
      await page.locator('form').getByText('没有连上服务器').waitFor();
      await submit.click();
      await page.getByText('待科协审核').waitFor();
      expectSentAgain(corrected);

      // The officer still has what was handed in first before them.
      await unit.getByRole('button', { name: '通过', exact: true }).click();
      await unit.getByText('在您打开之后修改过').waitFor();
      await unit.reload();
      await unit.getByText(TITLE).click();
      await unit.getByText('1.50 小时').waitFor();
      await picture(unit, 'past-review');
      await unit.getByRole('button', { name: '通过', exact: true }).click();
      await unit.getByText('没有等您审核的补录。').waitFor();
      const { records } = (await member.get('/api/volunteer/hours')).expect(200);
      expect(records.items).toMatchObject([{ activityTitle: TITLE, source: 'RETROACTIVE', minutes: 90 }]);
      expect(console.complaints).toEqual([]);
    },
    STEP_MS,
  );
});
