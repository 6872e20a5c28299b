import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn } from '../platform/database';

/**
 * A period whose figures are to be counted again; its id is the period. What reacts to events marks days; counting a
 * day marks its month, and so on up. The marks are the queue: a process that dies leaves its work marked.
 */
@Entity('figures_marks')
export class FiguresMark {
  @IdColumn() id: string;
  /** Changes with every marking, so that counting removes only the mark that it saw. */
  @RefColumn() marking: string;
}

/** That all figures were brought up to date; the page says as of when (R82). */
@Entity('figures_refreshes')
@Index('ix_figures_refreshes_finished', ['finishedAt'])
export class FiguresRefresh {
  @IdColumn() id: string;
  /** what happened before this instant is in the figures once it is finished */
  @InstantColumn() startedAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
