import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn } from '../platform/database';
import type { Line } from './organization.entity';

export const CHANGE_KINDS = ['RENAME', 'PRINCIPAL', 'MOVE', 'MERGE', 'DISSOLVE', 'MOVE_UNIT'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const CHANGE_STATES = ['PENDING', 'APPROVED', 'RETURNED', 'WITHDRAWN'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** What is asked for, by kind; ids are checked again when it is decided. */
export type ChangeTarget =
  | { kind: 'RENAME'; name: string }
  | { kind: 'PRINCIPAL'; principalName: string }
  | { kind: 'MOVE'; line: Line; parentId: string; areaCode: string | null }
  | { kind: 'MERGE'; intoId: string }
  | { kind: 'DISSOLVE' }
  /** of a CAST unit, whose place is the same on both axes */
  | { kind: 'MOVE_UNIT'; parentId: string };

/**
 * A request to change what an organization is called, who answers for it, where it hangs, or whether it goes on. Asked
 * for by one of its admins or a unit above it, decided by somebody else above; stays as history. Of a CAST unit only
 * where it hangs.
 */
@Entity('organization_changes')
@Unique('uq_organization_changes_open', ['openKey'])
@Index('ix_organization_changes_organization', ['organizationId'])
@Index('ix_organization_changes_state', ['state'])
export class OrganizationChange {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  @CodeColumn(12) kind: ChangeKind;
  /** `kind:organizationId` while PENDING, null afterwards: one open request of a kind */
  @TextColumn(40, { nullable: true }) openKey: string | null;
  @JsonColumn() target: ChangeTarget;
  /** What it was when it was asked for and what it would become, as shown to people; null when the kind says it. */
  @TextColumn(200, { nullable: true }) was: string | null;
  @TextColumn(200, { nullable: true }) becomes: string | null;
  /** why, for the reviewers */
  @TextColumn(200) reason: string;
  /** names in `Parts.privateFiles` */
  @JsonColumn() proofs: string[];
  @CodeColumn(12) state: ChangeState;
  /** why it was returned; shown to who asked */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @RefColumn() requestedBy: string;
  @InstantColumn() requestedAt: Date;
  @RefColumn({ nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
}
