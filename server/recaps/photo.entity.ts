import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, RefColumn, TextColumn } from '../platform/database';

/** An uploaded photo, re-encoded. Equal content uploaded twice is two rows and one file. */
@Entity('photos')
@Index('ix_photos_uploader', ['uploadedBy'])
export class Photo {
  @IdColumn() id: string;
  /** Name in the file store; served at `/files/<fileName>`. */
  @TextColumn(48) fileName: string;
  @IntColumn() width: number;
  @IntColumn() height: number;
  @RefColumn() uploadedBy: string;
  @InstantColumn() createdAt: Date;
}
