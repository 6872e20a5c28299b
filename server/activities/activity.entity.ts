import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  DegreesColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';

export const ACTIVITY_STATES = [
  'DRAFT',
  'PENDING',
  'RETURNED',
  'REJECTED',
  'PUBLISHED',
  'CANCELLED',
  'TAKEN_DOWN',
  'CLOSED',
] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];

/** How places are given: to who comes first, or to whom the organizer chooses among those who applied. */
export const SIGN_UP_MODES = ['FIRST_COME', 'APPROVAL'] as const;
export type SignUpMode = (typeof SIGN_UP_MODES)[number];

export const RISK_LEVELS = ['NONE', 'LOW', 'HIGH'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/**
 * 科技志愿服务活动. There is no fee field, and none may be added (R22); the deposit is returned in full. Whether it recruits or runs is derived from
 * the clock (`phaseOf`), never stored.
 */
@Entity('activities')
@Index('ix_activities_start', ['state', 'startsAt'])
@Index('ix_activities_area', ['state', 'areaCode', 'startsAt'])
@Index('ix_activities_organization', ['organizationId', 'state'])
@Index('ix_activities_lead', ['leadId'])
@Index('ix_activities_demand', ['demandId'])
@Index('ix_activities_published', ['publishedAt'])
@Index('ix_activities_series', ['seriesId', 'startsAt'])
export class Activity {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  /** the demand (需求) that it answers */
  @RefColumn({ nullable: true }) demandId: string | null;
  /** the weekly series that it is a date of; that of its first date is its own id */
  @RefColumn({ nullable: true }) seriesId: string | null;
  @TextColumn(50) title: string;
  /** code of `activityCategory` */
  @CodeColumn(16) category: string;
  /** code of `scene` (五进) */
  @CodeColumn(16, { nullable: true }) scene: string | null;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  @InstantColumn() recruitFrom: Date;
  @InstantColumn() recruitUntil: Date;
  /** address in words */
  @TextColumn(120) place: string;
  @CodeColumn(6) areaCode: string;
  /** null together: nobody said where exactly, of what was entered afterwards only (R25) */
  @DegreesColumn({ nullable: true }) latitude: number | null;
  @DegreesColumn({ nullable: true }) longitude: number | null;
  /** how far from the position one may check in */
  @IntColumn() radiusMetres: number;
  @CodeColumn(12, { default: 'FIRST_COME' }) signUpMode: SignUpMode;
  /** Whether people may wait for a place; those who wait are offered free ones in order (R31). */
  @FlagColumn({ default: true }) waitlist: boolean;
  /** Nobody signs up by themselves: who is invited accepts (R32). */
  @FlagColumn({ default: false }) invitedOnly: boolean;
  /** The sum over its posts, as the two that follow; changed only together with theirs. */
  @IntColumn() places: number;
  /** Places that are held: confirmed, offered, attended or missed. */
  @IntColumn() takenPlaces: number;
  /** How many wait for a place. */
  @IntColumn({ default: 0 }) waiting: number;
  /** Whether anybody ever signed up: from then on there is no silent withdrawal (R24). */
  @FlagColumn() signedUp: boolean;
  @TextColumn(1000) riskNotice: string;
  @CodeColumn(8) riskLevel: RiskLevel;
  /** insurer and policy number (R23) */
  @TextColumn(200, { nullable: true }) insurance: string | null;
  /** codes of `guarantee` */
  @JsonColumn() guarantees: string[];
  /** codes of `serviceTarget` */
  @JsonColumn() targets: string[];
  @IntColumn({ nullable: true }) minAge: number | null;
  @IntColumn({ nullable: true }) maxAge: number | null;
  /** the volunteer who leads it on site */
  @RefColumn() leadId: string;
  /** how the public asks questions; not a volunteer's own phone */
  @TextColumn(100) contact: string;
  @FlagColumn() membersOnly: boolean;
  /** what who takes part promises to come with, in fen, returned in full whatever happens (decision 0050) */
  @IntColumn({ nullable: true }) depositFen: number | null;
  @LongTextColumn() intro: string;
  @CodeColumn(12) state: ActivityState;
  /** Why it was returned, rejected, cancelled or taken down; shown to those concerned. */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @RefColumn() createdBy: string;
  @InstantColumn() createdAt: Date;
  /** When it was last published; stays when it is withdrawn afterwards. */
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  /** When time or place last changed: who signed up before may cancel without consequence (R24). */
  @InstantColumn({ nullable: true }) rescheduledAt: Date | null;
  @TextColumn(200, { nullable: true }) rescheduleReason: string | null;
}
