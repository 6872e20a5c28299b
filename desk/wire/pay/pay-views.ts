import { MERCHANT } from '../../pay-account';
import type { PayOrder, PayRefund } from './pay-book';

const SHANGHAI_MS = 8 * 3_600_000;

/** RFC 3339 in Shanghai, as WeChat Pay writes times. */
export const shanghai = (ms: number): string =>
  `${new Date(ms + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`;

/** The day in Shanghai, `YYYY-MM-DD`. */
export const shanghaiDay = (ms: number): string => shanghai(ms).slice(0, 10);

const STATES: Record<PayOrder['state'], string> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  CLOSED: '订单已关闭',
};

/** An order as the query and the notification show it. */
export function transactionView(order: PayOrder, appid: string): Record<string, unknown> {
  const paid = order.paidAt !== undefined;
  return {
    appid,
    mchid: MERCHANT.mchId,
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: STATES[order.state],
    ...(paid
      ? {
          transaction_id: order.transactionId,
          trade_type: 'JSAPI',
          bank_type: 'OTHERS',
          success_time: shanghai(order.paidAt as number),
          payer: { openid: order.openid },
          amount: {
            total: order.totalFen,
            payer_total: order.totalFen,
            currency: 'CNY',
            payer_currency: 'CNY',
          },
        }
      : {}),
  };
}

/** A refund as it is answered; the notification names its state `refund_status`. */
export function refundView(refund: PayRefund, order: PayOrder): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: order.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: shanghai(refund.createdAt),
    ...(refund.succeededAt === undefined ? {} : { success_time: shanghai(refund.succeededAt) }),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      total: order.totalFen,
      refund: refund.refundFen,
      payer_total: order.totalFen,
      payer_refund: refund.refundFen,
      currency: 'CNY',
    },
  };
}
