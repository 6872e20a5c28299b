import type { OrganizationService, RightsService } from '../organizations';
import type { Database } from '../platform/database';
import { ensure, forbidden } from '../platform/fault';
import type { Api } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { Membership } from './membership.entity';
import { WorkplacesView, workplacesView } from './workplace.view';

export interface WorkplaceRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
}

/** Far more than R12 lets anybody have. */
const MOST = 100;

export function workplaceRoutes(api: Api, needs: WorkplaceRoutesNeeds): void {
  const { database, volunteers, organizations, rights } = needs;

  api.volunteer.get(
    '/workplaces',
    { summary: '我可以在哪里工作（控制台）', returns: WorkplacesView },
    async ({ actor }) => {
      const { volunteerId } = actor;
      ensure(volunteerId, forbidden('not_registered', '请先在小程序里注册成为科技志愿者，再使用控制台。'));
      const volunteer = await volunteers.findVolunteer(database, volunteerId);
      const administered = await database.manager.find(Membership, {
        where: { volunteerId, state: 'ACTIVE', role: 'ADMIN' },
        take: MOST,
      });
      const ids = administered.map(({ organizationId }) => organizationId);
      const own = await organizations.findOrganizations(database, ids);
      const units = await rights.officerUnits(database, actor);
      const appointments = await rights.appointmentsOf(database, volunteerId);
      return workplacesView(volunteer, [...own.values()], units, appointments);
    },
  );
}
