import { IsNull } from 'typeorm';
import { fullTimeText } from '../platform/chinese-time';
import { lockRows } from '../platform/database';
import { conflict, ensure } from '../platform/fault';
import type { OwnData } from '../platform/own-data';
import type { VolunteerService } from '../volunteers';
import { Appointment, type AppointmentRole } from './appointment.entity';

const ROLES: Record<AppointmentRole, string> = {
  UNIT_OFFICER: '科协工作人员',
  IMPORT_OFFICER: '集体注册工作人员',
  PLATFORM_ADMIN: '平台管理员',
  AUDITOR: '审计人员',
};

/** Who holds an office is relieved of it before they leave, so that no power is left without its holder (R61). */
export function attendToDepartures(ownData: OwnData, volunteers: VolunteerService): void {
  volunteers.checkDepartures(async (tx, volunteerId) => {
    const held = await lockRows(tx, Appointment, [{ volunteerId, revokedAt: IsNull() }]);
    ensure(
      held.length === 0,
      conflict(
        'holds_appointment',
        `您还是${[...new Set(held.map(({ role }) => ROLES[role]))].join('、')}，请先由平台管理员收回授权，再注销账号。`,
      ),
    );
  });
  ownData.section({
    title: '平台授权',
    columns: ['角色', '授权时间', '收回时间'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(Appointment, {
        where: { volunteerId },
        order: { id: 'DESC' },
        take,
      });
      return rows.map(({ role, grantedAt, revokedAt }) => [
        ROLES[role],
        fullTimeText(grantedAt),
        revokedAt && fullTimeText(revokedAt),
      ]);
    },
  });
}
