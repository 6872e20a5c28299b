import type { Parts } from '../platform/parts';
import type { VolunteerService } from '../volunteers';
import { appointmentRoutes } from './appointment.routes';
import { AppointmentService } from './appointment.service';
import { attendToDepartures } from './departures';
import { organizationRoutes } from './organization.routes';
import { OrganizationService } from './organization.service';
import { RightsService } from './rights.service';
import { unitRoutes } from './unit.routes';

export interface Organizations {
  organizations: OrganizationService;
  rights: RightsService;
  appointments: AppointmentService;
}

/** Makes the module's services and hangs its routes. */
export function organizationsModule(
  parts: Parts,
  { volunteers }: { volunteers: VolunteerService },
): Organizations {
  const { database, clock, audit, api } = parts;
  const rights = new RightsService(volunteers);
  const organizations = new OrganizationService(rights, audit, clock);
  const appointments = new AppointmentService(volunteers, audit, clock);
  attendToDepartures(parts.ownData, volunteers);
  organizationRoutes(api, database, organizations);
  unitRoutes(api, { database, volunteers, organizations, rights });
  appointmentRoutes(api, { database, volunteers, organizations, appointments });
  return { organizations, rights, appointments };
}
