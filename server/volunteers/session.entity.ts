import { Entity, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

/** A log-in. Only the hash of its token is stored: a stolen table opens no session. */
@Entity('sessions')
@Unique('uq_sessions_token', ['tokenHash'])
@Index('ix_sessions_expiry', ['expiresAt'])
export class Session {
  @IdColumn() id: string;
  @TextColumn(44) tokenHash: string;
  @RefColumn() accountId: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}
