import type { Activity } from '../activities';
import { Flag, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { Volunteer } from '../volunteers';
import { PAYMENT_STATES, type Payment, REFUND_REASONS } from './payment.entity';
import { outRefundNo, outTradeNo, returnBy } from './payment.rules';

/** What the platform allows of deposits. */
export class DepositTermsView {
  /** false where no merchant at WeChat Pay is named: then no activity can ask for one */
  @Flag() available: boolean;
  @OutputNumber('the most a deposit may be') maxFen: number;
  @OutputNumber('minutes in which it is to be paid once confirmed') payMinutes: number;
  @OutputNumber('days after the end by which everybody has it back') returnDays: number;
}

/** The deposit of one sign-up, as its owner and who runs the activity see it. */
export class DepositView {
  @Output() id: string;
  @Output() signUpId: string;
  @OutputNumber() amountFen: number;
  /** ABNORMAL: WeChat Pay could not return it and the platform sees to it */
  @OneOf(PAYMENT_STATES) state: string;
  @Instant() payBy: Date;
  @Nullable() @Instant() paidAt: Date | null;
  /** why it goes back */
  @Nullable() @OneOf(REFUND_REASONS) refundReason: string | null;
  @Nullable() @Instant() refundedAt: Date | null;
  /** by when it goes back at the latest */
  @Instant() returnBy: Date;
}

export class DepositsView {
  @ListOf(() => DepositView, 50) items: DepositView[];
}

/** A deposit of an activity that could not be returned yet, as who runs the activity sees it. */
export class AbnormalDepositView {
  @Output() id: string;
  @Output() signUpId: string;
  @Output() volunteerName: string;
  @Output() volunteerNumber: string;
  @OutputNumber() amountFen: number;
}

/** What `wx.requestPayment` takes. */
export class PaymentParamsView {
  @Output() timeStamp: string;
  @Output() nonceStr: string;
  @Output() package: string;
  @OneOf(['RSA']) signType: string;
  @Output() paySign: string;
}

/** A refund that WeChat Pay could not carry out. */
export class AbnormalPaymentView {
  @Output() id: string;
  /** as staff find it on the merchant platform (商户平台) */
  @Output() outTradeNo: string;
  @Output() outRefundNo: string;
  @Nullable() @Output() transactionId: string | null;
  @OutputNumber() amountFen: number;
  /** `REFUND_ABNORMAL`, `REFUND_CLOSED`, or WeChat Pay's code such as `NOT_ENOUGH` */
  @Nullable() @Output() failure: string | null;
  @Nullable() @OneOf(REFUND_REASONS) refundReason: string | null;
  @Nullable() @Instant() paidAt: Date | null;
  @Output() activityId: string;
  @Output() activityTitle: string;
  @Output() volunteerNumber: string;
}

export const depositView = (payment: Payment, activity: Activity, returnDays: number): DepositView => ({
  id: payment.id,
  signUpId: payment.signUpId,
  amountFen: payment.amountFen,
  state: payment.state,
  payBy: payment.payBy,
  paidAt: payment.paidAt,
  refundReason: payment.refundReason,
  refundedAt: payment.refundedAt,
  returnBy: returnBy(activity, returnDays),
});

export const abnormalDepositView = (
  { id, signUpId, amountFen }: Payment,
  volunteer: Volunteer | undefined,
): AbnormalDepositView => ({
  id,
  signUpId,
  volunteerName: volunteer?.name ?? '',
  volunteerNumber: volunteer?.number ?? '',
  amountFen,
});

export const abnormalPaymentView = (
  payment: Payment,
  activity: Activity | undefined,
  volunteer: Volunteer | undefined,
): AbnormalPaymentView => ({
  id: payment.id,
  outTradeNo: outTradeNo(payment),
  outRefundNo: outRefundNo(payment),
  transactionId: payment.transactionId,
  amountFen: payment.amountFen,
  failure: payment.failure,
  refundReason: payment.refundReason,
  paidAt: payment.paidAt,
  activityId: payment.activityId,
  activityTitle: activity?.title ?? '',
  volunteerNumber: volunteer?.number ?? '',
});
