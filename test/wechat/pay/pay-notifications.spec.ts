import Koa from 'koa';
import { SIMULATED_MERCHANT } from '../../../config/simulated-merchant';
import { MINI_PROGRAM, OFFICIAL_ACCOUNT } from '../../../desk/accounts';
import { type Desk, type PayForgery, startDesk } from '../../../desk/wire';
import { type Listener, listen } from '../../../server/platform/http';
import type { PayNotice, WechatPay } from '../../../server/wechat';
import { callbackRoutes, PAY_NOTIFICATIONS } from '../../../server/wechat/callback.routes';
import { testGateway } from '../support/gateway';

const { publicKeyId, publicKey, ...merchant } = SIMULATED_MERCHANT;

/** The simulated WeChat Pay reports to the product's address over HTTP, properly and in every wrong way. */
describe('notifications of WeChat Pay', () => {
  let desk: Desk;
  let product: Listener;
  let pay: WechatPay;
  let lines: string[];
  let taken: PayNotice[];
  let failures = 0;
  let orders = 0;
  beforeAll(async () => {
    desk = await startDesk();
    const gateway = testGateway(desk.url, {
      config: {
        miniProgram: MINI_PROGRAM,
        officialAccount: OFFICIAL_ACCOUNT,
        timeoutMs: 8_000,
        pay: { ...merchant, publicKey: { id: publicKeyId, pem: publicKey } },
      } as never,
    });
    pay = gateway.wechat.pay!;
    lines = gateway.lines;
    pay.notifications.handle(async (notice) => {
      if (failures-- > 0) throw new Error('the database is away');
      taken.push(notice);
    });
    const app = new Koa();
    app.use(callbackRoutes({ ...gateway.wechat, pay } as never).routes());
    product = await listen(app, '127.0.0.1', 0);
    desk.control.setPushTargets({ pay: product.url + PAY_NOTIFICATIONS });
  });
  beforeEach(() => {
    taken = [];
    failures = 0;
  });
  afterAll(async () => {
    await desk.stop();
    await product.stop();
  });

  const order = async () => {
    orders += 1;
    const outTradeNo = `DNOTICE${orders}`;
    const { mpOpenid: openid } = desk.control.putPerson({ id: 'payer', nickname: '付款人' });
    const payUntil = new Date(Date.now() + 900_000);
    const params = await pay.prepay({
      ...{ outTradeNo, description: '活动保证金', amountFen: 2000, openid, payUntil },
    });
    return { outTradeNo, params };
  };

  it('reach their handler: a payment and its refund', async () => {
    const { outTradeNo, params } = await order();
    desk.control.pay('payer', params);
    await desk.control.settle();
    await pay.refund({ outTradeNo, outRefundNo: `R${outTradeNo}`, reason: '已参加', amountFen: 2000 });
    await desk.control.settle();
    expect(taken).toMatchObject([
      { kind: 'transaction', transaction: { outTradeNo, state: 'SUCCESS', amountFen: 2000 } },
      { kind: 'refund', refund: { outTradeNo, state: 'SUCCESS', refundFen: 2000 } },
    ]);
  });

  it('come again when they could not be handled', async () => {
    failures = 1;
    const { outTradeNo, params } = await order();
    desk.control.pay('payer', params);
    await desk.control.settle();
    expect(taken).toMatchObject([{ transaction: { outTradeNo } }]);
  });

  it.each([
    ...['signature', 'stale', 'probe', 'tampered', 'unsigned', 'unknown-serial'],
    ...['foreign-merchant', 'foreign-app'],
  ] as PayForgery[])('reach nobody when they are wrong: %s', async (forgery) => {
    const { outTradeNo } = await order();
    expect(await desk.control.forgePayment(outTradeNo, forgery)).toBe(401);
    expect(taken).toEqual([]);
  });

  it('are refused when they are no notifications, and too large ones are not read', async () => {
    for (const body of ['', '{}', 'x'.repeat(70_000)]) {
      const signal = AbortSignal.timeout(8_000);
      const answer = await fetch(product.url + PAY_NOTIFICATIONS, { method: 'POST', body, signal });
      expect(answer.status).toBe(401);
    }
    expect(taken).toEqual([]);
    expect(lines.join('\n')).not.toContain(merchant.apiV3Key);
  });
});
