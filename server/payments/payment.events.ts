export interface PaymentHappened {
  paymentId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    /** Something about it, or about its sign-up, changed: it is to be looked at now. */
    'payment.stirred': PaymentHappened;
    'payment.asked': PaymentHappened;
    'payment.paid': PaymentHappened;
    'payment.refunded': PaymentHappened;
    /** WeChat Pay could not return the money; the platform has to see to it. */
    'payment.abnormal': PaymentHappened;
  }
}
