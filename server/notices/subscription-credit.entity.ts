import { Entity, Unique } from 'typeorm';
import { IdColumn, IntColumn, RefColumn, TextColumn } from '../platform/database';

/** How many subscribe messages of a template a person has agreed to and not yet got. */
@Entity('subscription_credits')
@Unique('uq_subscription_credits', ['accountId', 'templateId'])
export class SubscriptionCredit {
  @IdColumn() id: string;
  @RefColumn() accountId: string;
  @TextColumn(64) templateId: string;
  @IntColumn() credits: number;
}
