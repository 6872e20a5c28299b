import type { MembershipService } from '../memberships';
import { OrganizationChange, type OrganizationService, type RightsService } from '../organizations';
import type { OutboxRelay } from '../platform/outbox';
import * as words from './change.words';
import type { NoticeService } from './notice.service';

const TELL = 'notices.tell';

interface Needs {
  relay: OutboxRelay;
  notices: NoticeService;
  organizations: OrganizationService;
  rights: RightsService;
  memberships: MembershipService;
}

/**
 * Whoever asked for a change hears what became of it; the admins hear when their organization is stopped, the members
 * when it ends; officers hear when their unit or one below it moves.
 */
export function tellOfChanges({ relay, notices, organizations, rights, memberships }: Needs): void {
  relay.on('organization-change.decided', TELL, async (tx, { changeId, organizationId }) => {
    const change = await tx.manager.findOneByOrFail(OrganizationChange, { id: changeId });
    const { name } = await organizations.findOrganization(tx, organizationId);
    const said = words.changeDecided(name, change);
    await notices.tell(tx, { recipients: [change.requestedBy], ...said, channels: ['TEMPLATE'] });
  });
  for (const outcome of ['suspended', 'resumed'] as const) {
    relay.on(`organization.${outcome}`, TELL, async (tx, { organizationId }) => {
      const organization = await organizations.findOrganization(tx, organizationId);
      const recipients = await memberships.adminIds(tx, organizationId);
      const said = words.organizationStopped(organization, outcome);
      await notices.tell(tx, { recipients, ...said, channels: ['TEMPLATE'] });
    });
  }
  relay.on('unit.moved', TELL, async (tx, { unitId, fromId, intoId, changeId }) => {
    const { requestedBy, decidedBy } = await tx.manager.findOneByOrFail(OrganizationChange, { id: changeId });
    const names = await organizations.findOrganizations(tx, [unitId, fromId, intoId]);
    const [unit, from, into] = [unitId, fromId, intoId].map((id) => names.get(id)!.name);
    // Who asked and who decided know it; an officer of two of the units is told once, of what is nearest to them.
    const told = new Set([requestedBy, decidedBy]);
    const sayings = [
      [unitId, words.unitMoved],
      [fromId, words.unitLost],
      [intoId, words.unitGained],
    ] as const;
    for (const [id, say] of sayings) {
      const recipients = (await rights.officersOf(tx, id)).filter((officer) => !told.has(officer));
      for (const officer of recipients) told.add(officer);
      await notices.tell(tx, { recipients, ...say(unit!, from!, into!), channels: ['TEMPLATE'] });
    }
  });
  relay.on('memberships.dissolved', TELL, async (tx, { organizationId, volunteerIds }) => {
    const organization = await organizations.findOrganization(tx, organizationId);
    await notices.tell(tx, { recipients: volunteerIds, ...words.organizationDissolved(organization) });
  });
  relay.on('memberships.moved', TELL, async (tx, { organizationId, intoId, volunteerIds }) => {
    const { name } = await organizations.findOrganization(tx, organizationId);
    const into = await organizations.findOrganization(tx, intoId);
    await notices.tell(tx, { recipients: volunteerIds, ...words.organizationMerged(name, into.name) });
  });
}
