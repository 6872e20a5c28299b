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

export type VolunteerState =
  | 'UNCLAIMED'
  | 'REGISTERED'
  | 'GUARDIAN_PENDING'
  | 'VERIFIED'
  | 'REJECTED'
  | 'SUSPENDED'
  | 'DEREGISTERING'
  | 'ERASED';

/** Registered themselves, came by collective registration, or from the system before this one. */
export type VolunteerSource = 'SELF' | 'BULK' | 'LEGACY';

export type Gender = 'male' | 'female';

/** What a volunteer may tell about themselves; code values of `reference/codes.json`. */
export interface VolunteerProfile {
  ethnicity?: string;
  politicalStatus?: string;
  education?: string;
  employer?: string;
  title?: string;
  email?: string;
  /** first-level disciplines of GB/T 13745 */
  disciplines?: string[];
}

/** 科技志愿者. One natural person is one row (R03): unique on document and on phone. Personal numbers are encrypted (R60). */
@Entity('volunteers')
@Unique('uq_volunteers_number', ['number'])
@Unique('uq_volunteers_document', ['documentIndex'])
@Unique('uq_volunteers_phone', ['phoneIndex'])
@Index('ix_volunteers_area', ['areaCode'])
@Index('ix_volunteers_created', ['createdAt'])
@Index('ix_volunteers_legacy', ['legacyNumber'])
@Index('ix_volunteers_claim_phone', ['claimPhoneIndex'])
@Index('ix_volunteers_leaving', ['state', 'deregistersAt'])
@Index('ix_volunteers_guardian', ['guardianAccountId'])
export class Volunteer {
  @IdColumn() id: string;
  /** Shown to people, e.g. `V26A7KQ2M9X`. */
  @CodeColumn(16) number: string;
  @TextColumn(64) name: string;
  @CodeColumn(2) documentType: string;
  @TextColumn(200) documentNumber: string;
  @TextColumn(44, { nullable: true }) documentIndex: string | null;
  @TextColumn(200) phone: string;
  @TextColumn(44, { nullable: true }) phoneIndex: string | null;
  /**
   * The phone that an import named, while UNCLAIMED: not unique, because lists repeat the number of whoever wrote them,
   * and it must not keep its owner from registering.
   */
  @TextColumn(44, { nullable: true }) claimPhoneIndex: string | null;
  /** `''` of somebody UNCLAIMED whose document does not tell it; so is their gender */
  @DayColumn() birthDay: string;
  @CodeColumn(8) gender: Gender | '';
  @CodeColumn(6) areaCode: string;
  @JsonColumn() serviceCategories: string[];
  @JsonColumn() profile: VolunteerProfile;
  @CodeColumn(8) source: VolunteerSource;
  /** The number in the system before this one. */
  @TextColumn(40, { nullable: true }) legacyNumber: string | null;
  @CodeColumn(20) state: VolunteerState;
  /** While DEREGISTERING: the state to return to. */
  @TextColumn(20, { nullable: true }) stateBefore: VolunteerState | null;
  /** While DEREGISTERING: when the person is erased. */
  @InstantColumn({ nullable: true }) deregistersAt: Date | null;
  /** Why the last verification was refused or the volunteer suspended; shown to them. */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @TextColumn(64, { nullable: true }) guardianName: string | null;
  @TextColumn(44, { nullable: true }) guardianPhoneIndex: string | null;
  /** The account whose owner consented for the minor, or holds the profile of a child under 14 (R04). */
  @RefColumn({ nullable: true }) guardianAccountId: string | null;
  @InstantColumn() createdAt: Date;
}
