import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn } from '../platform/database';

export const ASSOCIATION_STATES = ['CLAIMED', 'LINKED', 'REJECTED', 'SUPERSEDED'] as const;
export type AssociationState = (typeof ASSOCIATION_STATES)[number];

/**
 * Somebody's claim to a team of the old system (notice 五（四）). A team without one, or with a rejected one only, is
 * UNMATCHED: that is `Organization.linkState` UNLINKED, and needs no row.
 */
@Entity('legacy_associations')
@Unique('uq_legacy_associations_open', ['openKey'])
@Index('ix_legacy_associations_organization', ['organizationId'])
@Index('ix_legacy_associations_claimant', ['claimantId'])
export class LegacyAssociation {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  @RefColumn() claimantId: string;
  @CodeColumn(10) state: AssociationState;
  /** the organization while CLAIMED, null afterwards: one claim at a time */
  @RefColumn({ nullable: true }) openKey: string | null;
  /** how the claimant belongs to the team */
  @TextColumn(500) statement: string;
  /** names of stored files */
  @JsonColumn() proofs: string[];
  /** shown to the claimant */
  @TextColumn(200, { nullable: true }) reason: string | null;
  @RefColumn({ nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @InstantColumn() createdAt: Date;
}
