import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import {
  followMergers,
  type OrganizationService,
  type RightsService,
  type UnitQueues,
} from '../organizations';
import type { Tx } from '../platform/database';
import { Fault } from '../platform/fault';
import type { Parts } from '../platform/parts';
import { Demand } from './demand.entity';
import { countSubmitted } from './demand.lists';
import { demandRoutes } from './demand.routes';
import { DemandService } from './demand.service';
import { DemandSubjects } from './demand.subjects';
import { DemandCoordinationService } from './demand-coordination.service';
import { demandOrganizerRoutes } from './demand-organizer.routes';
import { DemandServingService } from './demand-serving.service';
import { demandUnitRoutes } from './demand-unit.routes';
import { MatchingService } from './matching.service';
import { ownDemands } from './own-demands';

export interface DemandsNeeds {
  organizations: OrganizationService;
  rights: RightsService;
  queues: UnitQueues;
  memberships: MembershipService;
  activities: ActivityService;
}

/** Makes the module's services and hangs its routes, handlers and schedules. */
export function demandsModule(parts: Parts, needs: DemandsNeeds): { demands: DemandService } {
  const { config, database, clock, personalData, audit, api } = parts;
  const { organizations, rights, memberships, activities } = needs;
  const { policy } = config;
  const demands = new DemandService(personalData, policy, clock);
  const coordination = new DemandCoordinationService(demands, organizations, rights, audit, policy, clock);
  const serving = new DemandServingService(demands, organizations, memberships, audit);
  const subjects = new DemandSubjects(demands, organizations);
  const matching = new MatchingService();
  ownDemands(parts.ownData);
  demandRoutes(api, { database, organizations, demands, subjects });
  demandOrganizerRoutes(api, { database, memberships, demands, serving, subjects });
  audit.subjects.addEntity(['demand'], Demand, ({ title }) => title);
  needs.queues.addCount('demands', countSubmitted);
  demandUnitRoutes(api, { database, organizations, rights, coordination, matching, subjects });
  activities.checkDemands((tx, id, organizationId) => serving.requireAnswerable(tx, id, organizationId));
  followActivities(parts, activities, serving);
  returnOverdue(parts, coordination);
  return { demands };
}

/** A demand goes the way of the activity that answers it, and with its organization when that is merged. */
function followActivities(
  { relay }: Parts,
  activities: ActivityService,
  serving: DemandServingService,
): void {
  const follow =
    (step: 'begin' | 'callOff' | 'complete') =>
    async (tx: Tx, { activityId }: { activityId: string }) =>
      serving[step](tx, await activities.findActivity(tx, activityId));
  relay.on('activity.published', 'demands.begin', follow('begin'));
  relay.on('activity.cancelled', 'demands.call-off', follow('callOff'));
  relay.on('activity.taken-down', 'demands.call-off', follow('callOff'));
  relay.on('activity.closed', 'demands.complete', follow('complete'));
  followMergers(relay, 'demands.follow', [Demand]);
}

/** R71: dispatches that nobody answered in time. */
function returnOverdue({ database, jobs }: Parts, coordination: DemandCoordinationService): void {
  jobs.schedule('demands.return-overdue', '*/5 * * * *', async () => {
    for (const demand of await coordination.listOverdue(database)) {
      await database
        .transaction((tx) => coordination.timeOut(tx, demand))
        .catch((error) => {
          // Its answer came in the same moment, and stands.
          if (!(error instanceof Fault)) throw error;
        });
    }
  });
}
