import { type Clock, MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import type { Logger } from '../platform/logger';
import { PayError, type PayTransaction, type WechatPay } from '../wechat';
import type { Payment, RefundReason } from './payment.entity';
import { isTransient, outRefundNo, outTradeNo } from './payment.rules';
import type { PaymentService } from './payment.service';

/** While WeChat Pay does not answer. */
const PATIENCE_MS = 5 * MINUTE;

interface Needs {
  database: Database;
  pay: WechatPay;
  payments: PaymentService;
  clock: Clock;
  logger: Logger;
}

/**
 * Brings one payment as far as it can go now, whatever was lost before: asks WeChat Pay what it knows and writes that
 * down. Nothing is asked inside a transaction. May run at any time and any number of times.
 */
export class Settlement {
  constructor(private readonly needs: Needs) {}

  /** @throws PayError when WeChat Pay did not answer; then it is looked at again in a while */
  async settle(id: string): Promise<void> {
    const { database, payments, clock, logger } = this.needs;
    try {
      await this.advance(id);
    } catch (error) {
      logger.warn({ paymentId: id, err: error }, 'payment not settled');
      await payments.look(database, id, new Date(clock.now().getTime() + PATIENCE_MS));
      throw error;
    }
  }

  private async advance(id: string): Promise<void> {
    const { database, payments } = this.needs;
    let payment = await payments.find(database, id);
    if (payment?.state === 'CREATED' || payment?.state === 'CLOSED') {
      await this.collect(payment);
      payment = await payments.find(database, id);
    }
    if (payment?.state === 'PAID') {
      const paid = payment;
      payment = await database.transaction((tx) => payments.startRefund(tx, paid));
    }
    if (payment?.state === 'REFUNDING') await this.refund(payment);
  }

  /** Was it paid? If not, may it still be? */
  private async collect(payment: Payment): Promise<void> {
    const { database, payments, pay } = this.needs;
    const number = outTradeNo(payment);
    const found = await pay.findTransaction(number);
    if (found && isPaid(found)) return database.transaction((tx) => payments.notePaid(tx, found));
    if (payment.state === 'CLOSED') return payments.look(database, payment.id, null);
    if (await payments.isWanted(database, payment)) return payments.look(database, payment.id, payment.payBy);
    if (found && found.state !== 'CLOSED') await pay.close(number);
    await database.transaction((tx) => payments.lapse(tx, payment));
  }

  private async refund(payment: Payment): Promise<void> {
    const { database, payments, pay } = this.needs;
    const order = {
      outTradeNo: outTradeNo(payment),
      outRefundNo: outRefundNo(payment),
      amountFen: payment.amountFen,
      reason: REASONS[payment.refundReason ?? 'ENDED'],
    };
    try {
      const refund = (await pay.findRefund(order.outRefundNo)) ?? (await pay.refund(order));
      await database.transaction((tx) => payments.noteRefund(tx, refund));
    } catch (error) {
      if (!(error instanceof PayError) || isTransient(error.payCode)) throw error;
      await database.transaction((tx) => payments.noteRefusal(tx, payment.id, error.payCode!));
    }
  }
}

const isPaid = ({ state }: PayTransaction): boolean => state === 'SUCCESS' || state === 'REFUND';

/** What WeChat Pay shows to the payer. */
const REASONS: Record<RefundReason, string> = {
  ATTENDED: '已参加活动，押金退回',
  CANCELLED: '已取消报名，押金退回',
  ACTIVITY_CANCELLED: '活动取消，押金退回',
  EXCUSED: '请假已被接受，押金退回',
  ENDED: '活动结束，押金退回',
};
