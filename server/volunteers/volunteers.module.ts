import type { Parts } from '../platform/parts';
import type { Wechat } from '../wechat';
import { AccountService } from './account.service';
import { followFollowers } from './followers';
import { volunteerRoutes } from './volunteer.routes';
import { VolunteerService } from './volunteer.service';

export interface Volunteers {
  accounts: AccountService;
  volunteers: VolunteerService;
}

/** Makes the module's services and hangs its routes, handlers, jobs and schedules. */
export function volunteersModule(parts: Parts, wechat: Wechat): Volunteers {
  const { config, database, clock, personalData, audit, jobs, api } = parts;
  const accounts = new AccountService(database, clock, personalData);
  const volunteers = new VolunteerService(accounts, personalData, config.policy, audit, clock);
  volunteerRoutes(api, {
    database,
    wechat,
    accounts,
    volunteers,
    agreementVersion: config.policy.agreementVersion,
  });
  followFollowers(parts, wechat, accounts);
  jobs.schedule('sessions.tidy', '17 3 * * *', () => database.transaction((tx) => accounts.tidySessions(tx)));
  return { accounts, volunteers };
}
