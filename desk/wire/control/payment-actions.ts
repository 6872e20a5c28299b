import { MERCHANT } from '../../pay-account';
import type { PayOrder } from '../pay/pay-book';
import { sendReceipt, sendRefundReceipt } from '../pay/pay-receipts';
import { merchantSigned } from '../pay/pay-signing';
import { refundView, transactionView } from '../pay/pay-views';
import type { Person } from '../state/people';
import type { World } from '../state/world';
import { DeskRefusal, found } from './desk-refusal';

/** What `wx.requestPayment` is called with. */
export interface PaymentRequest {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** What the payment sheet shows. */
export interface PaymentSheet {
  payee: string;
  description: string;
  totalFen: number;
}

export type PayForgery =
  | 'signature'
  | 'stale'
  | 'probe'
  | 'tampered'
  | 'unsigned'
  | 'unknown-serial'
  | 'foreign-merchant'
  | 'foreign-app'
  | 'wrong-amount';

/** The phone checks that the merchant signed what it shows, and that the order is this person's. */
function orderOf(world: World, person: Person, request: PaymentRequest): PayOrder {
  const { appId } = world.miniProgram.credentials;
  const lines = [appId, request.timeStamp, request.nonceStr, request.package];
  if (request.signType !== 'RSA' || !merchantSigned(lines, request.paySign))
    throw new DeskRefusal(400, 'sign_error', '支付验证签名失败');
  const prepayId = /^prepay_id=(.+)$/.exec(request.package)?.[1] ?? '';
  const order = found(world.pay.orderOfPrepayId(prepayId), '这笔订单');
  if (order.openid !== world.miniProgram.openidOf(person))
    throw new DeskRefusal(409, 'other_payer', '这笔订单不是此人的');
  if (order.state === 'CLOSED') throw new DeskRefusal(409, 'order_closed', '订单已关闭，请重新下单');
  if (order.state !== 'NOTPAY') throw new DeskRefusal(409, 'order_paid', '该订单已支付');
  return order;
}

export function paymentSheet(world: World, person: Person, request: PaymentRequest): PaymentSheet {
  const { description, totalFen } = orderOf(world, person, request);
  return { payee: MERCHANT.name, description, totalFen };
}

/** The person confirms the sheet. */
export function pay(world: World, person: Person, request: PaymentRequest): { outTradeNo: string } {
  const order = orderOf(world, person, request);
  if (world.pay.faults.has('not-enough-balance'))
    throw new DeskRefusal(409, 'not_enough', '零钱余额不足，没有扣款');
  world.pay.pay(order);
  sendReceipt(world, order);
  world.payNotifier.paid(order);
  return { outTradeNo: order.outTradeNo };
}

/** The merchant's staff sort out a refund that could not be returned, on the merchant platform. */
export function resolveRefund(world: World, outRefundNo: string): void {
  const refund = found(world.pay.refunds.get(outRefundNo), '这笔退款');
  world.pay.complete(refund);
  sendRefundReceipt(world, refund);
}

/** @returns the product's HTTP status to a notification of a payment that is wrong in one way, and not of a payment that happened */
export async function forgePayment(world: World, outTradeNo: string, forgery: PayForgery): Promise<number> {
  const order = found(world.pay.order(outTradeNo), '这笔订单');
  const claimed: PayOrder = {
    ...order,
    state: 'SUCCESS',
    paidAt: world.clock.now(),
    transactionId: '42000forged',
  };
  const content = transactionView(claimed, world.miniProgram.credentials.appId);
  if (forgery === 'foreign-merchant') content.mchid = '1900000001';
  if (forgery === 'foreign-app') content.appid = 'wxsomebodyelse0001';
  if (forgery === 'wrong-amount') content.amount = { total: 1, payer_total: 1, currency: 'CNY' };
  const { payNotifier } = world;
  return payNotifier.send('TRANSACTION.SUCCESS', 'transaction', content, order.notifyUrl, (sent) => {
    const { headers } = sent;
    const garbage = Buffer.alloc(256, 3).toString('base64');
    if (forgery === 'signature') headers['Wechatpay-Signature'] = garbage;
    if (forgery === 'probe') headers['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${garbage}`;
    if (forgery === 'stale') headers['Wechatpay-Timestamp'] = String(world.clock.seconds() - 600);
    if (forgery === 'unsigned') delete headers['Wechatpay-Signature'];
    if (forgery === 'unknown-serial') headers['Wechatpay-Serial'] = 'PUB_KEY_ID_0000000000000000000000000000';
    if (forgery === 'tampered') sent.body = sent.body.replace('"create_time":"2', '"create_time":"1');
  });
}

/** Everything the merchant asked for and what became of it. */
export function payments(world: World) {
  const { appId } = world.miniProgram.credentials;
  return {
    orders: [...world.pay.orders.values()].map((order) => transactionView(order, appId)),
    refunds: [...world.pay.refunds.values()].map((refund) =>
      refundView(refund, found(world.pay.order(refund.outTradeNo), '这笔订单')),
    ),
    faults: [...world.pay.faults],
  };
}
