/**
 * What people are told and by which channel. Invariants: one notice reaches one person at most once by each channel;
 * the inbox always has it; every message that was not delivered says why.
 */
export { activityPage } from './mini-program-pages';
export { Notice } from './notice.entity';
export type {} from './notice.events';
export type { NoticeService, Telling } from './notice.service';
export { type Channel, type DeliveryState, NoticeDelivery } from './notice-delivery.entity';
export { SubscriptionCredit } from './subscription-credit.entity';
