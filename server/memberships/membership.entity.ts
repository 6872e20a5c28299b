import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

/** UNCLAIMED: by a list, of somebody who has not come yet; hidden until they do (R62). */
export const MEMBERSHIP_STATES = ['APPLIED', 'UNCLAIMED', 'ACTIVE', 'REJECTED', 'LEFT', 'REMOVED'] as const;
/** What admins may list: who has not come is nobody's to see (R62). */
export const LISTED_STATES = MEMBERSHIP_STATES.filter((state) => state !== 'UNCLAIMED');
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];

export const MEMBERSHIP_ROLES = ['MEMBER', 'ADMIN'] as const;
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number];

/** A volunteer's belonging to an organization, from application to end. History stays: a new one is a new row. */
@Entity('memberships')
@Unique('uq_memberships_open', ['openKey'])
@Index('ix_memberships_organization', ['organizationId', 'state', 'role'])
@Index('ix_memberships_volunteer', ['volunteerId', 'state'])
export class Membership {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  @RefColumn() volunteerId: string;
  /** `organizationId:volunteerId` while APPLIED, UNCLAIMED or ACTIVE, null afterwards: one open membership per pair */
  @TextColumn(60, { nullable: true }) openKey: string | null;
  @CodeColumn(8) role: MembershipRole;
  @CodeColumn(8) origin: 'APPLY' | 'FOUNDER' | 'APPOINT' | 'BULK';
  @CodeColumn(10) state: MembershipState;
  /** What the applicant wrote to the admins. */
  @TextColumn(200, { nullable: true }) remark: string | null;
  /** Why it was rejected or ended by an admin; shown to the volunteer. */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @RefColumn({ nullable: true }) decidedBy: string | null;
  @InstantColumn() appliedAt: Date;
  @InstantColumn({ nullable: true }) joinedAt: Date | null;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
}
