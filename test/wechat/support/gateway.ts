import type { WechatConfig } from '../../../config/wechat';
import type { Cache } from '../../../server/platform/cache/cache';
import { MemoryCache } from '../../../server/platform/cache/memory-cache';
import { MovableClock } from '../../../server/platform/clock';
import { createLogger } from '../../../server/platform/logger';
import { Metrics } from '../../../server/platform/metrics';
import { createWechat } from '../../../server/wechat';

export const OA = {
  appId: 'wxtestofficialacc01',
  secret: 'official-account-secret-never-logged',
  pushToken: 'pushToken1',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  previousAesKey: undefined as string | undefined,
};
export const MP = { ...OA, appId: 'wxtestminiprogram01', secret: 'mini-program-secret-never-logged' };

export const testConfig = (host: string, changes: Partial<WechatConfig> = {}): WechatConfig => ({
  officialAccount: OA,
  miniProgram: MP,
  host,
  simulated: true,
  timeoutMs: 2_000,
  pay: undefined,
  templates: { notice: 'tpl-notice', signUpResult: 'tpl-signup' },
  envVersion: 'release',
  ...changes,
});

/** A gateway against `host` with everything that it writes kept in `lines`. */
export function testGateway(host: string, options: { cache?: Cache; config?: Partial<WechatConfig> } = {}) {
  const lines: string[] = [];
  const cache = options.cache ?? new MemoryCache();
  const clock = new MovableClock();
  const metrics = new Metrics();
  const logger = createLogger('debug', (line) => lines.push(line));
  const config = testConfig(host, options.config);
  const wechat = createWechat({ config, publicUrl: 'http://stvs.test', cache, clock, logger, metrics });
  return { wechat, cache, clock, metrics, lines };
}
