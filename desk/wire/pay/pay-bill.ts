import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { MERCHANT } from '../../pay-account';
import type { PayBook } from './pay-book';
import { shanghai, shanghaiDay } from './pay-views';

const COLUMNS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const time = (ms: number): string => shanghai(ms).slice(0, 19).replace('T', ' ');
const line = (fields: readonly (string | number)[]): string => fields.map((field) => `\`${field}`).join(',');

/** @returns the day's bill as text; undefined when nothing happened that day */
export function billText(book: PayBook, appid: string, day: string): string | undefined {
  const rows: string[] = [];
  let [paid, returned] = [0, 0];
  for (const order of book.orders.values()) {
    if (order.paidAt === undefined || shanghaiDay(order.paidAt) !== day) continue;
    const { totalFen } = order;
    paid += totalFen;
    rows.push(
      line([
        ...[time(order.paidAt), appid, MERCHANT.mchId, 0, '', order.transactionId ?? '', order.outTradeNo],
        ...[order.openid, 'JSAPI', 'SUCCESS', 'OTHERS', 'CNY', yuan(totalFen), '0.00'],
        ...[
          0,
          0,
          '0.00',
          '0.00',
          '',
          '',
          order.description,
          '',
          '0.00000',
          '0.60%',
          yuan(totalFen),
          '0.00',
          '',
        ],
      ]),
    );
  }
  for (const refund of book.refunds.values()) {
    const order = book.orders.get(refund.outTradeNo);
    if (!order || shanghaiDay(refund.createdAt) !== day) continue;
    const { refundFen } = refund;
    returned += refundFen;
    rows.push(
      line([
        ...[
          time(refund.createdAt),
          appid,
          MERCHANT.mchId,
          0,
          '',
          order.transactionId ?? '',
          order.outTradeNo,
        ],
        ...[order.openid, 'JSAPI', 'REFUND', 'OTHERS', 'CNY', '0.00', '0.00'],
        ...[refund.refundId, refund.outRefundNo, yuan(refundFen), '0.00', 'ORIGINAL', refund.status],
        ...[order.description, '', '0.00000', '0.60%', '0.00', yuan(refundFen), ''],
      ]),
    );
  }
  if (rows.length === 0) return undefined;
  const sums = line([rows.length, yuan(paid), yuan(returned), '0.00', '0.00000', yuan(paid), yuan(returned)]);
  return `${[`\uFEFF${COLUMNS}`, ...rows, SUMS, sums].join('\r\n')}\r\n`;
}

/** @returns the hash to announce, and the file */
export function billFile(text: string): { sha1: string; file: Buffer } {
  return { sha1: createHash('sha1').update(text, 'utf8').digest('hex'), file: gzipSync(text) };
}
