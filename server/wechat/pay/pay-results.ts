import { PayError } from './pay.error';

export const TRANSACTION_STATES = [
  'SUCCESS',
  'REFUND',
  'NOTPAY',
  'CLOSED',
  'REVOKED',
  'USERPAYING',
  'PAYERROR',
] as const;

/** An order as WeChat Pay knows it. */
export interface PayTransaction {
  outTradeNo: string;
  state: (typeof TRANSACTION_STATES)[number];
  /** both null until it is paid */
  transactionId: string | null;
  /** what was asked for, in fen; what the payer spent may be less by a coupon */
  amountFen: number | null;
  paidAt: Date | null;
}

export const REFUND_STATES = ['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL'] as const;

export interface PayRefund {
  outRefundNo: string;
  outTradeNo: string;
  refundId: string;
  state: (typeof REFUND_STATES)[number];
  refundFen: number;
}

export interface Merchant {
  appId: string;
  mchId: string;
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of WeChat Pay; every field that is used is checked
type Json = any;

const unreadable = (what: string): PayError => new PayError(what, undefined);

/** @throws PayError when it is another merchant's or mini-program's, or in another currency */
export function readTransaction(json: Json, merchant: Merchant): PayTransaction {
  const own = json?.mchid === merchant.mchId && json.appid === merchant.appId;
  const currency = json?.amount?.currency ?? 'CNY';
  if (!own || currency !== 'CNY' || !TRANSACTION_STATES.includes(json.trade_state))
    throw unreadable('transaction');
  return {
    outTradeNo: String(json.out_trade_no),
    state: json.trade_state,
    transactionId: json.transaction_id ?? null,
    amountFen: Number.isSafeInteger(json.amount?.total) ? json.amount.total : null,
    paidAt: json.success_time ? instantOf(json.success_time) : null,
  };
}

/** @param json an answer (`status`) or a notification (`refund_status`) */
export function readRefund(json: Json): PayRefund {
  const state = json?.status ?? json?.refund_status;
  const refundFen = json?.amount?.refund;
  if (!REFUND_STATES.includes(state) || !Number.isSafeInteger(refundFen)) throw unreadable('refund');
  return {
    outRefundNo: String(json.out_refund_no),
    outTradeNo: String(json.out_trade_no),
    refundId: String(json.refund_id),
    state,
    refundFen,
  };
}

function instantOf(text: unknown): Date {
  const instant = new Date(String(text));
  if (Number.isNaN(instant.getTime())) throw unreadable('time');
  return instant;
}
