import { Entity, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn } from '../platform/database';

/** A volunteer who wants an organization's notices. Begins by itself on becoming a member; needs no membership. */
@Entity('followings')
@Unique('uq_followings_pair', ['organizationId', 'volunteerId'])
@Index('ix_followings_volunteer', ['volunteerId'])
export class Following {
  @IdColumn() id: string;
  @RefColumn() organizationId: string;
  @RefColumn() volunteerId: string;
  @InstantColumn() since: Date;
}
