/**
 * Refundable attendance deposits (R22, decision 0050). Invariants: nothing is ever kept, every deposit that was paid goes
 * back in full; one payment per sign-up, one order and one refund at WeChat Pay per payment however often either side
 * asks; nobody loses a place before WeChat Pay was asked whether they paid; money that cannot be returned waits in the
 * platform's list.
 */
export { Payment, type PaymentState, type RefundReason } from './payment.entity';
export type {} from './payment.events';
export type { PaymentService } from './payment.service';
