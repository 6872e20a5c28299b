import { In } from 'typeorm';
import { type OrganizationService, type RightsService, successorOf } from '../organizations';
import type { Parts } from '../platform/parts';
import type { VolunteerService } from '../volunteers';
import { BulkMembershipService } from './bulk-membership.service';
import { attendToDepartures } from './departures';
import { FollowingService } from './following.service';
import { joiningRoutes } from './joining.routes';
import { memberRoutes } from './member.routes';
import { MemberRoleService } from './member-role.service';
import { Membership } from './membership.entity';
import { MembershipService } from './membership.service';
import { officeRoutes } from './office.routes';
import { Succession } from './succession';
import { unitVolunteersRoutes } from './unit-volunteers.routes';
import { workplaceRoutes } from './workplace.routes';

export interface MembershipsNeeds {
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
}

export interface Memberships {
  memberships: MembershipService;
  bulk: BulkMembershipService;
  roles: MemberRoleService;
}

/** Makes the module's services and hangs its routes and handlers. */
export function membershipsModule(
  parts: Parts,
  { volunteers, organizations, rights }: MembershipsNeeds,
): Memberships {
  const { config, database, clock, audit, relay, api } = parts;
  const followings = new FollowingService(organizations, clock);
  const memberships = new MembershipService(organizations, followings, audit, config.policy, clock);
  const roles = new MemberRoleService(memberships, rights, audit, config.policy);

  // Founding takes one of the places that a volunteer has (R12).
  organizations.checkApplications(async (tx, actor) => {
    await memberships.requireRoom(tx, actor);
  });
  rights.learnAdministrators(async (reader, volunteerId, organizationId) => {
    const membership = await memberships.findOpen(reader, organizationId, volunteerId);
    return membership?.state === 'ACTIVE' && membership.role === 'ADMIN';
  });
  relay.on('organization.approved', 'memberships.found', (tx, { organizationId, applicantId }) =>
    memberships.found(tx, organizationId, applicantId),
  );
  audit.subjects.add(['membership'], async (reader, ids) => {
    const rows = await reader.manager.findBy(Membership, { id: In(ids) });
    const people = await volunteers.findVolunteers(
      reader,
      rows.map(({ volunteerId }) => volunteerId),
    );
    return new Map(rows.map(({ id, volunteerId }) => [id, people.get(volunteerId)?.name ?? '']));
  });
  attendToDepartures(parts, { volunteers, organizations, memberships });
  const succession = new Succession(organizations, memberships, followings, clock);
  for (const event of ['organization.merged', 'memberships.partly-moved'] as const) {
    relay.on(event, 'memberships.move', async (tx, { organizationId, intoId }) =>
      succession.moveNext(tx, organizationId, await successorOf(tx, intoId)),
    );
  }
  for (const event of ['organization.dissolved', 'memberships.partly-dissolved'] as const) {
    relay.on(event, 'memberships.end', (tx, { organizationId }) => succession.endNext(tx, organizationId));
  }
  const bulk = new BulkMembershipService(organizations, followings, config.policy, clock);
  relay.on('volunteer.claimed', 'memberships.activate', (tx, { volunteerId }) =>
    bulk.activate(tx, volunteerId),
  );
  joiningRoutes(api, { database, organizations, memberships, roles, followings });
  memberRoutes(api, { database, organizations, volunteers, memberships, roles });
  officeRoutes(api, { database, organizations, volunteers, memberships, audit, policy: config.policy });
  unitVolunteersRoutes(api, { database, volunteers, rights });
  workplaceRoutes(api, { database, volunteers, organizations, rights });
  return { memberships, bulk, roles };
}
