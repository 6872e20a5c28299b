import 'reflect-metadata';
import Koa from 'koa';
import { OFFICIAL_ACCOUNT } from '../../../desk/accounts';
import { MemoryCache } from '../../../server/platform/cache/memory-cache';
import { systemClock } from '../../../server/platform/clock';
import { listen } from '../../../server/platform/http';
import { createLogger } from '../../../server/platform/logger';
import { Metrics } from '../../../server/platform/metrics';
import { createPushReceiver } from '../../../server/wechat/push/push-receiver';
import { report } from '../server-process';

/** Our receiver on the same bare Koa as the yardstick: parsing, checks, dedupe, metrics, reply. */
const receiver = createPushReceiver({
  account: { ...OFFICIAL_ACCOUNT, aesKey: OFFICIAL_ACCOUNT.aesKey, previousAesKey: undefined },
  cache: new MemoryCache(),
  clock: systemClock,
  logger: createLogger('silent'),
  metrics: new Metrics(),
});
receiver.on('text', async (push) => ({ type: 'text', content: `收到：${push.content}` }));
const app = new Koa();
app.use(receiver.middleware());
listen(app, '127.0.0.1', 0).then(({ url }) => report(url));
