import { Entity } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn } from '../platform/database';

/**
 * 每周服务: activities that were planned together, a week or some days apart. Its id is that of its first date, so that
 * planning twice makes one series. Until it is published its dates go the same way together; then each is an ordinary
 * activity.
 */
@Entity('activity_series')
export class ActivitySeries {
  @IdColumn() id: string;
  /** 1 for Monday to 7 for Sunday, in order, e.g. `36` */
  @CodeColumn(7) weekdays: string;
  @RefColumn() createdBy: string;
  @InstantColumn() createdAt: Date;
}
