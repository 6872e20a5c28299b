import { type ConsoleStage, openConsole } from './support/console';

describe('logging in on the PC', () => {
  let stage: ConsoleStage;
  beforeAll(async () => {
    stage = await openConsole();
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);

  test('an admin scans, confirms on the phone, works, and logs out', async () => {
    const admin = await stage.world.person('林晓').register();
    const organization = await stage.world.organization({ admin });
    const page = await stage.logIn(admin, `/organization/${organization.id}/members`);
    await page.getByRole('heading', { name: '成员' }).waitFor();
    await page.getByRole('row', { name: /林晓/ }).press('Enter');
    await page.locator('.t-drawer').getByText('管理员', { exact: true }).waitFor();
    await page.getByRole('button', { name: '关闭' }).click();
    await page.locator('.t-drawer--open').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /林晓/ }).click();
    await page.getByText('退出登录').click();
    await page.goto(`/organization/${organization.id}/members`);
    await page.getByText('微信扫码登录').waitFor();
    expect(stage.complaints).toEqual([]);
  }, 60_000);

  test('who manages nothing finds the activities they lead, the teams they may claim, and the way out', async () => {
    const page = await stage.logIn(await stage.world.person('周雨桐').register());
    await page.getByText('您还不是任何组织的管理员').waitFor();
    for (const name of ['我负责的活动', '认领原系统队伍']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name }).waitFor();
      await page.goto('/workplaces');
    }
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
  }, 60_000);

  test('cancelling on the phone leaves the browser outside, with the way to try again', async () => {
    const person = await stage.world.person('王秋月').register();
    const page = await stage.visit('/log-in');
    await page.getByAltText('登录二维码').waitFor();
    const phone = await stage.scan(person, stage.world.desk.control.newestSceneCode()!);
    await phone.getByRole('button', { name: /取消/ }).click();
    await phone.getByText('已取消登录').waitFor();
    await page.getByText('手机上取消了这次登录').waitFor();
    await page.getByRole('button', { name: '刷新二维码' }).click();
    await page.getByText('打开微信，扫一扫').waitFor();
  }, 60_000);
});
