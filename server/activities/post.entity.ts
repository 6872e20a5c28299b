import { Entity, Index } from 'typeorm';
import { FlagColumn, IdColumn, IntColumn, RefColumn, TextColumn } from '../platform/database';

/** 岗位: what somebody signs up for at an activity. Its counts change only through `PostService.count`, with a sign-up. */
@Entity('activity_posts')
@Index('ix_activity_posts_activity', ['activityId', 'position'])
export class Post {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  /** order within the activity, from 0 */
  @IntColumn() position: number;
  @TextColumn(30) title: string;
  /** discipline or skill asked for, in words; the organizer judges it */
  @TextColumn(200, { nullable: true }) requirement: string | null;
  @IntColumn() places: number;
  /** places that are held: confirmed, offered, attended or missed */
  @IntColumn() takenPlaces: number;
  /** how many wait for a place */
  @IntColumn() waiting: number;
  /** the number given last to somebody who waits; numbers are the order of the waiting list (R31) */
  @IntColumn() lastQueueNumber: number;
  /** narrower than the activity's, both inclusive */
  @IntColumn({ nullable: true }) minAge: number | null;
  @IntColumn({ nullable: true }) maxAge: number | null;
  @FlagColumn() membersOnly: boolean;
}
