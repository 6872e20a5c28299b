import type { Config } from '../../config/config';
import type { Activity, ActivityService } from '../activities';
import type { OrganizationService } from '../organizations';
import type { Cache } from '../platform/cache/cache';
import { fullTimeText } from '../platform/chinese-time';
import { HOUR } from '../platform/clock';
import type { Database } from '../platform/database';
import { Account } from '../volunteers';
import { type DeliveryStatus, type Wechat, WechatError } from '../wechat';
import type { SendResult } from './delivery.rules';
import { BATCH, type DeliveryService } from './delivery.service';
import { activityPage, inboxPage } from './mini-program-pages';
import { Notice } from './notice.entity';
import type { NoticeDelivery } from './notice-delivery.entity';

const PARALLEL = 10;
const PLATFORM_NAME = '科技志愿服务平台';

interface Needs {
  database: Database;
  cache: Cache;
  wechat: Wechat;
  config: Config['wechat'];
  deliveries: DeliveryService;
  organizations: OrganizationService;
  activities: ActivityService;
}

/** Sends what waits: claims rows, calls WeChat outside of any transaction, writes down what became of it. */
export class NoticeSender {
  constructor(private readonly needs: Needs) {}

  /** @returns whether there may be more to send now */
  async sendBatch(): Promise<boolean> {
    const { database, deliveries } = this.needs;
    const claimed = await database.transaction((tx) => deliveries.claim(tx));
    for (let start = 0; start < claimed.length; start += PARALLEL) {
      const sent = claimed.slice(start, start + PARALLEL).map((delivery) => this.send(delivery));
      // A bug in one must not keep the others from being written down.
      const failed = (await Promise.allSettled(sent)).find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
    }
    return claimed.length === BATCH;
  }

  private async send(delivery: NoticeDelivery): Promise<void> {
    const { database, deliveries } = this.needs;
    const { manager } = database;
    const notice = await manager.findOneByOrFail(Notice, { id: delivery.noticeId });
    const account = await manager.findOneBy(Account, { volunteerId: delivery.volunteerId });
    const message = await this.messageOf(delivery, notice, account);
    if (typeof message === 'string') {
      await database.transaction((tx) => deliveries.suppress(tx, delivery, message));
      return;
    }
    const result = await attempt(message);
    await database.transaction((tx) => deliveries.settle(tx, delivery, result));
    if (result.sent && result.msgId) await this.applyEarlyReport(result.msgId);
  }

  /** @returns the call to make, or the reason why there is none any more */
  private async messageOf(
    delivery: NoticeDelivery,
    notice: Notice,
    account: Account | null,
  ): Promise<(() => Promise<string | null>) | string> {
    if (delivery.channel === 'TEMPLATE') {
      if (!account?.following || !account.officialOpenid) return 'not_following';
      return this.templateMessage(delivery, notice, account.officialOpenid);
    }
    if (!account?.miniProgramOpenid) return 'no_account';
    if (!notice.activityId) return 'no_activity';
    const activity = await this.needs.activities.findActivity(this.needs.database, notice.activityId);
    return this.subscribeMessage(notice, activity, account.miniProgramOpenid);
  }

  private async templateMessage({ id }: NoticeDelivery, notice: Notice, to: string) {
    const { config, wechat, organizations, database } = this.needs;
    const from = notice.organizationId
      ? (await organizations.findOrganization(database, notice.organizationId)).name
      : PLATFORM_NAME;
    const path = notice.activityId ? activityPage(notice.activityId) : inboxPage();
    return async () => {
      const { msgId } = await wechat.officialAccount.sendTemplate({
        to,
        templateId: config.templates.notice,
        data: { thing1: notice.title, thing2: from, time3: fullTimeText(notice.publishedAt) },
        miniProgram: { appId: config.miniProgram.appId, path },
        key: id,
      });
      return msgId;
    };
  }

  private subscribeMessage(notice: Notice, activity: Activity, to: string) {
    const { config, wechat } = this.needs;
    return async () => {
      await wechat.miniProgram.sendSubscribeMessage({
        to,
        templateId: config.templates.signUpResult,
        page: activityPage(activity.id),
        data: {
          thing1: activity.title,
          phrase2: notice.title.slice(0, 4),
          time3: fullTimeText(activity.startsAt),
          thing4: activity.place,
        },
      });
      return null;
    };
  }

  /**
   * A delivery report. It may come before the answer of the call that sent the message is written down: then it waits
   * in the cache, which `send` looks into after writing. Whichever comes second finds the other.
   */
  async report(msgId: string, status: DeliveryStatus): Promise<void> {
    const { database, deliveries, cache } = this.needs;
    await cache.set(earlyReport(msgId), status, HOUR);
    const known = await database.transaction((tx) => deliveries.report(tx, msgId, status));
    if (known) await cache.delete(earlyReport(msgId));
  }

  private async applyEarlyReport(msgId: string): Promise<void> {
    const { database, deliveries, cache } = this.needs;
    const status = (await cache.take(earlyReport(msgId))) as DeliveryStatus | null;
    if (status) await database.transaction((tx) => deliveries.report(tx, msgId, status));
  }
}

const earlyReport = (msgId: string): string => `notice-report:${msgId}`;

async function attempt(call: () => Promise<string | null>): Promise<SendResult> {
  try {
    return { sent: true, msgId: await call() };
  } catch (error) {
    // Anything else is our bug; the claim is then released by the sweeper.
    if (!(error instanceof WechatError)) throw error;
    return { sent: false, outcome: error.outcome, errcode: error.errcode };
  }
}
