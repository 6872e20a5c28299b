import type { Activity } from '../activities';
import { DAY, MINUTE } from '../platform/clock';
import type { SignUp } from '../signups';
import type { PayRefund } from '../wechat';
import type { Payment, PaymentState, RefundReason } from './payment.entity';

/** Which states each state may follow. Money that arrives after all, for an order that was given up, goes back like any. */
export const TRANSITIONS: Record<PaymentState, readonly PaymentState[]> = {
  CREATED: [],
  PAID: ['CREATED', 'CLOSED'],
  CLOSED: ['CREATED'],
  REFUNDING: ['PAID', 'ABNORMAL'],
  REFUNDED: ['REFUNDING', 'ABNORMAL'],
  ABNORMAL: ['REFUNDING'],
};

/** WeChat Pay takes no order that ends sooner than this. */
export const SHORTEST_ORDER_MS = MINUTE;
/** Who is confirmed later than this before the start is asked for nothing: there is no time left to pass the place on. */
const TOO_CLOSE_MS = 5 * MINUTE;

/** @returns until when the deposit of somebody confirmed now is to be paid; null when it is not worth asking any more */
export function payBy(now: Date, { startsAt }: Pick<Activity, 'startsAt'>, minutes: number): Date | null {
  if (startsAt.getTime() - now.getTime() < TOO_CLOSE_MS) return null;
  return new Date(Math.min(now.getTime() + minutes * MINUTE, startsAt.getTime()));
}

/** @returns by when everybody has it back */
export const returnBy = ({ endsAt }: Pick<Activity, 'endsAt'>, days: number): Date =>
  new Date(endsAt.getTime() + days * DAY);

/** @returns why a paid deposit goes back now, null while it is still held */
export function refundReason(
  { state }: Pick<SignUp, 'state'>,
  activity: Pick<Activity, 'state' | 'endsAt'>,
  now: Date,
  days: number,
): RefundReason | null {
  if (activity.state === 'CANCELLED' || activity.state === 'TAKEN_DOWN') return 'ACTIVITY_CANCELLED';
  if (state === 'ATTENDED') return 'ATTENDED';
  if (state === 'EXCUSED') return 'EXCUSED';
  if (state !== 'CONFIRMED' && state !== 'NO_SHOW') return 'CANCELLED';
  return returnBy(activity, days) <= now ? 'ENDED' : null;
}

/** Numbers at the merchant: always the same for the same payment, so that asking twice is one order and one refund. */
export const outTradeNo = ({ id }: Pick<Payment, 'id'>): string => `D${id}`;
export const outRefundNo = ({ id, refundAttempt }: Pick<Payment, 'id' | 'refundAttempt'>): string =>
  `R${id}-${refundAttempt}`;

/** @returns the id of the payment that a number belongs to */
export const idOfOutTradeNo = (number: string): string => number.slice(1);

/** What a refund at WeChat Pay makes of the payment; null while it is under way. */
export const OUTCOMES: Record<PayRefund['state'], { state: PaymentState; failure: string | null } | null> = {
  PROCESSING: null,
  SUCCESS: { state: 'REFUNDED', failure: null },
  ABNORMAL: { state: 'ABNORMAL', failure: 'REFUND_ABNORMAL' },
  CLOSED: { state: 'ABNORMAL', failure: 'REFUND_CLOSED' },
};

const TRANSIENT = ['SYSTEM_ERROR', 'FREQUENCY_LIMITED', 'RATELIMIT_EXCEEDED'];

/** @param payCode WeChat Pay's, undefined when it did not answer. @returns whether asking again later may help by itself */
export const isTransient = (payCode: string | undefined): boolean =>
  payCode === undefined || TRANSIENT.includes(payCode);
