import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, RefColumn, TextColumn } from '../platform/database';

export const PAYMENT_STATES = ['CREATED', 'PAID', 'REFUNDING', 'REFUNDED', 'ABNORMAL', 'CLOSED'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** Why a deposit goes back. ENDED: its time is over, whether they came or not. */
export const REFUND_REASONS = ['ATTENDED', 'CANCELLED', 'ACTIVITY_CANCELLED', 'EXCUSED', 'ENDED'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** The deposit of one sign-up. */
@Entity('payments')
@Unique('uq_payments_sign_up', ['signUpId'])
@Index('ix_payments_wake', ['wakeAt'])
@Index('ix_payments_state', ['state'])
@Index('ix_payments_volunteer', ['volunteerId'])
export class Payment {
  @IdColumn() id: string;
  @RefColumn() signUpId: string;
  @RefColumn() activityId: string;
  @RefColumn() volunteerId: string;
  /** what the activity asked for when they were confirmed */
  @IntColumn() amountFen: number;
  @CodeColumn(10) state: PaymentState;
  /** until when it can be paid */
  @InstantColumn() payBy: Date;
  /** WeChat Pay's number, once paid */
  @TextColumn(40, { nullable: true }) transactionId: string | null;
  @InstantColumn({ nullable: true }) paidAt: Date | null;
  @CodeColumn(20, { nullable: true }) refundReason: RefundReason | null;
  /** counts refunds that WeChat Pay closed: such a one needs a new number */
  @IntColumn({ default: 1 }) refundAttempt: number;
  /** why the refund is ABNORMAL: `REFUND_ABNORMAL`, `REFUND_CLOSED`, or WeChat Pay's code */
  @CodeColumn(40, { nullable: true }) failure: string | null;
  @InstantColumn({ nullable: true }) refundedAt: Date | null;
  /** when it is looked at again without anything having happened; null when nothing is left to do */
  @InstantColumn({ nullable: true }) wakeAt: Date | null;
  @InstantColumn() createdAt: Date;
}
