import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';

export const DEMAND_STATES = [
  'SUBMITTED',
  'REJECTED',
  'OPEN',
  'DISPATCHED',
  'ACCEPTED',
  'IN_SERVICE',
  'COMPLETED',
  'RATED',
  'WITHDRAWN',
] as const;
export type DemandState = (typeof DEMAND_STATES)[number];

/**
 * 需求: what a community, school or centre asks for. Posted by a verified volunteer for that body, reviewed by a CAST
 * unit of its area, then dispatched to an organization (派单) or taken by one (接单).
 */
@Entity('demands')
@Unique('uq_demands_number', ['number'])
@Index('ix_demands_area', ['state', 'areaCode'])
@Index('ix_demands_answer', ['state', 'answerBy'])
@Index('ix_demands_requester', ['requesterId', 'state'])
@Index('uq_demands_attempt', ['requesterId', 'attemptKey'], { unique: true })
@Index('ix_demands_organization', ['organizationId', 'state'])
export class Demand {
  @IdColumn() id: string;
  /** Shown to people, e.g. `D26A7KQ2M9X`. */
  @CodeColumn(16) number: string;
  /** the volunteer who posted it */
  @RefColumn() requesterId: string;
  /** names the posting that began it: sent twice, it is one */
  @TextColumn(32, { nullable: true }) attemptKey: string | null;
  @TextColumn(60) bodyName: string;
  /** code of `requestingBody` */
  @CodeColumn(16) bodyKind: string;
  @TextColumn(64) contactName: string;
  /** encrypted; leaves masked (R60) */
  @TextColumn(200) contactPhone: string;
  @CodeColumn(6) areaCode: string;
  @TextColumn(120) place: string;
  @TextColumn(50) title: string;
  /** code of `activityCategory` */
  @CodeColumn(16) category: string;
  /** code of `discipline` */
  @CodeColumn(16, { nullable: true }) discipline: string | null;
  /** first and last day on which the service would help */
  @DayColumn() fromDay: string;
  @DayColumn() untilDay: string;
  /** whom it would reach, estimated */
  @IntColumn() peopleExpected: number;
  @TextColumn(2000) description: string;
  /** what could go wrong on site, truly and completely (R70) */
  @TextColumn(1000) riskNotice: string;
  @CodeColumn(12) state: DemandState;
  /** Why it was rejected or withdrawn; shown to those concerned. */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  /** whom it was dispatched to or who took it */
  @RefColumn({ nullable: true }) organizationId: string | null;
  /** the officer who dispatched it */
  @RefColumn({ nullable: true }) dispatchedBy: string | null;
  /** until when a dispatched one must be answered, or it returns to the pool (R71) */
  @InstantColumn({ nullable: true }) answerBy: Date | null;
  /** the activity that answers it, while in service and afterwards */
  @RefColumn({ nullable: true }) activityId: string | null;
  /** 1 to 5 */
  @IntColumn({ nullable: true }) rating: number | null;
  @TextColumn(500, { nullable: true }) ratingComment: string | null;
  @InstantColumn() createdAt: Date;
}
