import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';
import type { TextVerdict } from './content-guard';

export const RECAP_STATES = ['DRAFT', 'PENDING', 'PUBLISHED', 'RETURNED', 'TAKEN_DOWN'] as const;
export type RecapState = (typeof RECAP_STATES)[number];

/** One picture of a recap, copied from its Photo so that the page needs no second query. */
export interface RecapPhoto {
  photoId: string;
  fileName: string;
  width: number;
  height: number;
}

/** 传播分享: what an activity was like, told after it. One that is not taken down per activity. */
@Entity('recaps')
@Unique('uq_recaps_open', ['openKey'])
@Index('ix_recaps_state', ['state', 'publishedAt'])
@Index('ix_recaps_organization', ['organizationId', 'state'])
export class Recap {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  @RefColumn() organizationId: string;
  @RefColumn() authorId: string;
  /** The activity's id until the recap is taken down. */
  @RefColumn({ nullable: true }) openKey: string | null;
  @LongTextColumn() text: string;
  @JsonColumn() photos: RecapPhoto[];
  /** The author says that everybody recognisable in the photos agreed. */
  @FlagColumn() photoConsent: boolean;
  @IntColumn() peopleServed: number;
  @CodeColumn(12) state: RecapState;
  /** Why it was returned or taken down; shown to the author. */
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  /** What WeChat's content check said of the submitted text; other than `pass` asks the reviewer to look twice. */
  @CodeColumn(8, { nullable: true }) textVerdict: TextVerdict | null;
  @InstantColumn({ nullable: true }) submittedAt: Date | null;
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  @IntColumn() views: number;
  @IntColumn() shares: number;
  @InstantColumn() createdAt: Date;
}
