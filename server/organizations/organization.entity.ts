import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';

/** 科协 and 科技志愿服务组织 share one table, because both are nodes of the same two trees. */
export const ORGANIZATION_KINDS = ['CAST_UNIT', 'ORGANIZATION'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** Which of the two trees an organization is reviewed on (R10). */
export const LINES = ['TERRITORY', 'SYSTEM'] as const;
export type Line = (typeof LINES)[number];

export type UnitLevel = 'national' | 'province' | 'city' | 'county';

export const ORGANIZATION_STATES = [
  'DRAFT',
  'PENDING',
  'RETURNED',
  'REJECTED',
  'ACTIVE',
  'SUSPENDED',
  'DISSOLVED',
] as const;
export type OrganizationState = (typeof ORGANIZATION_STATES)[number];

export const JOIN_MODES = ['REVIEW', 'OPEN'] as const;
export type JoinMode = (typeof JOIN_MODES)[number];

/** Whether an organization of the old system was taken over by its people yet (R14). */
export type LinkState = 'NOT_NEEDED' | 'UNLINKED' | 'LINKED';

/**
 * A node of the territory tree (属地) and of the system tree (系统). CAST units are the trunk of both. The paths are
 * materialised, `/<id>/<id>/…/<own id>/`, so that a subtree is one prefix.
 */
@Entity('organizations')
@Unique('uq_organizations_number', ['number'])
@Unique('uq_organizations_name', ['nameKey'])
@Unique('uq_organizations_legacy', ['legacyNumber'])
@Index('ix_organizations_territory', ['territoryPath'])
@Index('ix_organizations_system', ['systemPath'])
@Index('ix_organizations_territory_parent', ['territoryParentId'])
@Index('ix_organizations_system_parent', ['systemParentId'])
@Index('ix_organizations_area', ['kind', 'state', 'areaCode'])
@Index('ix_organizations_applicant', ['applicantId'])
export class Organization {
  @IdColumn() id: string;
  @CodeColumn(12) kind: OrganizationKind;
  /** Shown to people, e.g. `O26A7KQ2M9X`. */
  @CodeColumn(16) number: string;
  @TextColumn(60) name: string;
  /** What makes the name unique (R11): see `nameKeyOf`. The own id while the name is not taken: as a draft, and dissolved. */
  @TextColumn(120) nameKey: string;
  /** code of `organizationType` */
  @CodeColumn(2) type: string;
  @CodeColumn(10) line: Line;
  /** code of `teamLevel` */
  @CodeColumn(12, { nullable: true }) teamLevel: string | null;
  /** only of CAST units */
  @CodeColumn(10, { nullable: true }) unitLevel: UnitLevel | null;
  /** six digits of GB/T 2260; `000000` is the whole country */
  @CodeColumn(6) areaCode: string;
  @RefColumn({ nullable: true }) territoryParentId: string | null;
  @RefColumn({ nullable: true }) systemParentId: string | null;
  @TextColumn(320) territoryPath: string;
  @TextColumn(320) systemPath: string;
  @CodeColumn(12) state: OrganizationState;
  /** Why it was returned, rejected or suspended; shown to its people. */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @TextColumn(64) principalName: string;
  @TextColumn(2000) intro: string;
  /** codes of `activityCategory` */
  @JsonColumn() categories: string[];
  @CodeColumn(8) joinMode: JoinMode;
  @TextColumn(120, { nullable: true }) address: string | null;
  /** as exactly as it is known: `2020`, `2020-05` or `2020-05-30` */
  @TextColumn(10, { nullable: true }) foundedOn: string | null;
  /** unified social credit code (R06); teams of one institution share its code */
  @TextColumn(18, { nullable: true }) creditCode: string | null;
  /** how many people it says it has; `memberCount` are those on the platform */
  @IntColumn({ nullable: true }) headcount: number | null;
  /** encrypted; leaves masked (R60) */
  @TextColumn(200, { nullable: true }) principalPhone: string | null;
  /** of the list it came by, for the units above only */
  @TextColumn(200, { nullable: true }) remark: string | null;
  /** Number in the system before this one, or the code of a national society. */
  @CodeColumn(32, { nullable: true }) legacyNumber: string | null;
  @CodeColumn(12) linkState: LinkState;
  /** The organization that took over members and activities of this one, which is then DISSOLVED. */
  @RefColumn({ nullable: true }) mergedIntoId: string | null;
  /** Active members; kept by `OrganizationService.countMembers` in the transaction that changes a membership. */
  @IntColumn() memberCount: number;
  /** Activities ever published; kept by `OrganizationService.countActivity`. */
  @IntColumn() activityCount: number;
  /** The volunteer who applied for it and becomes its first admin; null for what was seeded. */
  @RefColumn({ nullable: true }) applicantId: string | null;
  @InstantColumn() createdAt: Date;
}
