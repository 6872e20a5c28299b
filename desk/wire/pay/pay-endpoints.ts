import { randomBytes } from 'node:crypto';
import { MERCHANT, PLATFORM_CERTIFICATE } from '../../pay-account';
import type { World } from '../state/world';
import { billFile, billText } from './pay-bill';
import type { PayOrder } from './pay-book';
import { sendRefundReceipt } from './pay-receipts';
import { PayRefusal } from './pay-refusal';
import { sealed } from './pay-signing';
import { refundView, shanghaiDay, transactionView } from './pay-views';

export interface PayCall {
  world: World;
  body: Record<string, unknown>;
  query: Record<string, string>;
  /** the number in the path */
  number: string;
}

/** JSON, nothing (204), or a file. */
export type PayAnswer = Record<string, unknown> | undefined | Buffer;

interface PayEndpoint {
  method: 'GET' | 'POST';
  pattern: RegExp;
  handle: (call: PayCall) => PayAnswer;
}

/** A text field of the body, '' when absent. */
const textOf = (body: Record<string, unknown>, name: string): string => {
  const value = body[name] ?? '';
  if (typeof value !== 'string') throw wrong(name);
  return value;
};

const PREPAY_MS = 2 * 3_600_000;
const invalid = (message: string) => new PayRefusal(400, 'INVALID_REQUEST', message);
const wrong = (field: string) => new PayRefusal(400, 'PARAM_ERROR', `参数 ${field} 不正确`);

export const PAY_ENDPOINTS: PayEndpoint[] = [
  { method: 'POST', pattern: /^\/v3\/pay\/transactions\/jsapi()$/, handle: prepay },
  { method: 'GET', pattern: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/, handle: query },
  { method: 'POST', pattern: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/, handle: close },
  { method: 'POST', pattern: /^\/v3\/refund\/domestic\/refunds()$/, handle: refund },
  { method: 'GET', pattern: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/, handle: queryRefund },
  { method: 'GET', pattern: /^\/v3\/certificates()$/, handle: certificates },
  { method: 'GET', pattern: /^\/v3\/bill\/tradebill()$/, handle: tradeBill },
  { method: 'GET', pattern: /^\/v3\/billdownload\/file()$/, handle: downloadBill },
];

function prepay({ world, body }: PayCall): PayAnswer {
  const { amount, payer } = body as {
    amount?: { total?: unknown; currency?: unknown };
    payer?: { openid?: string };
  };
  const [appid, mchid, description, outTradeNo, notifyUrl, timeExpire] = [
    'appid',
    'mchid',
    'description',
    'out_trade_no',
    'notify_url',
    'time_expire',
  ].map((name) => textOf(body, name)) as [string, string, string, string, string, string];
  if (appid !== world.miniProgram.credentials.appId || mchid !== MERCHANT.mchId)
    throw new PayRefusal(400, 'APPID_MCHID_NOT_MATCH', '商户号和 appid 没有绑定关系');
  if (!/^[\w\-|*]{6,32}$/.test(outTradeNo)) throw wrong('out_trade_no');
  if (description === '' || [...description].length > 127) throw wrong('description');
  const total = Number(amount?.total);
  if (!Number.isSafeInteger(total) || total < 1 || (amount?.currency ?? 'CNY') !== 'CNY')
    throw wrong('amount');
  const openid = payer?.openid ?? '';
  const person = world.people.findByOpenid(openid);
  if (!person || world.miniProgram.openidOf(person) !== openid) throw wrong('openid');
  const expiresAt = timeExpire ? Date.parse(timeExpire) : world.clock.now() + PREPAY_MS;
  if (Number.isNaN(expiresAt)) throw wrong('time_expire');
  if (!/^https?:\/\/[^?]+$/.test(notifyUrl)) throw wrong('notify_url');

  const request = JSON.stringify([description, total, openid, timeExpire, notifyUrl]);
  const order: PayOrder = world.pay.order(outTradeNo) ?? {
    outTradeNo,
    prepayIds: [],
    openid,
    description,
    totalFen: total,
    expiresAt,
    notifyUrl,
    state: 'NOTPAY',
    transactionId: undefined,
    paidAt: undefined,
    request,
  };
  if (order.request !== request) throw invalid('请求重入时，参数与首次请求时不一致');
  if (order.state === 'CLOSED') throw new PayRefusal(400, 'ORDER_CLOSED', '订单已关闭');
  if (order.state !== 'NOTPAY') throw new PayRefusal(400, 'ORDERPAID', '该订单已支付');
  if (expiresAt <= world.clock.now()) throw wrong('time_expire');
  const prepayId = `wx${randomBytes(17).toString('hex')}`;
  order.prepayIds.push(prepayId);
  world.pay.orders.set(outTradeNo, order);
  return { prepay_id: prepayId };
}

