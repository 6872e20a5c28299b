import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, RefColumn, TextColumn } from '../platform/database';

export const SIGN_UP_STATES = [
  'APPLIED',
  'WAITLISTED',
  'OFFERED',
  'CONFIRMED',
  'ATTENDED',
  'NO_SHOW',
  'EXCUSED',
  'REJECTED',
  'DECLINED',
  'EXPIRED',
  'CANCELLED',
] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

/** A volunteer and a post of an activity. History stays: signing up again after it ended is a new row. */
@Entity('signups')
@Unique('uq_signups_open', ['openKey'])
@Index('ix_signups_activity', ['activityId', 'state'])
@Index('ix_signups_volunteer', ['volunteerId', 'state'])
@Index('ix_signups_queue', ['postId', 'state', 'queueNumber'])
@Index('ix_signups_offers', ['state', 'offerExpiresAt'])
export class SignUp {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  @RefColumn({ default: '' }) postId: string;
  @RefColumn() volunteerId: string;
  /** SELF asked for it, INVITED was asked by the organizer and has to accept (R32) */
  @CodeColumn(8, { default: 'SELF' }) origin: 'SELF' | 'INVITED';
  @CodeColumn(12) state: SignUpState;
  /** `activityId:volunteerId` until it ended: one per pair (R31) */
  @TextColumn(53, { nullable: true }) openKey: string | null;
  /** when the volunteer acknowledged the risk notice (R20); null while an invitation waits for its answer */
  @InstantColumn({ nullable: true }) riskAcknowledgedAt: Date | null;
  @TextColumn(200, { nullable: true }) remark: string | null;
  /** order in the waiting list of the post, for who ever waited */
  @IntColumn({ nullable: true }) queueNumber: number | null;
  /** until when an offer or an invitation can be accepted */
  @InstantColumn({ nullable: true }) offerExpiresAt: Date | null;
  /** why it was cancelled or rejected, or an excuse decided upon */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  /** what somebody who was not there says about it */
  @TextColumn(200, { nullable: true }) excuse: string | null;
  @CodeColumn(8, { nullable: true }) excuseState: 'MADE' | 'ACCEPTED' | 'REFUSED' | null;
  /** who accepted or refused it last, and when: somebody else hears an appeal */
  @RefColumn({ nullable: true }) excuseDecidedBy: string | null;
  @InstantColumn({ nullable: true }) excuseDecidedAt: Date | null;
  @InstantColumn() createdAt: Date;
  /** when it was cancelled, rejected, declined or expired */
  @InstantColumn({ nullable: true }) endedAt: Date | null;
}
