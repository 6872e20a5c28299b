import type { ActivityService } from '../activities';
import type { DemandService } from '../demands';
import type { MembershipService } from '../memberships';
import { followMergers, type OrganizationService, type RightsService } from '../organizations';
import type { Parts } from '../platform/parts';
import type { ContentGuard, RecapService } from '../recaps';
import type { SignUpService } from '../signups';
import type { AccountService, VolunteerService } from '../volunteers';
import type { Wechat } from '../wechat';
import { Addressing } from './addressing';
import { tellOfChanges } from './change.reactions';
import { DeliveryService } from './delivery.service';
import { tellOfDemands } from './demand.reactions';
import { inboxRoutes } from './inbox.routes';
import { InboxService } from './inbox.service';
import { tellOfLegacyTeams } from './legacy.reactions';
import { Notice } from './notice.entity';
import { tellOfEvents } from './notice.reactions';
import { noticeRoutes } from './notice.routes';
import { NoticeSender } from './notice.sender';
import { NoticeService } from './notice.service';
import { ownInbox } from './own-inbox';
import { tellOfPayments } from './payment.reactions';
import { RepeatedNotices } from './repeated-notices';
import { tellOfSeries } from './series.reactions';
import { SubscriptionCredits } from './subscription-credits';
import { tellOfVolunteers } from './volunteer.reactions';
import { listenToWechat } from './wechat-pushes';

const ADDRESS = 'notices.address';
const SEND = 'notices.send';
const DUE = 'due';

export interface NoticesNeeds {
  wechat: Wechat;
  accounts: AccountService;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  memberships: MembershipService;
  activities: ActivityService;
  demands: DemandService;
  signUps: SignUpService;
  recaps: RecapService;
  guard: ContentGuard;
}

export interface Notices {
  notices: NoticeService;
}

/** Makes the module's services and hangs its routes, handlers, jobs and schedules. */
export function noticesModule(parts: Parts, needs: NoticesNeeds): Notices {
  const { config, database, clock, cache, audit, relay, api } = parts;
  const {
    wechat,
    accounts,
    volunteers,
    organizations,
    memberships,
    activities,
    demands,
    signUps,
    recaps,
    guard,
  } = needs;
  const credits = new SubscriptionCredits();
  const addressing = new Addressing(credits, config.wechat.templates.signUpResult, clock);
  const { policy } = config;
  const notices = new NoticeService({
    ...{ organizations, memberships, activities, addressing, audit, policy, clock },
  });
  audit.subjects.addEntity(['notice'], Notice, ({ title }) => title);
  const deliveries = new DeliveryService(database, clock);
  const sender = new NoticeSender({
    database,
    cache,
    wechat,
    config: config.wechat,
    deliveries,
    organizations,
    activities,
  });
  const inbox = new InboxService(clock);

  const repeated = new RepeatedNotices(cache);
  noticeRoutes(api, { database, notices, inbox, memberships, guard, repeated });
  ownInbox(parts.ownData, inbox);
  inboxRoutes(api, { database, inbox, organizations });
  tellOfEvents({ relay, clock, notices, organizations, rights: needs.rights, activities, signUps, recaps });
  tellOfSeries({ relay, notices, activities, signUps });
  tellOfVolunteers({ relay, notices, volunteers });
  tellOfPayments({ relay, notices, activities });
  tellOfLegacyTeams({ relay, notices, organizations });
  tellOfChanges({ relay, notices, organizations, rights: needs.rights, memberships });
  tellOfDemands({ relay, notices, organizations, activities, demands });
  followMergers(relay, 'notices.follow', [Notice]);
  listenToWechat({ wechat, database, accounts, sender, credits });
  workOff(parts, { notices, deliveries, sender });
  return { notices };
}

/**
 * Addressing and sending as jobs. Each run does one chunk and asks for the next, so that a stopping process waits for
 * seconds, not for a million followers. A schedule takes up what a lost wake-up or a dead process left.
 */
function workOff(
  { database, jobs, relay }: Parts,
  work: { notices: NoticeService; deliveries: DeliveryService; sender: NoticeSender },
): void {
  const { notices, deliveries, sender } = work;
  relay.on('notice.published', ADDRESS, async (_tx, { noticeId }) => jobs.enqueue(ADDRESS, noticeId));
  relay.on('notice.queued', SEND, async () => jobs.enqueue(SEND, DUE));

  jobs.handle(ADDRESS, async (noticeId) => {
    const more = await database.transaction((tx) => notices.addressNext(tx, noticeId));
    if (more) await jobs.enqueue(ADDRESS, noticeId);
  });
  jobs.handle(SEND, async () => {
    if (await sender.sendBatch()) await jobs.enqueue(SEND, DUE);
  });
  jobs.schedule('notices.sweep', '23 * * * * *', async () => {
    await database.transaction((tx) => deliveries.releaseForfeit(tx));
    if (await deliveries.anyDue(database)) await jobs.enqueue(SEND, DUE);
    for (const noticeId of await deliveries.unfinishedNotices(database))
      await jobs.enqueue(ADDRESS, noticeId);
  });
}
