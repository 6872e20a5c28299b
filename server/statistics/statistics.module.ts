import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Parts } from '../platform/parts';
import type { ConsentService, VolunteerService } from '../volunteers';
import { FiguresExport } from './figures.export';
import { FiguresKeeper } from './figures.keeper';
import { markWhatChanges } from './figures.marks';
import { figuresRoutes } from './figures.routes';
import { FiguresService } from './figures.service';
import { OwnFiguresService } from './own-figures.service';
import { showcaseRoutes } from './showcase.routes';

const COUNT = 'statistics.count';
const ALL = 'all';
/** Periods counted in one run of the job, so that a stopping process waits for seconds. */
const PER_RUN = 20;

export interface StatisticsNeeds {
  volunteers: VolunteerService;
  consents: ConsentService;
  organizations: OrganizationService;
  rights: RightsService;
  memberships: MembershipService;
}

/** Makes the module's services and hangs its routes, handlers, jobs and schedules. */
export function statisticsModule(parts: Parts, needs: StatisticsNeeds): void {
  const { config, database, clock, audit, relay, jobs, api } = parts;
  const { organizations, rights } = needs;
  const keeper = new FiguresKeeper(clock);
  const figures = new FiguresService(rights, clock);
  const exports = new FiguresExport(database, organizations, rights, figures, keeper, audit);
  const own = new OwnFiguresService(needs.consents);
  const count = () => jobs.enqueue(COUNT, ALL);
  showcaseRoutes(api, { database, policy: config.policy, keeper, figures, ...needs });
  figuresRoutes(api, { database, clock, keeper, figures, exports, own, count, ...needs });
  markWhatChanges(relay, keeper);

  jobs.handle(COUNT, async () => {
    for (let run = 0; run < PER_RUN; run++) {
      if (!(await database.transaction((tx) => keeper.countNext(tx)))) return;
    }
    await count();
  });
  // R82. What a process left behind when it ended is taken up with it.
  jobs.schedule('statistics.refresh', '0 0 * * *', async () => {
    await database.transaction((tx) => keeper.beginRefresh(tx));
    await count();
  });
}
