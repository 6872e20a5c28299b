import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, IntColumn, RefColumn } from '../platform/database';
import type { Grain } from './periods.rules';

/** What a volunteer served in a month, a year and altogether: effective, undisputed minutes only (R80). */
@Entity('volunteer_figures')
@Unique('uq_volunteer_figures', ['volunteerId', 'grain', 'period'])
@Index('ix_volunteer_figures_minutes', ['grain', 'period', 'minutes'])
@Index('ix_volunteer_figures_area', ['grain', 'period', 'areaCode'])
export class VolunteerFigures {
  @IdColumn() id: string;
  @RefColumn() volunteerId: string;
  /** home when it was counted */
  @CodeColumn(6) areaCode: string;
  @CodeColumn(5) grain: Grain;
  @CodeColumn(10) period: string;
  @IntColumn() minutes: number;
  /** distinct activities with such minutes */
  @IntColumn() activities: number;
}
