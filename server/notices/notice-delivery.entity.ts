import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, RefColumn, TextColumn } from '../platform/database';

/** In-app inbox, official-account template message, mini-program subscribe message. */
export const CHANNELS = ['INBOX', 'TEMPLATE', 'SUBSCRIBE'] as const;
export type Channel = (typeof CHANNELS)[number];

export type DeliveryState = 'QUEUED' | 'SENDING' | 'SENT' | 'DELIVERED' | 'READ' | 'FAILED' | 'SUPPRESSED';

/** One notice to one person by one channel: never twice. */
@Entity('notice_deliveries')
@Unique('uq_notice_deliveries_once', ['noticeId', 'volunteerId', 'channel'])
@Index('ix_notice_deliveries_inbox', ['volunteerId', 'channel', 'state'])
@Index('ix_notice_deliveries_due', ['state', 'dueAt'])
@Index('ix_notice_deliveries_message', ['msgId'])
export class NoticeDelivery {
  @IdColumn() id: string;
  @RefColumn() noticeId: string;
  @RefColumn() volunteerId: string;
  @CodeColumn(12) channel: Channel;
  @CodeColumn(12) state: DeliveryState;
  /** Why it failed or was suppressed: our word, or WeChat's errcode or delivery status. */
  @TextColumn(64, { nullable: true }) reason: string | null;
  /** WeChat's id of the message, which its delivery report repeats. */
  @TextColumn(32, { nullable: true }) msgId: string | null;
  @IntColumn() attempts: number;
  /** Not before this instant while QUEUED; while SENDING, when the claim runs out. */
  @InstantColumn() dueAt: Date;
  /** First attempt of which nobody knows whether WeChat took it. */
  @InstantColumn({ nullable: true }) uncertainSince: Date | null;
  /** Last change of state. */
  @InstantColumn() changedAt: Date;
}
