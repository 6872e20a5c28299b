import type { OrganizationService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Database } from '../platform/database';
import { ensure, forbidden } from '../platform/fault';
import { type Api, Id, PageQuery, pageOf, readPage } from '../platform/http';
import type { InboxService } from './inbox.service';
import { InboxItem, inboxItem, UnreadView } from './notice.view';
import { NoticeDelivery } from './notice-delivery.entity';

class DeliveryParams {
  @Id() deliveryId: string;
}

export interface InboxRoutesNeeds {
  database: Database;
  inbox: InboxService;
  organizations: OrganizationService;
}

function registered(actor: Actor): RegisteredActor {
  ensure(actor.volunteerId, forbidden('not_registered', '请先注册成为科技志愿者，再查看消息。'));
  return actor as RegisteredActor;
}

/** A volunteer's inbox. */
export function inboxRoutes(api: Api, { database, inbox, organizations }: InboxRoutesNeeds): void {
  api.volunteer.get(
    '/inbox',
    { summary: '我的消息', query: PageQuery, returns: pageOf(InboxItem) },
    async ({ actor, query }) => {
      const mine = database.manager
        .createQueryBuilder(NoticeDelivery, 'delivery')
        .where('delivery.volunteerId = :volunteerId AND delivery.channel = :channel', {
          volunteerId: registered(actor).volunteerId,
          channel: 'INBOX',
        });
      const { items, next } = await readPage(mine, 'delivery', query);
      const notices = await inbox.findNotices(
        database,
        items.map(({ noticeId }) => noticeId),
      );
      const senders = await organizations.findOrganizations(
        database,
        [...notices.values()].flatMap(({ organizationId }) => organizationId ?? []),
      );
      return {
        items: items.map((delivery) => {
          const notice = notices.get(delivery.noticeId)!;
          return inboxItem(delivery, notice, senders.get(notice.organizationId ?? ''));
        }),
        next,
      };
    },
  );

  api.volunteer.get('/inbox/unread', { summary: '未读消息数', returns: UnreadView }, async ({ actor }) => ({
    unread: await inbox.countUnread(database, registered(actor).volunteerId),
  }));

  api.volunteer.post('/inbox/reading', { summary: '全部标为已读' }, ({ actor }) =>
    database.transaction((tx) => inbox.markAllRead(tx, registered(actor))),
  );

  api.volunteer.post(
    '/inbox/:deliveryId/reading',
    { summary: '标为已读', params: DeliveryParams },
    ({ actor, params }) =>
      database.transaction((tx) => inbox.markRead(tx, registered(actor), params.deliveryId)),
  );
}
