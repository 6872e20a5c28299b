import type { PayConfig } from '../../../config/config';
import { SIMULATED_MERCHANT } from '../../../config/simulated-merchant';
import { MINI_PROGRAM, OFFICIAL_ACCOUNT } from '../../../desk/accounts';
import { type Desk, startDesk } from '../../../desk/wire';
import type { WechatPay } from '../../../server/wechat';
import { testGateway } from '../support/gateway';

const MINUTE = 60_000;
const { publicKeyId, publicKey, ...merchant } = SIMULATED_MERCHANT;
const BOTH: Record<string, PayConfig> = {
  微信支付公钥: { ...merchant, publicKey: { id: publicKeyId, pem: publicKey } },
  平台证书: { ...merchant, publicKey: undefined },
};

describe.each(Object.keys(BOTH))('WeChat Pay as the gateway meets it, with %s', (name) => {
  let desk: Desk;
  let pay: WechatPay;
  let lines: string[];
  let openid: string;
  let orders = 0;
  beforeAll(async () => {
    desk = await startDesk();
    openid = desk.control.putPerson({ id: 'payer', nickname: '付款人' }).mpOpenid;
    const accounts = { miniProgram: MINI_PROGRAM, officialAccount: OFFICIAL_ACCOUNT } as never as object;
    const gateway = testGateway(desk.url, { config: { ...accounts, timeoutMs: 8_000, pay: BOTH[name] } });
    pay = gateway.wechat.pay!;
    lines = gateway.lines;
  });
  afterEach(() => desk.control.clearFaults());
  afterAll(() => desk.stop());

  const order = (more: object = {}) => {
    orders += 1;
    const payUntil = new Date(Date.now() + 15 * MINUTE);
    return {
      outTradeNo: `DTEST${orders}`,
      description: '活动保证金',
      amountFen: 2000,
      openid,
      payUntil,
      ...more,
    };
  };
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => error.payCode ?? error.code,
    );

  it('orders, is paid, returns the money, and asks about everything', async () => {
    const wanted = order();
    expect(await pay.findTransaction(wanted.outTradeNo)).toBeUndefined();
    const params = await pay.prepay(wanted);
    expect(desk.control.paymentSheet('payer', params)).toMatchObject({
      totalFen: 2000,
      description: '活动保证金',
    });
    expect(await pay.findTransaction(wanted.outTradeNo)).toMatchObject({ state: 'NOTPAY', amountFen: null });
    // The same order again is the same order, with a sheet of its own.
    desk.control.pay('payer', await pay.prepay(wanted));
    expect(await code(pay.prepay(wanted))).toBe('ORDERPAID');
    expect(await code(pay.close(wanted.outTradeNo))).toBe('ORDERPAID');
    expect(await pay.findTransaction(wanted.outTradeNo)).toMatchObject({
      state: 'SUCCESS',
      amountFen: 2000,
      paidAt: expect.any(Date),
    });
    const { outTradeNo } = wanted;
    const refund = { outTradeNo, outRefundNo: `R${outTradeNo}`, reason: '已参加', amountFen: 2000 };
    expect(await pay.findRefund(refund.outRefundNo)).toBeUndefined();
    expect(await pay.refund(refund)).toMatchObject({ state: 'PROCESSING', refundFen: 2000 });
    expect(await pay.refund(refund)).toMatchObject({ state: 'SUCCESS' });
    expect(await pay.findRefund(refund.outRefundNo)).toMatchObject({ state: 'SUCCESS', outTradeNo });
    expect(await code(pay.refund({ ...refund, outRefundNo: 'ANOTHER' }))).toBe('INVALID_REQUEST');
    expect(desk.control.payments().refunds).toHaveLength(1);
  });

  it('closes what nobody paid, for good', async () => {
    const wanted = order();
    const params = await pay.prepay(wanted);
    await pay.close(wanted.outTradeNo);
    expect(() => desk.control.pay('payer', params)).toThrow('已关闭');
    expect(await code(pay.prepay(wanted))).toBe('ORDER_CLOSED');
    expect(await code(pay.close('DNEVER1'))).toBe('ORDER_NOT_EXIST');
  });

  it('refuses a sheet that the merchant did not sign, or that is not this person’s', async () => {
    const params = await pay.prepay(order());
    expect(() => desk.control.paymentSheet('payer', { ...params, timeStamp: '1' })).toThrow('签名');
    desk.control.putPerson({ id: 'other', nickname: '别人' });
    expect(() => desk.control.pay('other', params)).toThrow('不是此人');
  });

  it.each([
    ['an answer that WeChat Pay did not sign', { kind: 'malformed' }],
    ['a lost answer', { kind: 'lost-answer' }],
    ['a cut connection', { kind: 'drop' }],
    ['trouble inside', { kind: 'http', status: 502 }],
  ] as const)('does not take %s for an answer', async (_what, fault) => {
    desk.control.addFault({ api: '/v3/pay/transactions/jsapi', times: 1, ...fault });
    const wanted = order();
    expect(['pay_failed', 'SYSTEM_ERROR']).toContain(await code(pay.prepay(wanted)));
    expect(await code(pay.prepay(wanted))).toBe('done');
  });

  it('reads the bill of a past day, and that there is none', async () => {
    const day = (ms: number) => new Date(ms + 8 * 60 * MINUTE).toISOString().slice(0, 10);
    expect(await pay.bill('2020-01-01')).toBeUndefined();
    expect(await code(pay.bill(day(Date.now())))).toBe('INVALID_REQUEST');
  });

  it('keeps keys, openids and orders out of its log', () => {
    const log = lines.join('\n');
    expect(log).toContain('wechat pay call failed');
    for (const secret of [openid, merchant.apiV3Key, 'DTEST', 'PRIVATE KEY', 'prepay_id'])
      expect(log).not.toContain(secret);
  });
});
