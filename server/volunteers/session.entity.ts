import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

export type SessionChannel = 'MINI_PROGRAM' | 'WEB';

/** A log-in. Only the hash of its token is stored: a stolen table opens no session. */
@Entity('sessions')
@Unique('uq_sessions_token', ['tokenHash'])
@Index('ix_sessions_expiry', ['expiresAt'])
@Index('ix_sessions_account', ['accountId'])
export class Session {
  @IdColumn() id: string;
  @TextColumn(44) tokenHash: string;
  @RefColumn() accountId: string;
  /** Where it was opened: in the mini-program or in a browser on a PC. */
  @CodeColumn(16, { default: 'MINI_PROGRAM' }) channel: SessionChannel;
  /** What the terminal calls itself, for its owner to recognise it by; null when it does not say. */
  @TextColumn(60, { nullable: true }) device: string | null;
  /** The child for whom its guardian acts in this session (R04). */
  @RefColumn({ nullable: true }) childId: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}
