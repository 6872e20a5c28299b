import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server-process';
import { startDesk } from '../wire';
import { tellStory } from './tell-story';

/**
 * `npm run story`: tells the main job end to end and ends non-zero on any surprise. Without STORY_URL it starts the
 * product on the embedded default in a temporary folder; with it, it tells the story to a running one (whose simulated
 * WeChat is at STORY_WECHAT_URL, by default http://127.0.0.1:3010).
 */
async function main(): Promise<void> {
  const run = `story-${randomBytes(3).toString('hex')}`;
  const running = process.env.STORY_URL;
  if (running) {
    const wechatUrl = process.env.STORY_WECHAT_URL ?? 'http://127.0.0.1:3010';
    await tellStory({ productUrl: running, wechatUrl, run, tell: console.log });
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'stvs-story-'));
  const desk = await startDesk();
  const server = await startServer({ DATA_DIR: folder, WECHAT_HOST: desk.url });
  try {
    desk.setPushTargets(server.pushTargets);
    await tellStory({ productUrl: server.url, wechatUrl: desk.url, run, tell: console.log });
  } finally {
    await server.stop();
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const started = Date.now();
main().then(
  () => {
    console.log(`\n故事讲完，没有意外（${((Date.now() - started) / 1000).toFixed(1)} 秒）。`);
    process.exit(0);
  },
  (error) => {
    console.error(`\n${error.stack ?? error}`);
    process.exit(1);
  },
);
