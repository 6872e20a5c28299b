import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  DegreesColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';
import { newId } from '../platform/ids';

export type CheckInState = 'OPEN' | 'CLOSED' | 'AUTO_CLOSED' | 'VOID';
/** PERSONAL: the lead scanned the volunteer's own code. */
export type CheckInMethod = 'QR' | 'GPS' | 'PERSONAL' | 'MANUAL';

/** That somebody was there, by the server's clock and the server's geofence or a code that only the place shows (R33). */
@Entity('check_ins')
@Unique('uq_check_ins_open', ['openKey'])
@Unique('uq_check_ins_in_key', ['inKey'])
@Unique('uq_check_ins_out_key', ['outKey'])
@Index('ix_check_ins_volunteer', ['volunteerId', 'activityId'])
@Index('ix_check_ins_activity', ['activityId', 'state'])
@Index('ix_check_ins_state', ['state', 'inAt'])
export class CheckIn {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  @RefColumn() volunteerId: string;
  @RefColumn() signUpId: string;
  /** The volunteer while the check-in is open, else null: nobody is in two places at once. */
  @RefColumn({ nullable: true }) openKey: string | null;
  @InstantColumn() inAt: Date;
  /** null while open, and for ever when nobody checked out before midnight */
  @InstantColumn({ nullable: true }) outAt: Date | null;
  @CodeColumn(8) inMethod: CheckInMethod;
  @CodeColumn(8, { nullable: true }) outMethod: CheckInMethod | null;
  /** Positions are kept only where a position was the proof. */
  @DegreesColumn({ nullable: true }) inLatitude: number | null;
  @DegreesColumn({ nullable: true }) inLongitude: number | null;
  @IntColumn({ nullable: true }) inAccuracyMetres: number | null;
  @IntColumn({ nullable: true }) inDistanceMetres: number | null;
  @DegreesColumn({ nullable: true }) outLatitude: number | null;
  @DegreesColumn({ nullable: true }) outLongitude: number | null;
  @IntColumn({ nullable: true }) outAccuracyMetres: number | null;
  @IntColumn({ nullable: true }) outDistanceMetres: number | null;
  /** The phone's keys of the two scans: who tries again gets the same answer, and nobody else can use them. */
  @TextColumn(40, { nullable: true }) inKey: string | null;
  @TextColumn(40, { nullable: true }) outKey: string | null;
  /** How long after its signed time a scan without network arrived; null when it came at once. */
  @IntColumn({ nullable: true }) inDelaySeconds: number | null;
  @IntColumn({ nullable: true }) outDelaySeconds: number | null;
  /** when the volunteer was reminded to check out */
  @InstantColumn({ nullable: true }) remindedAt: Date | null;
  /** Which lead scanned it or entered it by hand, and why (R34); null when the volunteer checked in alone. */
  @RefColumn({ nullable: true }) operatorId: string | null;
  @TextColumn(200, { nullable: true }) reason: string | null;
  @CodeColumn(12) state: CheckInState;
}

/** A check-in that proves nothing yet. */
export const emptyCheckIn = (activityId: string, volunteerId: string, signUpId: string) => ({
  id: newId(),
  activityId,
  volunteerId,
  signUpId,
  openKey: null,
  outAt: null,
  outMethod: null,
  inLatitude: null,
  inLongitude: null,
  inAccuracyMetres: null,
  inDistanceMetres: null,
  outLatitude: null,
  outLongitude: null,
  outAccuracyMetres: null,
  outDistanceMetres: null,
  inKey: null,
  outKey: null,
  inDelaySeconds: null,
  outDelaySeconds: null,
  remindedAt: null,
  operatorId: null,
  reason: null,
});
