import type { Parts } from '../platform/parts';
import type { VolunteerService } from '../volunteers';
import { appointmentRoutes } from './appointment.routes';
import { AppointmentService } from './appointment.service';
import { OrganizationChange } from './change.entity';
import { changeRoutes } from './change.routes';
import { ChangeService } from './change.service';
import { ChangeEffects } from './change-effects';
import { attendToDepartures } from './departures';
import { Organization } from './organization.entity';
import { organizationRoutes } from './organization.routes';
import { OrganizationService } from './organization.service';
import { OrganizationDetails } from './organization-details';
import { OrganizationEnrolment } from './organization-enrolment';
import { OrganizationTree } from './organization-tree';
import { overviewRoutes } from './overview.routes';
import { platformOfficeRoutes } from './platform-office.routes';
import { RightsService } from './rights.service';
import { unitRoutes } from './unit.routes';
import { unitMoveRoutes } from './unit-move.routes';
import { UnitQueues } from './unit-queues';

export interface Organizations {
  organizations: OrganizationService;
  rights: RightsService;
  appointments: AppointmentService;
  listed: OrganizationEnrolment;
  queues: UnitQueues;
}

/** Makes the module's services and hangs its routes. */
export function organizationsModule(
  parts: Parts,
  { volunteers }: { volunteers: VolunteerService },
): Organizations {
  const { database, clock, audit, api, privateFiles, personalData } = parts;
  const rights = new RightsService(volunteers);
  const tree = new OrganizationTree();
  const details = new OrganizationDetails(personalData, clock);
  const organizations = new OrganizationService(rights, tree, details, audit, clock);
  const appointments = new AppointmentService(volunteers, audit, clock);
  attendToDepartures(parts.ownData, volunteers);
  const effects = new ChangeEffects(organizations, tree, audit, clock);
  const changes = new ChangeService(organizations, effects, rights, audit, clock);
  organizationRoutes(api, database, organizations);
  unitRoutes(api, { database, volunteers, organizations, rights });
  changeRoutes(api, { database, privateFiles, volunteers, organizations, rights, effects, changes });
  unitMoveRoutes(api, { database, volunteers, organizations, effects, changes });
  appointmentRoutes(api, { database, volunteers, organizations, appointments });
  audit.subjects.addEntity(
    ['organization', 'unit', 'organization-change', 'members', 'service-records', 'figures', 'legacy'],
    Organization,
    ({ name }) => name,
  );
  audit.subjects.add(['volunteer', 'appointment', 'claim'], async (reader, ids) => {
    const people = await volunteers.findVolunteers(reader, ids);
    return new Map([...people].map(([id, { name }]) => [id, name]));
  });
  const queues = new UnitQueues(rights);
  queues.add('changes', OrganizationChange, "item.state = 'PENDING'");
  overviewRoutes(api, { database, volunteers, organizations, rights, queues, audit });
  platformOfficeRoutes(api, { database, volunteers, audit, policyBook: parts.policyBook });
  const listed = new OrganizationEnrolment(organizations, clock);
  return { organizations, rights, appointments, listed, queues };
}
