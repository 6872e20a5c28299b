import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  LongTextColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';

/**
 * `FOLLOWERS` of the organization and `PARTICIPANTS` of the activity are found by a job; `PERSONS` are named by whoever
 * tells them.
 */
export const AUDIENCES = ['FOLLOWERS', 'PARTICIPANTS', 'PERSONS'] as const;
export type NoticeAudience = (typeof AUDIENCES)[number];

/**
 * 通知: what somebody is told. An organization tells its followers; the platform tells persons what happened to what
 * concerns them (`organizationId` null). Published when written; who gets it by which channel is in its deliveries.
 */
@Entity('notices')
@Index('ix_notices_organization', ['organizationId'])
export class Notice {
  @IdColumn() id: string;
  @RefColumn({ nullable: true }) organizationId: string | null;
  /** null when the platform itself tells. */
  @RefColumn({ nullable: true }) authorId: string | null;
  @RefColumn({ nullable: true }) activityId: string | null;
  /** of what was entered afterwards, for who entered it */
  @RefColumn({ nullable: true }) pastActivityId: string | null;
  @CodeColumn(16) audience: NoticeAudience;
  @TextColumn(80) title: string;
  @LongTextColumn() body: string;
  @InstantColumn() publishedAt: Date;
  /** Persons addressed so far. */
  @IntColumn() audienceCount: number;
  /** The last volunteer whose deliveries are written: where expansion goes on. */
  @RefColumn({ nullable: true }) expandedUpTo: string | null;
  /** When everybody's deliveries were written; null while expansion goes on. */
  @InstantColumn({ nullable: true }) expandedAt: Date | null;
}
