import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildConsole } from './console-build';
import { Demo } from './demo/make-demo';
import { DeskPage } from './page/desk-page';
import { startServer } from './server-process';
import { startDesk } from './wire';

/**
 * `npm start`: the whole product on this machine, at one address. WeChat is simulated in this process and shown in the
 * browser; the server runs as a process of its own with nothing set but addresses, so it is the same server that
 * production runs.
 */
const DESK_PORT = Number(process.env.DESK_PORT ?? 3010);
const SERVER_PORT = process.env.PORT ?? '3000';
const DATA_DIR = process.env.DATA_DIR ?? 'var';

async function main(): Promise<void> {
  const watch = process.argv.includes('--watch');
  const page = new DeskPage(DATA_DIR, { watch });
  const desk = await startDesk({ port: DESK_PORT, extend: page.extend });
  const environment = { PORT: SERVER_PORT, PUBLIC_URL: desk.url, WECHAT_HOST: desk.url, DATA_DIR };
  const server = await startServer(environment, { watch });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
  desk.setPushTargets(server.pushTargets);
  try {
    await page.connect(desk.control, server.url);
    console.log('正在准备演示人物和内容……');
    await Promise.all([
      page.files('/desk.js'),
      buildConsole(),
      publishMenu(environment),
      new Demo(server.url, desk.control, page.clocks).make(),
    ]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  greet(desk.url, server.url);
  const code = await server.ended;
  await desk.stop();
  if (code !== 0) console.error('服务端意外停止。重新运行 npm start 继续，已经保存的内容都在。');
  process.exit(code);
}

/** What an operator does once with `npm run menu`; the simulated WeChat forgets it when it stops. */
function publishMenu(environment: Record<string, string>): Promise<void> {
  const script = join(__dirname, '../scripts/publish-menu.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'warn', ...environment },
    timeout: 30_000,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('the menu was not published'))));
  });
}

function greet(url: string, siteUrl: string): void {
  console.log(`
科技志愿服务平台已启动（内置数据库，微信为模拟）。在浏览器里打开：
stvs is running; WeChat is simulated. Open in your browser:

  ${url}/

  PC 门户与控制台 ${siteUrl}/  （登录：在上面的手机里扫电脑上的码）
  接口文档 API    ${url}/api/docs
  完整故事 Story  STORY_URL=${url} STORY_WECHAT_URL=${url} npm run story

按 Ctrl+C 停止。Press Ctrl+C to stop.
`);
}

main().catch((error) => {
  console.error(
    error.code === 'EADDRINUSE' ? `端口 ${error.port} 已被占用：请设置 PORT 或 DESK_PORT 后再启动。` : error,
  );
  process.exit(1);
});
