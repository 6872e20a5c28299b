import { Entity, Index, Unique } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';
import type { PlanContent } from './plan-content.dto';

/**
 * A plan that somebody is writing, kept as it is written so that any device goes on with it. Its id is that of the
 * activity that it becomes, or that it changes: so one activity has one of them, and keeping it twice makes one activity.
 */
@Entity('activity_plan_drafts')
@Unique('uq_plan_drafts_attempt', ['createdBy', 'attemptKey'])
@Index('ix_plan_drafts_organization', ['organizationId'])
@Index('ix_plan_drafts_blank', ['blank', 'updatedAt'])
export class PlanDraft {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  /** whether it changes an activity that is there already */
  @FlagColumn() revision: boolean;
  /** of the content, for lists */
  @TextColumn(50) title: string;
  @JsonColumn() content: PlanContent;
  /** Counts the savings, from 1; who saves names the one they saw last. */
  @IntColumn() version: number;
  /** Nothing was written into it yet; such drafts are forgotten. */
  @FlagColumn() blank: boolean;
  /** names the tap that began it: tapped twice, it is one */
  @TextColumn(32) attemptKey: string;
  @RefColumn() createdBy: string;
  @RefColumn() updatedBy: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
}
