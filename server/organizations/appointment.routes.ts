import type { Database } from '../platform/database';
import { type Api, Id, mapPage, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { Appointment } from './appointment.entity';
import type { AppointmentService } from './appointment.service';
import { AppointmentForm, AppointmentQuery } from './organization.dto';
import type { OrganizationService } from './organization.service';
import { AppointmentView, appointmentView } from './organization.view';

class AppointmentParams {
  @Id() appointmentId: string;
}

export interface AppointmentRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  appointments: AppointmentService;
}

/** What the platform's admins do about roles. */
export function appointmentRoutes(api: Api, needs: AppointmentRoutesNeeds): void {
  const { database, volunteers, organizations, appointments } = needs;

  const viewOf = async (rows: readonly Appointment[]) => {
    const people = await volunteers.findVolunteers(
      database,
      rows.map(({ volunteerId }) => volunteerId),
    );
    const units = await organizations.findOrganizations(
      database,
      rows.flatMap(({ unitId }) => unitId ?? []),
    );
    return (row: Appointment) =>
      appointmentView(row, people.get(row.volunteerId)!, units.get(row.unitId ?? ''));
  };

  api.platform.post(
    '/appointments',
    { summary: '授权', body: AppointmentForm, returns: AppointmentView, status: 201 },
    async ({ actor, body }) => {
      const appointment = await database.transaction((tx) => appointments.appoint(tx, actor, body));
      return (await viewOf([appointment]))(appointment);
    },
  );

  api.platform.get(
    '/appointments',
    { summary: '现有授权', query: AppointmentQuery, returns: pageOf(AppointmentView) },
    async ({ query: { role, unitId, ...query } }) => {
      const live = database.manager
        .createQueryBuilder(Appointment, 'appointment')
        .where('appointment.revokedAt IS NULL');
      if (role) live.andWhere('appointment.role = :role', { role });
      if (unitId) live.andWhere('appointment.unitId = :unitId', { unitId });
      const page = await readPage(live, 'appointment', query);
      return mapPage(page, await viewOf(page.items));
    },
  );

  api.platform.post(
    '/appointments/:appointmentId/revocation',
    { summary: '收回授权', params: AppointmentParams },
    ({ actor, params }) => database.transaction((tx) => appointments.revoke(tx, actor, params.appointmentId)),
  );
}
