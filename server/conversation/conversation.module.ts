import type Router from '@koa/router';
import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { Parts } from '../platform/parts';
import type { ServiceHoursService } from '../service-hours';
import type { AccountService, VolunteerService } from '../volunteers';
import { OAuthStates, type Wechat } from '../wechat';
import { bindingPage } from './binding.page';
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
  const { config, database, clock, cache } = parts;
  const { wechat, accounts, volunteers } = needs;
  const key = config.secrets.signingKey;
  answerPushes(wechat, new ConversationService({ reader: database, clock, ...needs }));
  const states = new OAuthStates({ key, cache, clock });
  const identity = new WebIdentity(key, clock);
  const { publicUrl } = config.http;
  return {
    pages: [
      oauthRoutes({ wechat, database, accounts, states, identity, publicUrl }),
      bindingPage({ database, accounts, volunteers, identity }),
    ],
  };
}
