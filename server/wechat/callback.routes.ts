import Router from '@koa/router';
import type { PushReceiver } from './push/push-receiver';

/** The two addresses to enter on WeChat's console as message push URLs. */
export function callbackRoutes(pushes: { callback: PushReceiver; miniProgramPush: PushReceiver }): Router {
  const router = new Router();
  router.all('/wechat/callback', pushes.callback.middleware());
  router.all('/wechat/mini-program/push', pushes.miniProgramPush.middleware());
  return router;
}
