import 'reflect-metadata';
import { loadConfig } from '../config/config';
import { configuredMenu } from '../server/conversation';
import { createCache } from '../server/platform/cache';
import { systemClock } from '../server/platform/clock';
import { createLogger } from '../server/platform/logger';
import { Metrics } from '../server/platform/metrics';
import { createWechat } from '../server/wechat';

/** `npm run menu`: publishes `config/menu.json` as the official account's menu. Phones show it within minutes. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const cache = await createCache(config.redis);
  try {
    const wechat = createWechat({
      config: config.wechat,
      publicUrl: config.http.publicUrl,
      cache,
      clock: systemClock,
      logger,
      metrics: new Metrics(),
    });
    await wechat.officialAccount.publishMenu(configuredMenu(config));
    process.stdout.write('菜单已发布，手机上几分钟内更新。\n');
  } finally {
    await cache.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
