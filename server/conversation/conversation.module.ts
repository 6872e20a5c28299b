import type Router from '@koa/router';
import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { Parts } from '../platform/parts';
import type { ServiceHoursService } from '../service-hours';
import type { AccountService, VolunteerService } from '../volunteers';
import { OAuthStates, type Wechat } from '../wechat';
import { bindingPage } from './binding.page';
import { consoleLogInPage } from './console-log-in.page';
import { answerLogIn } from './console-log-in.reply';
import { consoleLogInRoutes } from './console-log-in.routes';
import { ConsoleLogInService } from './console-log-in.service';
import { ConversationService } from './conversation.service';
import { oauthRoutes } from './oauth.routes';
import { answerPushes } from './replies';
import { WebIdentity } from './web-identity';

export interface ConversationNeeds {
  wechat: Wechat;
  accounts: AccountService;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  memberships: MembershipService;
  activities: ActivityService;
  hours: ServiceHoursService;
}

/** Makes the conversation and its pages. */
export function conversationModule(parts: Parts, needs: ConversationNeeds): { pages: Router[] } {
  const { api, config, database, clock, cache, jobs } = parts;
  const { wechat, accounts, volunteers } = needs;
  const key = config.secrets.signingKey;
  const { publicUrl } = config.http;
  const logIns = new ConsoleLogInService(accounts, clock);
  answerPushes(
    wechat,
    new ConversationService({ reader: database, clock, ...needs }),
    answerLogIn({ database, logIns, publicUrl }),
  );
  consoleLogInRoutes(api, { database, cache, wechat, logIns });
  jobs.schedule('console-log-ins.tidy', '27 3 * * *', () => database.transaction((tx) => logIns.tidy(tx)));
  const states = new OAuthStates({ key, cache, clock });
  const identity = new WebIdentity(key, clock);
  return {
    pages: [
      oauthRoutes({ wechat, database, accounts, states, identity, publicUrl }),
      bindingPage({ database, accounts, volunteers, identity }),
      consoleLogInPage({ database, accounts, identity, logIns }),
    ],
  };
}
