import { type DeskStage, openDesk } from './support/desk';

/** `npm start`, seen by somebody who opened the printed address. */
describe('WeChat on the desk', () => {
  let stage: DeskStage;
  let phone: DeskStage['phone'];
  let inside: DeskStage['inside'];
  let go: DeskStage['go'];

  beforeAll(async () => {
    stage = await openDesk();
    ({ phone, inside, go } = stage);
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints ?? []).toEqual([]));

  test('a volunteer opens the mini-program, sees the activity and signs up; WeChat tells the outcome', async () => {
    await phone('右').getByLabel('谁的手机').selectOption({ label: '王秋月 · 志愿者' });
    await phone('右').getByText('小程序 · 点开即用').click();
    await inside('右').getByText('银发数字课堂').first().click();
    await inside('右').getByText('我要报名').click();
    await inside('右').getByText('我已阅读并了解').click();
    await inside('右').locator('#confirm').click();
    await phone('右').getByRole('button', { name: '允许' }).click();
    await inside('右').locator('#primary', { hasText: '查看我的报名' }).waitFor();
    await phone('右').locator('.sheet-banner', { hasText: '报名结果通知' }).waitFor();
  }, 90_000);

  test('a notice sent on one phone arrives on the other', async () => {
    await go('左：工作台');
    await inside('左').getByText('通知', { exact: true }).click();
    await inside('左').getByText('写通知').click();
    await inside('左').locator('input:visible').first().fill('集合时间有变');
    await inside('左').locator('textarea:visible').first().fill('改为下午一点半在科技馆正门集合。');
    await inside('左').getByText('发布通知').last().click();
    await inside('左').getByText('发布', { exact: true }).click();
    const banner = phone('右').locator('.sheet-banner', { hasText: '集合时间有变' });
    await banner.click();
    await phone('右').locator('.wc-card', { hasText: '集合时间有变' }).waitFor();
  }, 90_000);

  test('the code on one phone is scanned by the other once the clock says so', async () => {
    await go('拨到开始前');
    await go('左：活动');
    await inside('左').getByText('银发数字课堂').first().click();
    await inside('左').getByText('签到码').first().click();
    await inside('左').locator('canvas').waitFor();
    await go('右：报名');
    await inside('右').getByText('签到 · 签退').first().click();
    await inside('右').getByText('扫码签到', { exact: true }).click();
    await phone('右').getByRole('button', { name: '扫另一部手机上的码' }).click();
    await inside('右').getByText('已签到', { exact: true }).waitFor();
  }, 90_000);

  test('what is shared with Moments opens alone on the other phone, without log-in', async () => {
    await go('右：活动风采');
    await inside('右').getByText('两位志愿者陪').first().click();
    await inside('右').getByText('受益群众').waitFor();
    await inside('右').getByRole('button', { name: '更多' }).click();
    await inside('右').getByText('分享到朋友圈').click();
    await inside('左').getByRole('button', { name: '关闭' }).click();
    await phone('左').getByRole('button', { name: '发现' }).click();
    await phone('左').getByText('朋友圈').click();
    await phone('左').locator('.wc-moments article', { hasText: '王秋月' }).locator('.wc-shared').click();
    await inside('左').getByText('受益群众').waitFor();
    await inside('左').getByText('前往小程序').waitFor();
  }, 90_000);

  test('a phone without a network says so and goes on once it is back', async () => {
    await phone('右').getByLabel('断网').check();
    await go('右：看活动');
    await inside('右').getByText('没有连上网络').first().waitFor();
    await phone('右').getByLabel('断网').uncheck();
    await inside('右').getByText('重试', { exact: true }).first().click();
    await inside('右').getByText('气球火箭').first().waitFor();
  }, 90_000);
});
