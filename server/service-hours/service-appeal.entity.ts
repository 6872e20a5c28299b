import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

export type AppealState = 'OPEN' | 'UPHELD' | 'DISMISSED';

/**
 * A volunteer's objection to how their own hours were settled (R33, R38) or an excuse of theirs was refused, and what
 * became of it.
 */
@Entity('service_appeals')
@Unique('uq_service_appeals_subject', ['subjectKey'])
@Index('ix_service_appeals_subject', ['subjectId', 'state'])
@Index('ix_service_appeals_activity', ['activityId', 'state'])
@Index('ix_service_appeals_organization', ['organizationId', 'level', 'state'])
@Index('ix_service_appeals_volunteer', ['volunteerId', 'activityId'])
export class ServiceAppeal {
  @IdColumn() id: string;
  @CodeColumn(8) subjectKind: 'CHECK_IN' | 'RECORD' | 'SIGN_UP';
  @RefColumn() subjectId: string;
  /** The subject and since when it is as it is: each outcome can be appealed against once. */
  @TextColumn(40) subjectKey: string;
  @RefColumn() activityId: string;
  @RefColumn() organizationId: string;
  @RefColumn() volunteerId: string;
  /** A forgotten check-out is for the organizers; what was decided about a record or an excuse is for a unit above. */
  @CodeColumn(12) level: 'ORGANIZATION' | 'UNIT';
  @TextColumn(200) reason: string;
  @CodeColumn(10) state: AppealState;
  @RefColumn({ nullable: true }) decidedBy: string | null;
  @TextColumn(200, { nullable: true }) decisionReason: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
}
