import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, TextColumn } from '../platform/database';

export const CONSOLE_LOG_IN_STATES = ['WAITING', 'SCANNED', 'CONFIRMED', 'REFUSED', 'TAKEN'] as const;
export type ConsoleLogInState = (typeof CONSOLE_LOG_IN_STATES)[number];

/** One code shown to one browser: scanned with one WeChat, decided there, and taken by that browser once. */
@Entity('console_log_ins')
@Index('ix_console_log_ins_expiry', ['expiresAt'])
export class ConsoleLogIn {
  @IdColumn() id: string;
  /** hash of the secret that only the browser has which asked for the code */
  @TextColumn(44) browserHash: string;
  /** what the person is told they log in to, e.g. `Chrome（Windows）` */
  @TextColumn(60) browser: string;
  @CodeColumn(10) state: ConsoleLogInState;
  /** at the official account, once scanned */
  @TextColumn(64, { nullable: true }) openid: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}
