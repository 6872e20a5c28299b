import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../platform/database';

export type ServiceRecordState =
  | 'PENDING'
  | 'REJECTED'
  | 'IN_PUBLICITY'
  | 'DISPUTED'
  | 'EFFECTIVE'
  | 'VOIDED';

/** R37: how the minutes became known; it never changes. */
export type ServiceRecordSource = 'CHECKED_IN' | 'ENTERED' | 'RETROACTIVE';

/** Minutes that somebody served on one day, on their way from recorded to effective (R35–R39). */
@Entity('service_records')
@Unique('uq_service_records_check_in', ['checkInId'])
@Index('ix_service_records_day', ['day', 'volunteerId'])
@Index('ix_service_records_volunteer', ['volunteerId', 'day'])
@Index('ix_service_records_activity', ['activityId', 'state'])
@Index('ix_service_records_organization', ['organizationId', 'state'])
@Index('ix_service_records_publicity', ['state', 'publicityUntil'])
export class ServiceRecord {
  @IdColumn() id: string;
  @RefColumn() activityId: string;
  /** Of the activity; copied because reviews and figures go by organization. */
  @RefColumn() organizationId: string;
  @RefColumn() volunteerId: string;
  @RefColumn({ nullable: true }) checkInId: string | null;
  @IntColumn() minutes: number;
  @DayColumn() day: string;
  @InstantColumn() startAt: Date;
  @InstantColumn() endAt: Date;
  @TextColumn(200) content: string;
  @CodeColumn(12) source: ServiceRecordSource;
  /** null when the volunteer's own check-in made it */
  @RefColumn({ nullable: true }) recorderId: string | null;
  @RefColumn({ nullable: true }) approverId: string | null;
  /** Who must look at it while it is pending: another admin of the organization, or only a unit above it. */
  @CodeColumn(12) reviewLevel: 'ORGANIZATION' | 'UNIT';
  @CodeColumn(12) state: ServiceRecordState;
  @TextColumn(200, { nullable: true }) stateReason: string | null;
  @InstantColumn() stateSince: Date;
  /** Who brought it into its state; null when the volunteer or the clock did. */
  @RefColumn({ nullable: true }) stateBy: string | null;
  /** A Shanghai midnight; meaningless unless in publicity, kept while disputed to know what was left. */
  @InstantColumn({ nullable: true }) publicityUntil: Date | null;
  /** names of stored photos that prove a retroactive entry (R25); null for others */
  @JsonColumn({ nullable: true }) proof: string[] | null;
  @InstantColumn() createdAt: Date;
}
