/**
 * The WeChat gateway: all that the modules may ask of WeChat, and all that WeChat tells them.
 *
 * Invariants: no token, secret, code or openid in any log or error; every call has a deadline; one access token
 * per account however many processes ask; nothing that is not from WeChat reaches a handler.
 */
import type { WechatConfig } from '../../config/wechat';
import type { Cache } from '../platform/cache/cache';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { AccountApi } from './account-api';
import { PAY_NOTIFICATIONS } from './callback.routes';
import { createMiniProgram, type MiniProgram } from './mini-program/mini-program';
import { createOfficialAccount, type OfficialAccount } from './official-account/official-account';
import { createWechatPay, type WechatPay } from './pay/wechat-pay';
import { createPushReceiver, type PushReceiver } from './push/push-receiver';
import { createWechatCall } from './wechat-call';

export type { WechatOutcome } from './errcodes';
export type { CheckScene, Verdict } from './mini-program/content-check';
export type { MiniProgram } from './mini-program/mini-program';
export type { SubscribeMessage } from './mini-program/subscribe-message';
export type { JsSdkConfig } from './official-account/js-sdk';
export type { Menu, MenuButton, Submenu } from './official-account/menu';
export type { SubscriptionNotice, TemplateMessage } from './official-account/messages';
export { OAuthStates } from './official-account/oauth-state';
export type { OfficialAccount } from './official-account/official-account';
export type { SceneCode } from './official-account/scene-codes';
export { PayError } from './pay/pay.error';
export type { PayNotice } from './pay/pay-notifications';
export type { PayRefund, PayTransaction } from './pay/pay-results';
export type { PaymentParams } from './pay/signing-pay';
export type { BillLine } from './pay/trade-bill';
export type { WechatPay } from './pay/wechat-pay';
export type { HandlerOptions, PushContext, PushHandler } from './push/handlers';
export type { PushReceiver } from './push/push-receiver';
export type { DeliveryStatus, Push, PushKind, SubscriptionChange } from './push/pushes';
export type { Article, Reply } from './push/replies';
export { WechatError } from './wechat.error';

export interface Wechat {
  officialAccount: OfficialAccount;
  miniProgram: MiniProgram;
  /** Pushes to the official account. */
  callback: PushReceiver;
  /** Pushes to the mini-program. */
  miniProgramPush: PushReceiver;
  /** undefined where no merchant is named: then nobody is asked for a deposit */
  pay: WechatPay | undefined;
}

export interface WechatDeps {
  config: WechatConfig;
  /** Origin under which WeChat Pay finds us. */
  publicUrl: string;
  cache: Cache;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

/** Makes the gateway; it opens no connection until it is used. */
export function createWechat({ config, publicUrl, cache, clock, logger, metrics }: WechatDeps): Wechat {
  const { host, timeoutMs } = config;
  const call = createWechatCall({ timeoutMs, logger, metrics });
  const officialAccount = new AccountApi(config.officialAccount, call, { cache, clock, host, timeoutMs });
  const miniProgram = new AccountApi(config.miniProgram, call, { cache, clock, host, timeoutMs });
  return {
    officialAccount: createOfficialAccount(officialAccount, { cache, clock, host, timeoutMs }),
    miniProgram: createMiniProgram(miniProgram, config.envVersion),
    callback: createPushReceiver({ account: config.officialAccount, cache, clock, logger, metrics }),
    miniProgramPush: createPushReceiver({ account: config.miniProgram, cache, clock, logger, metrics }),
    pay:
      config.pay &&
      createWechatPay({
        config: config.pay,
        appId: config.miniProgram.appId,
        notifyUrl: `${publicUrl}${PAY_NOTIFICATIONS}`,
        ...{ host, timeoutMs, clock, logger, metrics },
      }),
  };
}
