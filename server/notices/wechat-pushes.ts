import type { Database } from '../platform/database';
import type { AccountService } from '../volunteers';
import type { Wechat } from '../wechat';
import type { NoticeSender } from './notice.sender';
import type { SubscriptionCredits } from './subscription-credits';

interface Needs {
  wechat: Wechat;
  database: Database;
  accounts: AccountService;
  sender: NoticeSender;
  credits: SubscriptionCredits;
}

/** What WeChat tells about messages: delivered or not, and what people agreed to get. */
export function listenToWechat({ wechat, database, accounts, sender, credits }: Needs): void {
  wechat.callback.on(
    'event:TEMPLATESENDJOBFINISH',
    async ({ msgId, status }) => {
      await sender.report(msgId, status);
    },
    { mustNotBeLost: true },
  );

  wechat.miniProgramPush.on(
    'event:subscribe_msg_popup_event',
    async ({ openid, changes }) => {
      await database.transaction(async (tx) => {
        const { id } = await accounts.recognise(tx, { miniProgramOpenid: openid });
        for (const { templateId, accepted } of changes) if (accepted) await credits.add(tx, id, templateId);
      });
    },
    { mustNotBeLost: true },
  );

  wechat.miniProgramPush.on('event:subscribe_msg_change_event', async ({ openid, changes }) => {
    await database.transaction(async (tx) => {
      const { id } = await accounts.recognise(tx, { miniProgramOpenid: openid });
      for (const { templateId, accepted } of changes) if (!accepted) await credits.clear(tx, id, templateId);
    });
  });
}
