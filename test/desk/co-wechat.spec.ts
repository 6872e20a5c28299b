import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { OFFICIAL_ACCOUNT } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';

// The middleware of a third party receives the pushes: an independent reading of safe mode.
const wechat = require('co-wechat');

let desk: Desk;
let server: Server;
let received: Record<string, unknown>[];
beforeAll(async () => {
  const { pushToken: token, appId: appid, aesKey: encodingAESKey } = OFFICIAL_ACCOUNT;
  const app = new Koa();
  app.use(
    wechat({ token, appid, encodingAESKey }).middleware(async (message: Record<string, unknown>) => {
      received.push(message);
      if (message.Content === '文章')
        return [{ title: '科普日', description: '', picurl: '', url: 'https://a.b' }];
      return message.MsgType === 'text' ? `收到：${message.Content}` : '';
    }),
  );
  server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const officialAccount = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  desk = await startDesk({ pushTargets: { officialAccount }, pushTiming: { timeoutMs: 2_000, retries: 0 } });
});
afterAll(async () => {
  await desk.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  received = [];
  await desk.control.reset();
  desk.control.putPerson({ id: 'li', follows: true });
});

it('reads a text, and its encrypted reply is read in turn', async () => {
  const { reply } = await desk.control.sendText('li', '报名 & <加油>');
  expect(received).toMatchObject([{ MsgType: 'text', Content: '报名 & <加油>' }]);
  expect(reply).toMatchObject({ kind: 'text', text: '收到：报名 & <加油>' });
});

it('reads events and may say nothing', async () => {
  const { push, reply } = await desk.control.tapMenu('li', 'MINE');
  expect(received).toMatchObject([{ MsgType: 'event', Event: 'CLICK', EventKey: 'MINE' }]);
  expect([push?.outcome, reply]).toEqual(['accepted', undefined]);
});

it('answers with an article', async () => {
  const { reply } = await desk.control.sendText('li', '文章');
  expect(reply?.articles).toMatchObject([{ title: '科普日', url: 'https://a.b' }]);
});

it('refuses a forged signature', async () => {
  expect((await desk.control.forgePush('li', 'officialAccount', 'signature')).status).toBe(401);
  expect(received).toEqual([]);
});

it('answers the check of the callback address', async () => {
  expect(await desk.control.verifyCallback('officialAccount')).toBe(true);
});
