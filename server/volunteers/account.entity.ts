import { Entity, Unique } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

/**
 * A WeChat identity: somebody who follows the official account, uses the mini-program, or both.
 * The two are one account as soon as WeChat tells the unionid. It exists before its owner registers.
 */
@Entity('accounts')
@Unique('uq_accounts_unionid', ['unionid'])
@Unique('uq_accounts_mini_program_openid', ['miniProgramOpenid'])
@Unique('uq_accounts_official_openid', ['officialOpenid'])
@Unique('uq_accounts_volunteer', ['volunteerId'])
export class Account {
  @IdColumn() id: string;
  @TextColumn(64, { nullable: true }) unionid: string | null;
  @TextColumn(64, { nullable: true }) miniProgramOpenid: string | null;
  @TextColumn(64, { nullable: true }) officialOpenid: string | null;
  /** Whether the owner follows the official account now: only then template messages may be sent. */
  @FlagColumn() following: boolean;
  @RefColumn({ nullable: true }) volunteerId: string | null;
  /** Phone that WeChat vouched for, encrypted; registration takes it from here. */
  @TextColumn(200, { nullable: true }) verifiedPhone: string | null;
  /** 长者模式; null until its owner chose */
  @FlagColumn({ nullable: true }) largeType: boolean | null;
  @InstantColumn() createdAt: Date;
}
