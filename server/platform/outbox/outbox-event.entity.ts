import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '../database/columns';

export type OutboxState = 'PENDING' | 'DONE' | 'DEAD';

/** Something that happened and whose handlers have not all run yet, or have (`DONE`), or have given up (`DEAD`). */
@Entity('outbox_events')
@Index('ix_outbox_events_due', ['state', 'availableAt'])
export class OutboxEvent {
  @IdColumn() id: string;
  @CodeColumn(64) name: string;
  @JsonColumn() payload: unknown;
  @CodeColumn(8) state: OutboxState;
  @IntColumn() attempts: number;
  /** Not before this instant (backoff), nor while a relay holds its claim. Technical time: the real clock. */
  @InstantColumn() availableAt: Date;
  @TextColumn(500, { nullable: true }) lastError: string | null;
  @InstantColumn() createdAt: Date;
}

/** Written in the handler's own transaction: an event is handled by each handler exactly once. */
@Entity('outbox_handled')
export class OutboxHandled {
  @PrimaryColumn({ type: 'varchar', length: 26 }) eventId: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) handler: string;
}
