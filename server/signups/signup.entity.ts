import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

export const SIGN_UP_STATES = ['CONFIRMED', 'ATTENDED', 'CANCELLED'] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

/** A volunteer's place in an activity. History stays: signing up again after cancelling is a new row. */
@Entity('signups')
@Unique('uq_signups_open', ['openKey'])
@Index('ix_signups_activity', ['activityId', 'state'])
@Index('ix_signups_volunteer', ['volunteerId', 'state'])
export class SignUp {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  @RefColumn() volunteerId: string;
  @CodeColumn(12) state: SignUpState;
  /** `activityId:volunteerId` unless CANCELLED: one per pair (R31) */
  @TextColumn(53, { nullable: true }) openKey: string | null;
  /** when the volunteer acknowledged the risk notice (R20) */
  @InstantColumn() riskAcknowledgedAt: Date;
  @TextColumn(200, { nullable: true }) remark: string | null;
  @TextColumn(200, { nullable: true }) cancelReason: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) cancelledAt: Date | null;
}
