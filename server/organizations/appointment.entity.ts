import { Entity, Index, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../platform/database';

export const APPOINTMENT_ROLES = ['UNIT_OFFICER', 'IMPORT_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR'] as const;
export type AppointmentRole = (typeof APPOINTMENT_ROLES)[number];

/** A role beyond volunteering, given to a person and taken back again. History stays. */
@Entity('appointments')
@Unique('uq_appointments_open', ['openKey'])
@Index('ix_appointments_volunteer', ['volunteerId'])
@Index('ix_appointments_role', ['role', 'revokedAt'])
export class Appointment {
  @IdColumn() id: string;
  @RefColumn() volunteerId: string;
  @CodeColumn(16) role: AppointmentRole;
  /** the CAST unit of a UNIT_OFFICER, null for the other roles */
  @RefColumn({ nullable: true }) unitId: string | null;
  /** `role:unitId:volunteerId` while it lasts, null afterwards: nobody holds one appointment twice */
  @TextColumn(80, { nullable: true }) openKey: string | null;
  /** null when appointed on the command line */
  @RefColumn({ nullable: true }) grantedBy: string | null;
  @InstantColumn() grantedAt: Date;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
