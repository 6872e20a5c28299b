import { IsNull } from 'typeorm';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { VolunteerService } from '../volunteers';
import { Appointment, type AppointmentRole } from './appointment.entity';
import { Organization } from './organization.entity';

export interface AppointmentChoice {
  volunteerNumber: string;
  role: AppointmentRole;
  unitId?: string;
}

/** Gives and takes back the roles beyond volunteering. Every change is in the audit log (R64). */
export class AppointmentService {
  constructor(
    private readonly volunteers: VolunteerService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @param actor a platform admin, settled by the audience; null for the operator at the command line */
  async appoint(tx: Tx, actor: Actor | null, choice: AppointmentChoice): Promise<Appointment> {
    const { volunteerNumber, role, unitId = null } = choice;
    const volunteer = await this.volunteers.findByNumber(tx, volunteerNumber);
    ensure(
      volunteer.state === 'VERIFIED',
      conflict('volunteer_not_verified', '这位志愿者还没有完成实名认证，认证后可以授权。'),
    );
    await this.checkUnit(tx, role, unitId);
    const appointment: Appointment = {
      id: newId(),
      volunteerId: volunteer.id,
      role,
      unitId,
      openKey: `${role}:${unitId ?? ''}:${volunteer.id}`,
      grantedBy: actor?.volunteerId ?? null,
      grantedAt: this.clock.now(),
      revokedAt: null,
    };
    await refusingDuplicates(
      tx,
      { uq_appointments_open: conflict('already_appointed', '这位志愿者已经有这个角色，不需要再次授权。') },
      () => tx.manager.insert(Appointment, appointment),
    );
    await this.audit.record(tx, actor, 'appointment.granted', volunteer.id, { role, unitId });
    return appointment;
  }

  private async checkUnit(reader: Reader, role: AppointmentRole, unitId: string | null): Promise<void> {
    const needed = role === 'UNIT_OFFICER';
    ensure(
      needed === (unitId !== null),
      invalid(
        'unit_mismatch',
        needed ? '请选择这位工作人员所在的科协。' : '只有科协工作人员需要选择所在科协，请去掉后再提交。',
        { field: 'unitId' },
      ),
    );
    if (unitId === null) return;
    ensure(
      await reader.manager.existsBy(Organization, { id: unitId, kind: 'CAST_UNIT', state: 'ACTIVE' }),
      missing('unit_not_found', '没有找到这个科协，请重新选择。'),
    );
  }

  /** Ends an appointment at once. The last platform admin stays, or nobody could appoint another. */
  async revoke(tx: Tx, actor: Actor, id: string): Promise<void> {
    const admins = await this.holdPlatformAdmins(tx);
    const appointment = await tx.manager.findOneBy(Appointment, { id });
    ensure(appointment, missing('appointment_not_found', '没有找到这条授权，请刷新后再看。'));
    ensure(
      admins.some((admin) => admin.id !== id),
      conflict('last_platform_admin', '这是最后一位平台管理员，请先为另一位授权。'),
    );
    await changeExactlyOne(
      tx,
      Appointment,
      { id, revokedAt: IsNull() },
      { revokedAt: this.clock.now(), openKey: null },
      conflict('already_revoked', '这项授权已经收回，请刷新后再看。'),
    );
    const { volunteerId, role, unitId } = appointment;
    await this.audit.record(tx, actor, 'appointment.revoked', volunteerId, { role, unitId });
  }

  /** Locks the live platform admins, so that two of them cannot revoke each other at once. */
  private async holdPlatformAdmins({ manager }: Tx): Promise<Appointment[]> {
    const query = manager
      .createQueryBuilder(Appointment, 'appointment')
      .where("appointment.role = 'PLATFORM_ADMIN' AND appointment.revokedAt IS NULL")
      .orderBy('appointment.id');
    if (manager.connection.options.type === 'mysql') query.setLock('pessimistic_write');
    return query.getMany();
  }
}
