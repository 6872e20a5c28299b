import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';
import type { GivenConsents } from './consent.entity';
import type { Gender } from './volunteer.entity';

export type ClaimRequestState = 'PENDING' | 'LINKED' | 'REJECTED';

/**
 * Somebody says that they were brought in, or registered, before, and their phone, name and ID do not prove it: a
 * person decides. What they sent of their document and phone is erased with the decision.
 */
@Entity('claim_requests')
@Unique('uq_claim_requests_open', ['openKey'])
@Index('ix_claim_requests_account', ['accountId'])
@Index('ix_claim_requests_state', ['state'])
export class ClaimRequest {
  @IdColumn() id: string;
  @RefColumn() accountId: string;
  @TextColumn(64) name: string;
  @CodeColumn(2) documentType: string;
  @TextColumn(200, { nullable: true }) documentNumber: string | null;
  @TextColumn(44) documentIndex: string;
  /** confirmed by WeChat */
  @TextColumn(200, { nullable: true }) phone: string | null;
  @TextColumn(44) phoneIndex: string;
  @TextColumn(200, { nullable: true }) remark: string | null;
  @JsonColumn() consents: GivenConsents;
  @TextColumn(32) agreementVersion: string;
  /** for 14 to 17 year olds */
  @TextColumn(64, { nullable: true }) guardianName: string | null;
  @TextColumn(44, { nullable: true }) guardianPhoneIndex: string | null;
  @DayColumn() birthDay: string;
  @CodeColumn(8) gender: Gender;
  @CodeColumn(10) state: ClaimRequestState;
  /** the account while it waits: one open request each */
  @RefColumn({ nullable: true }) openKey: string | null;
  /** shown to the person */
  @TextColumn(200, { nullable: true }) reason: string | null;
  @RefColumn({ nullable: true }) volunteerId: string | null;
  @RefColumn({ nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @InstantColumn() createdAt: Date;
}
