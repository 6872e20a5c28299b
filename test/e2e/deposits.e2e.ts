import type { Page } from 'playwright-core';
import { Payment } from '../../server/payments';
import { draftActivity } from '../support/activity';
import type { Person } from '../support/person';
import { type ConsoleStage, openConsole } from './support/console';
import { picture } from './support/picture';

const FEN = 2_000;

/** Refundable deposits at the PC: asked for in the plan, seen in the list, and seen to when they could not go back. */
describe('deposits at the PC', () => {
  let stage: ConsoleStage;
  let admin: Person;
  let organization: { id: string };
  let base: string;
  let page: Page;
  beforeAll(async () => {
    stage = await openConsole();
    admin = await stage.world.person('林晓').register();
    organization = await stage.world.organization({ admin });
    base = `/organization/${organization.id}/activities`;
    page = await stage.logIn(admin);
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints).toEqual([]));

  const stateOf = async (signUpId: string) => {
    await stage.world.settle();
    return (await stage.world.database.manager.findOneByOrFail(Payment, { signUpId })).state;
  };

  test('are asked for in the plan, up to what policy allows, and of nobody who is invited', async () => {
    const id = await draftActivity(stage.world, { organization, admin });
    await page.goto(`${base}/${id}/edit`);
    const field = page.locator('.deposit input');
    await page.getByText(/最多 50 元/).waitFor();
    await field.fill('60');
    await page.getByRole('button', { name: '写完并预览' }).click();
    await page.locator('.t-is-error').getByText('押金最多 50 元，请修改。').waitFor();
    expect((await admin.get(`/api/organizer/activities/${id}`)).expect(200).depositFen).toBeNull();
    await field.fill('20');
    await picture(page, 'deposit-field');
    await page.getByRole('button', { name: '写完并预览' }).click();
    await page.getByText('¥20，全额退回').waitFor();
    expect((await admin.get(`/api/organizer/activities/${id}`)).expect(200).depositFen).toBe(FEN);
  }, 60_000);

  test('that could not go back are said in the list, and go back when the platform has seen to it', async () => {
    const { world } = stage;
    const id = await world.activity({ organization, admin, form: { depositFen: FEN } });
    const person = await world.person('王小明').register();
    const form = { riskAcknowledged: true };
    const signUp = (await person.post(`/api/volunteer/activities/${id}/signups`, form)).expect(201);
    const order = await person.post(`/api/volunteer/signups/${signUp.id}/deposit/payment`);
    world.desk.control.pay(person.id, order.expect(200));
    expect(await stateOf(signUp.id)).toBe('PAID');
    await page.goto(`${base}/${id}/signups`);
    await page.getByRole('row', { name: /王小明/ }).press('Enter');
    await page.getByText('¥20 · 已支付').waitFor();
    expect(await page.getByText('押金异常').count()).toBe(0);

    world.desk.control.switchPayFault('merchant-not-enough', true);
    const why = { reason: '临时有事' };
    (await person.post(`/api/volunteer/signups/${signUp.id}/cancellation`, why)).expect(200);
    expect(await stateOf(signUp.id)).toBe('ABNORMAL');
    await page.reload();
    await page.getByText('押金异常：1 笔没能退回。').waitFor();
    await page.getByText(/王小明（¥20）.*组织不用垫付/).waitFor();
    await page.getByRole('row', { name: /王小明/ }).press('Enter');
    await page.getByText('¥20 · 退款异常，平台处理中').waitFor();
    await page.keyboard.press('Escape');
    await picture(page, 'signups-abnormal');

    const staff = await stage.logIn(await world.platformAdmin(), '/platform/deposits');
    const row = staff.getByRole('row', { name: /商户账户余额不足/ });
    await row.waitFor();
    await picture(staff, 'platform-abnormal');
    const again = async () => {
      await row.getByRole('button', { name: '再次退回' }).click();
      await staff.getByRole('button', { name: '确定' }).click();
      await staff.getByText('已再次请求退款').first().waitFor();
    };
    // Still not enough: it stays where it is, and nothing is lost.
    await again();
    expect(await stateOf(signUp.id)).toBe('ABNORMAL');
    world.desk.control.clearFaults();
    await staff.reload();
    await again();
    expect(await stateOf(signUp.id)).toBe('REFUNDED');
    await staff.reload();
    await staff.getByText('没有退不回去的押金。').waitFor();
    await staff.context().close();
    await page.reload();
    await page.getByRole('row', { name: /王小明/ }).waitFor();
    expect(await page.getByText('押金异常').count()).toBe(0);
  }, 90_000);
});
