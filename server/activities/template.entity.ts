import { Entity, Unique } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn } from '../platform/database';
import type { PlanContent } from './plan-content.dto';

/** A plan without times that an organization keeps to begin activities from. */
@Entity('activity_templates')
@Unique('uq_activity_templates_name', ['organizationId', 'name'])
export class ActivityTemplate {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  @TextColumn(50) name: string;
  @JsonColumn() content: PlanContent;
  @RefColumn() createdBy: string;
  @InstantColumn() createdAt: Date;
}
