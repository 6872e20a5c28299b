import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, RefColumn, TextColumn } from '../database/columns';

/** A limit that was given another value while the product runs. Rows are only added; the newest of a name holds. */
@Entity('policy_changes')
@Index('ix_policy_changes_name', ['name'])
export class PolicyChange {
  @IdColumn() id: string;
  @CodeColumn(40) name: string;
  @IntColumn() value: number;
  @TextColumn(200) reason: string;
  @RefColumn() changedBy: string;
  @InstantColumn() at: Date;
}
