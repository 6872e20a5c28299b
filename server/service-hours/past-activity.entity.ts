import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';

export const PAST_ACTIVITY_STATES = ['PENDING', 'RETURNED', 'WITHDRAWN', 'REJECTED', 'APPROVED'] as const;
export type PastActivityState = (typeof PAST_ACTIVITY_STATES)[number];

/** What one person did there: within one day; instants in ISO 8601. */
export interface PastService {
  volunteerId: string;
  startAt: string;
  endAt: string;
}

/**
 * 补录: an activity that took place without having been published here (R25). Approved by a unit above it becomes a
 * closed activity with records that are public for longer; until then it is only an application.
 */
@Entity('past_activities')
@Index('ix_past_activities_organization', ['organizationId', 'state'])
@Index('uq_past_activities_attempt', ['organizationId', 'attemptKey'], { unique: true })
@Index('ix_past_activities_state', ['state', 'createdAt'])
export class PastActivity {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  @TextColumn(50) title: string;
  /** code of `activityCategory` */
  @CodeColumn(16) category: string;
  @TextColumn(120) place: string;
  @CodeColumn(6) areaCode: string;
  /** degrees (GCJ-02), where somebody chose it on the map */
  @JsonColumn({ nullable: true }) position: { latitude: number; longitude: number } | null;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  @TextColumn(500) intro: string;
  /** why it was not published before */
  @TextColumn(200) reason: string;
  @JsonColumn() people: PastService[];
  /** names of stored files: sign-in sheets, photos */
  @JsonColumn() proof: string[];
  /** grows by one with each handing in, so that nobody approves what they have not read */
  @IntColumn({ default: 1 }) version: number;
  /** names the handing in that began it: sent twice, it is one */
  @TextColumn(32, { nullable: true }) attemptKey: string | null;
  /** names the last handing in that corrected it */
  @TextColumn(32, { nullable: true }) correctionKey: string | null;
  /** names the last withdrawal */
  @TextColumn(32, { nullable: true }) withdrawalKey: string | null;
  @CodeColumn(12) state: PastActivityState;
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @RefColumn() enteredBy: string;
  @RefColumn({ nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  /** what it became */
  @RefColumn({ nullable: true }) activityId: string | null;
  @InstantColumn() createdAt: Date;
}
