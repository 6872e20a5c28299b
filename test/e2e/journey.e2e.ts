import { logInOnDesk, publishOnDesk } from '../support/desk-person';
import { type DeskStage, openDesk } from './support/desk';
import { organizerJourney } from './support/organizer-journey';

const STEP_MS = 120_000;

/**
 * A newcomer from stranger to member on the right phone, and the organizer's share of it on the left: with an
 * interruption, impatient fingers, a session that ends, a slow answer and a refusal on the way.
 */
describe('a newcomer and an organizer', () => {
  let stage: DeskStage;
  let page: DeskStage['page'];
  let phone: DeskStage['phone'];
  let inside: DeskStage['inside'];
  let go: DeskStage['go'];
  let times: DeskStage['times'];

  beforeAll(async () => {
    stage = await openDesk();
    ({ page, phone, inside, go, times } = stage);
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints ?? []).toEqual([]));

  test(
    'who is not registered learns so before the button, and is led to registering',
    async () => {
      await go('换一位新朋友');
      await page.locator('.document-number code').waitFor();
      await go('右：看活动');
      await inside('右').getByText('气球火箭').first().click();
      await inside('右').getByText('去注册').click();
      await inside('右').getByText('我已阅读并同意注册协议').waitFor();
    },
    STEP_MS,
  );

  test(
    'registration survives leaving, and two taps register once',
    async () => {
      const number = (await page.locator('.document-number code').textContent()) ?? '';
      await inside('右').getByText('我已阅读并同意注册协议').click();
      for (const consent of await inside('右').locator('[id^="consent-"]').all()) await consent.click();
      await inside('右').getByText('同意并继续').click();
      await inside('右').getByText('微信一键确认').click();
      // WeChat's privacy guide comes before its own question.
      const agree = inside('右').getByText('同意', { exact: true });
      const allow = phone('右').getByRole('button', { name: '允许' });
      await agree.or(allow).first().waitFor();
      if (await agree.isVisible()) await agree.click();
      await allow.click();
      await inside('右').locator('#name input').fill('方小禾');

      await go('打开注册');
      await inside('右').getByText('已回到上次的进度').waitFor();
      expect(await inside('右').locator('#name input').inputValue()).toBe('方小禾');
      // What is secret was not kept.
      expect(await inside('右').locator('#document-number input').inputValue()).toBe('');
      await inside('右')
        .locator('#document-number input')
        .fill(`${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`);
      await inside('右').getByText('校验位不对').waitFor();
      await inside('右').locator('#document-number input').fill(number);
      await inside('右').getByText('下一步').click();

      await inside('右').locator('#area').click();
      await inside('右').getByText('北京市', { exact: true }).click();
      await inside('右').getByText('朝阳区', { exact: true }).click();
      await stage.rest();
      // So slow a double tap that the answer comes in between.
      await inside('右').getByText('提交注册').dblclick({ delay: 100 });
      await inside('右').getByText('欢迎成为科技志愿者').waitFor();
      expect(times('POST /api/volunteer/registration')).toBe(1);
    },
    STEP_MS,
  );

  test(
    'asks to join; the organizer finds it in the to-dos and approves',
    async () => {
      await inside('右').getByText('申请', { exact: true }).first().click();
      await inside('右').getByText('已申请').first().waitFor();
      await go('左：工作台');
      await inside('左').getByText('入会申请').click();
      const applicant = inside('左').locator('.item', { hasText: '方' });
      await inside('左').getByText('同意加入').first().waitFor();
      expect(await applicant.count()).toBeLessThanOrEqual(2);
      for (const left of [1, 0]) {
        await stage.tap('左', '同意加入');
        await inside('左').getByText('同意加入').nth(left).waitFor({ state: 'detached' });
      }
      await inside('左').getByText('没有等待审核的入会申请').waitFor();
    },
    STEP_MS,
  );

  test(
    'what changed between the view and the tap is said in the server’s words, and the page shows it',
    async () => {
      const { url } = stage;
      const helper = await logInOnDesk(url, 'demo-volunteer');
      const organizer = await logInOnDesk(url, 'demo-organizer');
      const [full, cancelled] = [
        await publishOnDesk(url, '最后一个名额'),
        await publishOnDesk(url, '停办的讲座'),
      ];
      const changes: [string, () => Promise<unknown>, RegExp, string][] = [
        [
          '最后一个名额',
          () => helper.post(`/api/volunteer/activities/${full}/signups`, { riskAcknowledged: true }),
          /报名没有成功：名额/,
          '加入候补',
        ],
        [
          '停办的讲座',
          () => organizer.post(`/api/organizer/activities/${cancelled}/cancellation`, { reason: '讲师生病' }),
          /没有在招募/,
          '讲师生病',
        ],
      ];
      for (const [title, change, words, shown] of changes) {
        await go('右：看活动');
        await inside('右').getByText(title).first().click();
        await inside('右').getByText('我要报名').click();
        await inside('右').getByText('我已阅读并了解').click();
        await change();
        await inside('右').locator('#confirm').click();
        await phone('右').getByRole('button', { name: '允许' }).click();
        const told = inside('右').getByRole('dialog').filter({ hasText: '知道了' });
        expect(await told.textContent()).toMatch(words);
        await told.getByText('知道了').click();
        await inside('右').getByText(shown).first().waitFor();
        expect(await inside('右').getByText('我要报名').filter({ visible: true }).count()).toBe(0);
      }
    },
    STEP_MS,
  );

  test(
    'a session that has ended is renewed without a word',
    async () => {
      // As after logging out on another device: the phone still holds a token that the server no longer knows.
      await page.evaluate(`(async () => {
        for (const key of Object.keys(localStorage).filter((each) => /fresh-.*:session[.]token$/.test(each))) {
          const { data } = JSON.parse(localStorage.getItem(key));
          await fetch('/api/volunteer/session', { method: 'DELETE', headers: { authorization: 'Bearer ' + data } });
        }
      })()`);
      const before = times('POST /api/public/sessions');
      await go('右：报名');
      await inside('右').getByText('还没有').first().waitFor();
      expect(times('POST /api/public/sessions')).toBe(before + 1);
    },
    STEP_MS,
  );

  test(
    'a slow answer shows what will come, and then comes',
    async () => {
      await page.route('**/api/public/recaps?*', async (route) => {
        await new Promise((done) => setTimeout(done, 2_000));
        await route.continue();
      });
      await go('右：活动风采');
      await inside('右').getByLabel('正在加载').waitFor();
      await inside('右').getByText('两位志愿者陪').first().waitFor();
      await page.unroute('**/api/public/recaps?*');
    },
    STEP_MS,
  );

  test(
    'an answer that never comes is given up, and asking again brings it',
    async () => {
      await page.route('**/api/public/recaps?*', () => {});
      await go('右：看活动');
      await go('右：活动风采');
      await inside('右').getByText('没有等到回应').first().waitFor();
      await page.unroute('**/api/public/recaps?*');
      await inside('右').getByText('重试', { exact: true }).first().click();
      await inside('右').getByText('两位志愿者陪').first().waitFor();
    },
    STEP_MS,
  );

  test(
    'the poster of a recap goes into the album',
    async () => {
      await inside('右').getByText('两位志愿者陪').first().click();
      await inside('右').getByText('海报', { exact: true }).first().click();
      await inside('右').getByLabel('海报预览').waitFor();
      const saved = page.waitForEvent('download');
      await inside('右').getByText('保存到相册', { exact: true }).click();
      expect((await saved).suggestedFilename()).toBe('图片.png');
    },
    STEP_MS,
  );

  test(
    'a deposit is paid on the sheet, and comes back when its owner cancels',
    async () => {
      await go('右：看活动');
      await inside('右').getByText('奥森植物').first().click();
      await inside('右').getByText('报名并支付押金').click();
      await inside('右').getByText('我已阅读并了解').click();
      await inside('右').locator('#confirm').click();
      await phone('右').getByRole('button', { name: '允许' }).click();
      const sheet = phone('右').getByRole('dialog', { name: '模拟微信支付' });
      await sheet.getByText('¥20.00').waitFor();
      await sheet.getByRole('button', { name: '取消' }).click();
      await inside('右').getByText('还剩 30 分钟').waitFor();
      await stage.rest();
      await inside('右').locator('#primary', { hasText: '支付押金' }).click();
      await sheet.getByRole('button', { name: '模拟支付' }).click();
      await inside('右').getByText('您已报名，请准时参加').waitFor();

      await go('右：报名');
      await inside('右').getByText('押金 ¥20 · 已支付').waitFor();
      await inside('右').locator('[id^="cancel-"]').first().click();
      await inside('右').getByText('押金会马上全额退回').waitFor();
      await inside('右').getByText('临时有事').click();
      await inside('右').getByText('取消报名', { exact: true }).last().click();
      await phone('右').locator('.sheet-banner', { hasText: '退款到账' }).waitFor();
      await go('右：报名');
      await inside('右').getByText('押金 ¥20 · 已退回').waitFor();
    },
    STEP_MS,
  );

  describe('the organizer’s journey', () => organizerJourney(() => stage));
});
