import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn } from '../platform/database';

export const CHANGE_KINDS = [
  'RESCHEDULE',
  'PLACES',
  'EDIT',
  'WITHDRAW',
  'PUBLISH',
  'CANCEL',
  'TAKE_DOWN',
  'CLOSE',
  'HANDOVER',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Who changed it: its organization, the unit above, or what became of the organization. */
export const CHANGE_SIDES = ['ORGANIZATION', 'UNIT', 'SYSTEM'] as const;
export type ChangeSide = (typeof CHANGE_SIDES)[number];

/** One field before and after; values as JSON has them, instants in ISO 8601. */
export interface ChangedField {
  field: string;
  /** of what, where the activity has several: the title of a post */
  of?: string;
  from: unknown;
  to: unknown;
}

/** A change of an activity after its publication: written with it in one transaction, never changed or removed (R24). */
@Entity('activity_changes')
@Index('ix_activity_changes_activity', ['activityId', 'id'])
export class ActivityChange {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  @CodeColumn(12) kind: ChangeKind;
  @CodeColumn(12) side: ChangeSide;
  /** null when the product itself did it */
  @RefColumn({ nullable: true }) actorId: string | null;
  @JsonColumn() items: ChangedField[];
  @TextColumn(200, { nullable: true }) reason: string | null;
  @InstantColumn() at: Date;
}
