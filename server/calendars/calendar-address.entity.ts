import { Entity, Unique } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn } from '../platform/database';

/** Somebody's secret address for calendar programs. Its id is signed into the address; a new one ends the old. */
@Entity('calendar_addresses')
@Unique('uq_calendar_addresses_volunteer', ['volunteerId'])
export class CalendarAddress {
  @IdColumn() id: string;
  @RefColumn() volunteerId: string;
  @InstantColumn() createdAt: Date;
}
