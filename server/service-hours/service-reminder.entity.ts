import { Entity, Unique } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, RefColumn } from '../platform/database';

/** A volunteer asked whoever must act to act: once a day for one activity. */
@Entity('service_reminders')
@Unique('uq_service_reminders_day', ['activityId', 'volunteerId', 'day'])
export class ServiceReminder {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  @RefColumn() volunteerId: string;
  @DayColumn() day: string;
  @InstantColumn() createdAt: Date;
}
