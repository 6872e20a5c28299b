import Koa from 'koa';
import { OFFICIAL_ACCOUNT } from '../../../desk/accounts';
import { listen } from '../../../server/platform/http';
import { report } from '../server-process';

const coWechat = require('co-wechat');

/** The yardstick: the co-wechat middleware on bare Koa, answering the same text. */
const app = new Koa();
const { pushToken: token, appId: appid, aesKey: encodingAESKey } = OFFICIAL_ACCOUNT;
app.use(
  coWechat({ token, appid, encodingAESKey }).middleware(
    async (message: { Content: string }) => `收到：${message.Content}`,
  ),
);
listen(app, '127.0.0.1', 0).then(({ url }) => report(url));
