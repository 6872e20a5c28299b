import Router from '@koa/router';
import type { WechatPay } from './pay/wechat-pay';
import type { PushReceiver } from './push/push-receiver';

/** Path that WeChat Pay is told with every order. */
export const PAY_NOTIFICATIONS = '/wechat/pay/notifications';

interface Receivers {
  callback: PushReceiver;
  miniProgramPush: PushReceiver;
  pay: WechatPay | undefined;
}

/** The two addresses to enter on WeChat's console as message push URLs, and the one of WeChat Pay. */
export function callbackRoutes(pushes: Receivers): Router {
  const router = new Router();
  router.all('/wechat/callback', pushes.callback.middleware());
  router.all('/wechat/mini-program/push', pushes.miniProgramPush.middleware());
  if (pushes.pay) router.all(PAY_NOTIFICATIONS, pushes.pay.notifications.middleware());
  return router;
}