function existing({ world, number }: PayCall): PayOrder {
  const order = world.pay.order(decodeURIComponent(number));
  if (!order) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在');
  return order;
}

function query(call: PayCall): PayAnswer {
  if (call.query.mchid !== MERCHANT.mchId) throw wrong('mchid');
  return transactionView(existing(call), call.world.miniProgram.credentials.appId);
}

function close(call: PayCall): PayAnswer {
  if (call.body.mchid !== MERCHANT.mchId) throw wrong('mchid');
  const order = existing(call);
  if (order.state === 'SUCCESS' || order.state === 'REFUND')
    throw new PayRefusal(400, 'ORDERPAID', '该订单已支付');
  order.state = 'CLOSED';
  return undefined;
}

function refund({ world, body }: PayCall): PayAnswer {
  const { amount } = body as { amount?: { refund?: unknown; total?: unknown; currency?: unknown } };
  const [outTradeNo, outRefundNo, reason, notifyUrl] = [
    'out_trade_no',
    'out_refund_no',
    'reason',
    'notify_url',
  ].map((name) => textOf(body, name)) as [string, string, string, string];
  const { pay } = world;
  const order = pay.order(outTradeNo);
  if (!order || order.paidAt === undefined) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '订单号不存在');
  if (!/^[\w\-|*@]{1,64}$/.test(outRefundNo)) throw wrong('out_refund_no');
  if ([...reason].length > 80) throw wrong('reason');
  const request = JSON.stringify([outTradeNo, amount]);
  const earlier = pay.refunds.get(outRefundNo);
  if (earlier) {
    if (earlier.request !== request) throw invalid('请求重入时，参数与首次请求时不一致');
    return refundView(earlier, order);
  }
  const refundFen = Number(amount?.refund);
  if (!Number.isSafeInteger(refundFen) || refundFen < 1 || amount?.total !== order.totalFen)
    throw wrong('amount');
  const before = [...pay.refunds.values()]
    .filter((one) => one.outTradeNo === order.outTradeNo && one.status !== 'CLOSED')
    .reduce((sum, one) => sum + one.refundFen, 0);
  if (before + refundFen > order.totalFen) throw invalid('申请退款金额超过订单可退金额');
  if (pay.faults.has('merchant-not-enough'))
    throw new PayRefusal(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起');
  const made = pay.addRefund({
    outRefundNo,
    outTradeNo: order.outTradeNo,
    refundFen,
    reason,
    notifyUrl,
    request,
  });
  const accepted = refundView(made, order);
  world.payNotifier.refundDecided(made, order);
  sendRefundReceipt(world, made);
  return accepted;
}

function queryRefund({ world, number }: PayCall): PayAnswer {
  const found = world.pay.refunds.get(decodeURIComponent(number));
  const order = found && world.pay.order(found.outTradeNo);
  if (!found || !order) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
  return refundView(found, order);
}

function certificates(): PayAnswer {
  return {
    data: [
      {
        serial_no: PLATFORM_CERTIFICATE.serial,
        effective_time: '2026-01-01T00:00:00+08:00',
        expire_time: '2126-01-01T00:00:00+08:00',
        encrypt_certificate: sealed(PLATFORM_CERTIFICATE.certificate, 'certificate'),
      },
    ],
  };
}

function tradeBill({ world, query: { bill_date: day = '', tar_type } }: PayCall): PayAnswer {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || tar_type !== 'GZIP') throw wrong('bill_date');
  if (day >= shanghaiDay(world.clock.now())) throw invalid('账单还没有生成');
  const text = billText(world.pay, world.miniProgram.credentials.appId, day);
  if (text === undefined) throw new PayRefusal(400, 'NO_STATEMENT_EXIST', '账单文件不存在');
  const { sha1, file } = billFile(text);
  const token = randomBytes(12).toString('hex');
  world.pay.bills.set(token, file);
  return {
    hash_type: 'SHA1',
    hash_value: sha1,
    download_url: `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${token}`,
  };
}

function downloadBill({ world, query: { token = '' } }: PayCall): PayAnswer {
  const file = world.pay.bills.get(token);
  if (!file) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '账单文件不存在');
  return file;
}
