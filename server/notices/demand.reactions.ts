import type { ActivityService } from '../activities';
import type { DemandService } from '../demands';
import { Membership } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { Reader } from '../platform/database';
import type { OutboxRelay } from '../platform/outbox';
import * as words from './demand.words';
import type { NoticeService } from './notice.service';

const TELL = 'notices.tell';

interface Needs {
  relay: OutboxRelay;
  notices: NoticeService;
  organizations: OrganizationService;
  activities: ActivityService;
  demands: DemandService;
}

/** R70: whoever asked hears every answer; whoever serves hears what is asked of them. */
export function tellOfDemands(needs: Needs): void {
  tellRequesters(needs);
  tellServing(needs);
}

function tellRequesters({ relay, notices, organizations, activities, demands }: Needs): void {
  relay.on('demand.published', TELL, async (tx, { demandId }) => {
    const demand = await demands.findDemand(tx, demandId);
    await notices.tell(tx, { recipients: [demand.requesterId], ...words.demandPublished(demand) });
  });

  relay.on('demand.rejected', TELL, async (tx, { demandId }) => {
    const demand = await demands.findDemand(tx, demandId);
    await notices.tell(tx, { recipients: [demand.requesterId], ...words.demandRejected(demand) });
  });

  relay.on('demand.accepted', TELL, async (tx, { demandId, organizationId }) => {
    const demand = await demands.findDemand(tx, demandId);
    const { name } = await organizations.findOrganization(tx, organizationId);
    await notices.tell(tx, { recipients: [demand.requesterId], ...words.demandAccepted(demand, name) });
  });

  relay.on('demand.in-service', TELL, async (tx, { demandId }) => {
    const demand = await demands.findDemand(tx, demandId);
    if (!demand.activityId) return;
    const { id: activityId, title } = await activities.findActivity(tx, demand.activityId);
    const said = words.demandInService(demand, title);
    await notices.tell(tx, { recipients: [demand.requesterId], ...said, activityId });
  });

  relay.on('demand.completed', TELL, async (tx, { demandId }) => {
    const demand = await demands.findDemand(tx, demandId);
    await notices.tell(tx, { recipients: [demand.requesterId], ...words.demandCompleted(demand) });
  });
}

function tellServing({ relay, notices, organizations, demands }: Needs): void {
  const adminsOf = async ({ manager }: Reader, organizationId: string): Promise<string[]> => {
    const admins = await manager.findBy(Membership, { organizationId, state: 'ACTIVE', role: 'ADMIN' });
    return admins.map(({ volunteerId }) => volunteerId);
  };

  relay.on('demand.dispatched', TELL, async (tx, { demandId, organizationId }) => {
    const demand = await demands.findDemand(tx, demandId);
    const recipients = await adminsOf(tx, organizationId);
    await notices.tell(tx, { recipients, ...words.demandDispatched(demand), channels: ['TEMPLATE'] });
  });

  relay.on('demand.returned', TELL, async (tx, { demandId, organizationId, cause }) => {
    const demand = await demands.findDemand(tx, demandId);
    const { name } = await organizations.findOrganization(tx, organizationId);
    // Who dispatched it looks for another; what was taken from the board concerns its requester.
    const recipients = [demand.dispatchedBy ?? demand.requesterId];
    await notices.tell(tx, { recipients, ...words.demandReturned(demand, name, cause) });
  });

  relay.on('demand.rated', TELL, async (tx, { demandId, organizationId }) => {
    const demand = await demands.findDemand(tx, demandId);
    const recipients = await adminsOf(tx, organizationId);
    await notices.tell(tx, { recipients, ...words.demandRated(demand) });
  });

  relay.on('demand.withdrawn', TELL, async (tx, { demandId, organizationId }) => {
    if (!organizationId) return;
    const demand = await demands.findDemand(tx, demandId);
    const recipients = await adminsOf(tx, organizationId);
    await notices.tell(tx, { recipients, ...words.demandWithdrawn(demand) });
  });
}
