import { randomInt } from 'node:crypto';
import type { DeskClock } from '../state/clock';

/** An order of the merchant. Amounts in fen, times in ms. */
export interface PayOrder {
  outTradeNo: string;
  prepayIds: string[];
  openid: string;
  description: string;
  totalFen: number;
  expiresAt: number;
  notifyUrl: string;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  transactionId: string | undefined;
  paidAt: number | undefined;
  /** what was asked for, to refuse the same number with something else */
  request: string;
}

export interface PayRefund {
  outRefundNo: string;
  outTradeNo: string;
  refundId: string;
  status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
  refundFen: number;
  reason: string;
  notifyUrl: string;
  createdAt: number;
  succeededAt: number | undefined;
  request: string;
}

/**
 * How payments go wrong, until it is switched off again.
 * - `not-enough-balance`: the payer has no money · `no-notification`: the product is not told of anything
 * - `refund-abnormal`: money cannot be returned to the payer's card · `merchant-not-enough`: the merchant has none to return
 */
export const PAY_FAULTS = [
  'not-enough-balance',
  'no-notification',
  'refund-abnormal',
  'merchant-not-enough',
] as const;
export type PayFault = (typeof PAY_FAULTS)[number];

/** Everything the simulated WeChat Pay knows of its one merchant. */
export class PayBook {
  readonly orders = new Map<string, PayOrder>();
  readonly refunds = new Map<string, PayRefund>();
  readonly bills = new Map<string, Buffer>();
  readonly faults = new Set<PayFault>();
  private readonly seenNonces = new Set<string>();

  constructor(private readonly clock: DeskClock) {}

  /** @returns false for a nonce that came before */
  isNewNonce(nonce: string): boolean {
    if (this.seenNonces.has(nonce)) return false;
    if (this.seenNonces.size > 50_000) this.seenNonces.clear();
    this.seenNonces.add(nonce);
    return true;
  }

  /** @returns an order as it is now: what was not paid in time is closed */
  order(outTradeNo: string): PayOrder | undefined {
    const order = this.orders.get(outTradeNo);
    if (order?.state === 'NOTPAY' && order.expiresAt <= this.clock.now()) order.state = 'CLOSED';
    return order;
  }

  orderOfPrepayId(prepayId: string): PayOrder | undefined {
    const found = [...this.orders.values()].find(({ prepayIds }) => prepayIds.includes(prepayId));
    return found && this.order(found.outTradeNo);
  }

  pay(order: PayOrder): void {
    order.state = 'SUCCESS';
    order.paidAt = this.clock.now();
    order.transactionId = `42000${this.number(23)}`;
  }

  addRefund(
    refund: Pick<PayRefund, 'outRefundNo' | 'outTradeNo' | 'refundFen' | 'reason' | 'notifyUrl' | 'request'>,
  ): PayRefund {
    const made: PayRefund = {
      ...refund,
      refundId: `50000${this.number(23)}`,
      status: this.faults.has('refund-abnormal') ? 'ABNORMAL' : 'PROCESSING',
      createdAt: this.clock.now(),
      succeededAt: undefined,
    };
    this.refunds.set(refund.outRefundNo, made);
    return made;
  }

  /** The money arrived. */
  complete(refund: PayRefund): void {
    refund.status = 'SUCCESS';
    refund.succeededAt = this.clock.now();
    const order = this.orders.get(refund.outTradeNo);
    if (order) order.state = 'REFUND';
  }

  private number(digits: number): string {
    return Array.from({ length: digits }, () => randomInt(10)).join('');
  }
}
