import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';
import type { DemandStep } from './demand.rules';

/** What was done about a demand, by whom and why. Rows are only added. */
@Entity('demand_steps')
@Index('ix_demand_steps_demand', ['demandId'])
@Index('ix_demand_steps_organization', ['organizationId', 'step'])
export class DemandTrail {
  @IdColumn() id: string;
  @RefColumn() demandId: string;
  @CodeColumn(16) step: DemandStep;
  /** the organization that the step concerns */
  @RefColumn({ nullable: true }) organizationId: string | null;
  /** null when the platform itself did it */
  @RefColumn({ nullable: true }) volunteerId: string | null;
  @TextColumn(500, { nullable: true }) reason: string | null;
  @InstantColumn() at: Date;
}
