import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { EnvReader } from '../../config/env';
import { readWechat } from '../../config/wechat';
import { type Desk, startDesk } from '../../desk/wire';
import type { Push, WechatError } from '../../server/wechat';
import { testGateway } from './support/gateway';

/** The gateway against the desk, which signs, encrypts, checks and refuses on its own. */
let desk: Desk;
let server: Server;
let gateway: ReturnType<typeof testGateway>;

beforeEach(async () => {
  desk = await startDesk({
    pushTiming: { timeoutMs: 5_000, retries: 3, pauseMs: 20 },
    now: () => gateway?.clock.now().getTime() ?? Date.now(),
  });
  gateway = testGateway(desk.url, { config: configured(600) });
  const receivers: Record<string, Koa.Middleware> = {
    '/wechat/callback': gateway.wechat.callback.middleware(),
    '/wechat/mini-program/push': gateway.wechat.miniProgramPush.middleware(),
  };
  server = createServer(new Koa().use((ctx, next) => receivers[ctx.path]!(ctx, next)).callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  desk.setPushTargets({
    officialAccount: `${own}/wechat/callback`,
    miniProgram: `${own}/wechat/mini-program/push`,
  });
});

afterEach(async () => {
  await desk.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const configured = (timeoutMs: number) =>
  readWechat(new EnvReader({ WECHAT_HOST: desk.url, WECHAT_TIMEOUT_MS: String(timeoutMs) }));
const person = (spec: { follows?: boolean; phone?: string; blocksTemplates?: boolean } = {}) =>
  desk.control.putPerson({ id: 'li', nickname: '李明', phone: '13800000000', ...spec });
const tokenCalls = () => desk.control.calls('/cgi-bin/stable_token').length;

describe('calls', () => {
  it('tell followers from others', async () => {
    const { oaOpenid, unionid } = person();
    await expect(gateway.wechat.officialAccount.follower(oaOpenid)).resolves.toMatchObject({
      subscribed: false,
    });
    await desk.control.follow('li');
    await expect(gateway.wechat.officialAccount.follower(oaOpenid)).resolves.toEqual({
      subscribed: true,
      unionid,
    });
  });

  it('log in and exchange codes once', async () => {
    const { mpOpenid, unionid } = person();
    const { code } = desk.control.loginCode('li');
    await expect(gateway.wechat.miniProgram.logIn(code)).resolves.toMatchObject({
      openid: mpOpenid,
      unionid,
    });
    await expect(gateway.wechat.miniProgram.logIn(code)).rejects.toMatchObject({
      code: 'wechat_code_invalid',
    });
    const phone = desk.control.phoneCode('li').code;
    await expect(gateway.wechat.miniProgram.phoneNumber(phone)).resolves.toEqual({
      phone: '13800000000',
      countryCode: '86',
    });
    await expect(gateway.wechat.miniProgram.phoneNumber(phone)).rejects.toMatchObject({
      code: 'phone_code_invalid',
    });
  });

  it('go through OAuth', async () => {
    const { oaOpenid } = person();
    const url = gateway.wechat.officialAccount.authorizeUrl({
      redirectUri: 'https://volunteers.example/back?to=1',
      state: 'abc123',
      scope: 'snsapi_userinfo',
    });
    const back = new URL(desk.control.oauth('li', url).location);
    expect(back.searchParams.get('state')).toBe('abc123');
    const code = back.searchParams.get('code')!;
    await expect(gateway.wechat.officialAccount.exchangeOAuthCode(code)).resolves.toMatchObject({
      openid: oaOpenid,
    });
    const virtual = new URL(desk.control.oauth('li', url, { snapshot: true }).location).searchParams.get(
      'code',
    )!;
    await expect(gateway.wechat.officialAccount.exchangeOAuthCode(virtual)).rejects.toMatchObject({
      code: 'snapshot_user',
    });
  });

  it('publish a menu that the person can tap', async () => {
    const menu = {
      entries: [
        { type: 'click' as const, name: '我的', key: 'MINE' },
        { name: '服务', buttons: [{ type: 'view' as const, name: '官网', url: 'https://a.cn' }] },
      ],
    };
    await expect(gateway.wechat.officialAccount.currentMenu()).resolves.toBeNull();
    await gateway.wechat.officialAccount.publishMenu(menu);
    await expect(gateway.wechat.officialAccount.currentMenu()).resolves.toEqual(menu);
  });

  it('sign pages so that wx.config accepts them', async () => {
    const url = 'https://a.cn/p?x=1';
    const config = await gateway.wechat.officialAccount.jsSdkConfig(`${url}#top`);
    expect(desk.control.verifyJsSdk({ ...config, url })).toBe(true);
  });

  it('draw scene codes and mini-program codes', async () => {
    person();
    const code = await gateway.wechat.officialAccount.createSceneCode('org_7', 600);
    expect(code.expiresInSeconds).toBe(600);
    const picture = await fetch(code.imageUrl);
    await picture.arrayBuffer();
    expect(picture.headers.get('content-type')).toMatch(/^image\//);
    const seen: Push<'event:subscribe'>[] = [];
    gateway.wechat.callback.on('event:subscribe', async (push) => {
      seen.push(push);
    });
    await desk.control.scan('li', { ticket: code.ticket });
    expect(seen).toMatchObject([{ scene: 'org_7', ticket: code.ticket }]);
    // Drawing takes the desk seconds under jest.
    const patient = testGateway(desk.url, { config: configured(20_000) });
    const mini = await patient.wechat.miniProgram.unlimitedCode({ scene: 'a=1', page: 'pages/index/index' });
    expect(mini.subarray(1, 4).toString()).toBe('PNG');
  });

  it('check texts', async () => {
    desk.control.setWords({ risky: ['坏话'], review: ['可疑'] });
    const { mpOpenid } = person();
    await gateway.wechat.miniProgram.logIn(desk.control.loginCode('li').code);
    const check = (content: string) =>
      gateway.wechat.miniProgram.checkText({ openid: mpOpenid, content, scene: 2 });
    await expect(check('大家好')).resolves.toBe('pass');
    await expect(check('可疑')).resolves.toBe('review');
    await expect(check(`${'好'.repeat(3_000)}坏话`)).resolves.toBe('risky');
  });
});

describe('notices', () => {
  const notice = (to: string, key = 'notice-1') => ({
    to,
    templateId: 'simulated-template-notice',
    data: {
      thing1: '一份标题比微信允许的二十个字还要长出很多的通知',
      thing2: '',
      time3: '2026年3月5日 09:00',
    },
    key,
  });

  it('arrive, and are reported with the same id', async () => {
    const { oaOpenid } = person({ follows: true });
    const reports: Push<'event:TEMPLATESENDJOBFINISH'>[] = [];
    gateway.wechat.callback.on('event:TEMPLATESENDJOBFINISH', async (push) => {
      reports.push(push);
    });
    const { msgId } = await gateway.wechat.officialAccount.sendTemplate(notice(oaOpenid));
    await desk.control.settle();
    expect(desk.control.person('li').chat).toMatchObject([{ channel: 'template' }]);
    expect(reports).toMatchObject([{ msgId, status: 'delivered', openid: oaOpenid }]);
  });

  it('report a person who blocks them', async () => {
    const { oaOpenid } = person({ follows: true, blocksTemplates: true });
    const reports: string[] = [];
    gateway.wechat.callback.on('event:TEMPLATESENDJOBFINISH', async ({ status }) => {
      reports.push(status);
    });
    await gateway.wechat.officialAccount.sendTemplate(notice(oaOpenid));
    await desk.control.settle();
    expect(reports).toEqual(['blocked']);
  });

  it('to one who does not follow are refused for good', async () => {
    const { oaOpenid } = person();
    await expect(gateway.wechat.officialAccount.sendTemplate(notice(oaOpenid))).rejects.toMatchObject({
      outcome: 'permanent',
      errcode: 43004,
    });
  });

  it('whose answer is lost are not delivered twice', async () => {
    const { oaOpenid } = person({ follows: true });
    desk.control.addFault({ api: '/cgi-bin/message/template/send', kind: 'lost-answer', times: 1 });
    await expect(gateway.wechat.officialAccount.sendTemplate(notice(oaOpenid))).rejects.toMatchObject({
      outcome: 'network',
    });
    await gateway.wechat.officialAccount.sendTemplate(notice(oaOpenid)).catch(() => {});
    await desk.control.settle();
    expect(desk.control.person('li').chat).toHaveLength(1);
  });

  it('by subscription need one consent each', async () => {
    const { mpOpenid } = person();
    const accepted: boolean[] = [];
    gateway.wechat.miniProgramPush.on('event:subscribe_msg_popup_event', async ({ changes }) => {
      accepted.push(...changes.map((change) => change.accepted));
    });
    await desk.control.answerPrompt('li', ['simulated-template-signup-result'], 'accept');
    const message = {
      to: mpOpenid,
      templateId: 'simulated-template-signup-result',
      page: 'pages/signups/mine',
      data: { thing1: '农技培训', phrase2: '报名成功', time3: '2026年3月5日 09:00', thing4: '' },
    };
    await gateway.wechat.miniProgram.sendSubscribeMessage(message);
    await expect(gateway.wechat.miniProgram.sendSubscribeMessage(message)).rejects.toMatchObject({
      errcode: 43101,
      outcome: 'permanent',
    });
    expect(accepted).toEqual([true]);
    expect(desk.control.person('li').serviceNotices).toHaveLength(1);
  });

  it('by customer message need a recent tap', async () => {
    const { oaOpenid } = person({ follows: true });
    await expect(gateway.wechat.officialAccount.sendCustomerText(oaOpenid, '您好')).rejects.toMatchObject({
      outcome: 'permanent',
    });
    await desk.control.sendText('li', '在吗');
    await gateway.wechat.officialAccount.sendCustomerText(oaOpenid, '您好');
    expect(desk.control.person('li').chat).toContainEqual(
      expect.objectContaining({ channel: 'customer', text: '您好' }),
    );
  });
});

describe('when WeChat misbehaves', () => {
  const USER = '/cgi-bin/user/info';
  const ask = () => gateway.wechat.officialAccount.follower(person().oaOpenid);

  it('20 cold callers fetch one token', async () => {
    const { oaOpenid } = person();
    await Promise.all(Array.from({ length: 20 }, () => gateway.wechat.officialAccount.follower(oaOpenid)));
    expect(tokenCalls()).toBe(1);
  });

  it('a token rotated by somebody else is replaced unnoticed, once for all callers', async () => {
    await ask();
    desk.control.rotateToken('officialAccount');
    await Promise.all(Array.from({ length: 10 }, ask));
    expect(tokenCalls()).toBe(2);
  });

  it('a token that expires during a call is replaced unnoticed', async () => {
    desk.control.addFault({ api: USER, kind: 'expire-token', times: 1 });
    await expect(ask()).resolves.toMatchObject({ subscribed: false });
    expect(tokenCalls()).toBe(2);
  });

  it('a token outlived while the clock jumped is replaced unnoticed', async () => {
    await ask();
    gateway.clock.advance(3 * 3_600_000);
    await expect(ask()).resolves.toMatchObject({ subscribed: false });
  });

  it.each([
    ['errcode -1', { kind: 'errcode', errcode: -1 }, 'retry'],
    ['errcode 45009', { kind: 'errcode', errcode: 45009 }, 'quota'],
    ['latency', { kind: 'latency', ms: 2_000 }, 'network'],
    ['a dropped connection', { kind: 'drop' }, 'network'],
    ['HTTP 503', { kind: 'http', status: 503 }, 'network'],
    ['half a JSON text', { kind: 'malformed' }, 'network'],
  ] as const)('%s is told, and over when it is over', async (_what, fault, outcome) => {
    await ask();
    desk.control.addFault({ api: USER, times: 1, ...fault });
    const error: WechatError = await ask().then(
      () => Promise.reject(new Error('the call succeeded')),
      (reason) => reason,
    );
    expect(error).toMatchObject({ outcome, api: 'cgi-bin/user/info' });
    await expect(ask()).resolves.toMatchObject({ subscribed: false });
  });
});

describe('pushes', () => {
  it('pass the URL check of both accounts', async () => {
    await expect(desk.control.verifyCallback('officialAccount')).resolves.toBe(true);
    await expect(desk.control.verifyCallback('miniProgram')).resolves.toBe(true);
  });

  it('are answered in the conversation', async () => {
    person({ follows: true });
    gateway.wechat.callback.on('text', async (push) => ({ type: 'text', content: `收到：${push.content}` }));
    const { reply } = await desk.control.sendText('li', '报名 ]]> <xml>');
    expect(reply).toMatchObject({ kind: 'text', text: '收到：报名 ]]> <xml>' });
  });

  it('delivered twice at once are handled once and answered alike', async () => {
    person({ follows: true });
    let runs = 0;
    gateway.wechat.callback.on('text', async () => {
      runs += 1;
      return { type: 'text', content: `第 ${runs} 次` };
    });
    desk.control.disturbPushes({ kind: 'duplicate', times: 1 });
    const { reply } = await desk.control.sendText('li', '签到');
    await desk.control.settle();
    expect(reply).toMatchObject({ text: '第 1 次' });
    expect(runs).toBe(1);
  });

  it('that must not be lost come again until they are handled', async () => {
    person({ follows: true });
    let runs = 0;
    gateway.wechat.callback.on(
      'event:unsubscribe',
      async () => {
        runs += 1;
        if (runs < 3) throw new Error('database away');
      },
      { mustNotBeLost: true },
    );
    const { push } = await desk.control.unfollow('li');
    expect(push).toMatchObject({ outcome: 'accepted' });
    expect(runs).toBe(3);
  });

  it.each(['signature', 'stale', 'foreign-appid', 'plaintext', 'tampered', 'unsigned'] as const)(
    'forged (%s) are refused without a reason by both accounts',
    async (forgery) => {
      person({ follows: true });
      let handled = 0;
      for (const receiver of [gateway.wechat.callback, gateway.wechat.miniProgramPush]) {
        receiver.on('text', async () => {
          handled += 1;
        });
      }
      for (const account of ['officialAccount', 'miniProgram'] as const) {
        const { status, body } = await desk.control.forgePush('li', account, forgery);
        expect([status, body]).toEqual([403, '']);
      }
      expect(handled).toBe(0);
    },
  );
});

it('nothing secret or personal reached a log line or a metric in a day of trouble', async () => {
  const { oaOpenid, mpOpenid } = person({ follows: true });
  for (const kind of ['errcode', 'drop', 'malformed', 'http'] as const) {
    desk.control.addFault({ api: '*', kind, errcode: 40003, times: 3 });
    await gateway.wechat.officialAccount.follower(oaOpenid).catch(() => {});
    await gateway.wechat.miniProgram.logIn(desk.control.loginCode('li').code).catch(() => {});
    await gateway.wechat.miniProgram.checkText({ openid: mpOpenid, content: 'x', scene: 1 }).catch(() => {});
  }
  gateway.wechat.callback.on('text', async (push) => {
    throw new Error(`cannot handle ${push.openid}`);
  });
  await desk.control.sendText('li', '我的手机 13800000000');
  const everything = [...gateway.lines, await gateway.metrics.registry.metrics()].join('\n');
  expect(gateway.lines.length).toBeGreaterThan(8);
  for (const secret of [
    oaOpenid,
    mpOpenid,
    '13800000000',
    'simulated-official-account-secret',
    'simulated-mini-program-secret',
  ]) {
    expect(everything).not.toContain(secret);
  }
});
