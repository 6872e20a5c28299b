import { Entity, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, JsonColumn, RefColumn, TextColumn } from '../platform/database';
import type { CloseOutFigures } from './close-out.rules';

/** 结项 of an activity that has ended: reminded of, then done. One for each activity. */
@Entity('close_outs')
@Unique('uq_close_outs_activity', ['activityId'])
@Index('ix_close_outs_organization', ['organizationId'])
export class CloseOut {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  @RefColumn() organizationId: string;
  /** when the organizers were reminded that it waits */
  @InstantColumn({ nullable: true }) remindedAt: Date | null;
  /** how many were served, as the organizers say */
  @IntColumn({ nullable: true }) peopleServed: number | null;
  /** what they say besides the number */
  @TextColumn(500, { nullable: true }) note: string | null;
  /** as they were at the closing */
  @JsonColumn({ nullable: true }) figures: CloseOutFigures | null;
  @RefColumn({ nullable: true }) closedBy: string | null;
  @InstantColumn({ nullable: true }) closedAt: Date | null;
  /** when the number or the note was last corrected, and why; what it was before is in the audit log */
  @InstantColumn({ nullable: true }) correctedAt: Date | null;
  @TextColumn(200, { nullable: true }) correctionReason: string | null;
}
