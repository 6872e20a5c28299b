import { Fault } from '../../server/platform/fault';
import { WechatError } from '../../server/wechat';
import { MP, OA, testGateway } from './support/gateway';
import { StubWechat } from './support/stub-wechat';

const OPENID = 'oABCDEFGHIJKLMNOPQRSTUVWXYZ0';
const USER = '/cgi-bin/user/info';
let stub: StubWechat;
afterEach(() => stub.stop());

/** Only a call that must run out of time gets a short deadline: on a busy machine an ordinary answer may need more. */
async function failure(
  answer: Parameters<typeof StubWechat.start>[0],
  timeoutMs = 8_000,
): Promise<WechatError> {
  stub = await StubWechat.start(answer);
  const { wechat } = testGateway(stub.url, { config: { timeoutMs } });
  return wechat.officialAccount.follower(OPENID).then(
    () => Promise.reject(new Error('the call succeeded')),
    (error) => error,
  );
}

describe('outcomes', () => {
  it.each([
    [43004, 'permanent'],
    [40003, 'permanent'],
    [43101, 'permanent'],
    [45015, 'permanent'],
    [99999, 'permanent'],
    [45009, 'quota'],
    [45011, 'quota'],
    [45028, 'quota'],
    [-1, 'retry'],
    [43108, 'retry'],
    [40001, 'token'],
  ])('errcode %i is %s', async (errcode, outcome) => {
    const error = await failure({ [USER]: { errcode, errmsg: 'x' } });
    expect(error).toBeInstanceOf(WechatError);
    expect(error).toMatchObject({ api: 'cgi-bin/user/info', outcome, errcode });
  });

  it.each([
    ['an HTTP 502', { raw: 'Bad Gateway', type: 'text/html', status: 502 }, 'network'],
    ['an HTTP 429', { raw: '', type: 'text/html', status: 429 }, 'quota'],
    ['an HTTP 404', { raw: '', type: 'text/html', status: 404 }, 'permanent'],
    ['a page instead of JSON', { raw: '<html>', type: 'text/html' }, 'network'],
    ['cut-off JSON', { raw: '{"subscribe":', type: 'application/json' }, 'network'],
    ['a dropped connection', 'drop', 'network'],
  ] as const)('%s is %s', async (_what, answer, outcome) => {
    expect(await failure({ [USER]: answer })).toMatchObject({ outcome, errcode: undefined });
  });

  it('no answer in time is network', async () => {
    const error = await failure({ [USER]: 'hang' }, 1_000);
    expect(error).toMatchObject({ api: 'cgi-bin/user/info', outcome: 'network', errcode: undefined });
  });

  it('a deadline also covers an answer that begins and never ends', async () => {
    const { createServer } = await import('node:http');
    stub = await StubWechat.start();
    const slow = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"access_token"');
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const { port } = slow.address() as { port: number };
    const { wechat } = testGateway(`http://127.0.0.1:${port}`, { config: { timeoutMs: 200 } });
    await expect(wechat.officialAccount.follower(OPENID)).rejects.toMatchObject({ outcome: 'network' });
    slow.closeAllConnections();
    slow.close();
  });

  it('is a Fault that can be shown', async () => {
    const error = await failure({ [USER]: { errcode: 45009, errmsg: 'x' } });
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ kind: 'upstream', code: 'wechat_failed' });
    expect(error.message).toMatch(/微信.*45009.*稍后再试/);
  });
});

describe('what leaves the gateway', () => {
  it('never holds a token, a secret, a code or an openid', async () => {
    const leaky = `invalid credential, access_token=token-1 openid ${OPENID} secret ${OA.secret} code-123456 rid: 66ab-12cd-9`;
    stub = await StubWechat.start({
      [USER]: { errcode: 40003, errmsg: leaky },
      '/sns/oauth2/access_token': { errcode: 40125, errmsg: leaky },
      '/sns/jscode2session': 'drop',
      '/cgi-bin/message/custom/send': { raw: leaky, type: 'text/plain' },
      '/wxa/business/getuserphonenumber': 'hang',
    });
    const { wechat, lines, metrics } = testGateway(stub.url, { config: { timeoutMs: 200 } });
    const errors = await Promise.all(
      [
        wechat.officialAccount.follower(OPENID),
        wechat.officialAccount.exchangeOAuthCode('code-123456'),
        wechat.officialAccount.sendCustomerText(OPENID, '你好'),
        wechat.miniProgram.logIn('code-123456'),
        wechat.miniProgram.phoneNumber('code-123456'),
      ].map((call) =>
        (call as Promise<unknown>).then(
          () => undefined,
          (error: Error) => error,
        ),
      ),
    );
    expect(errors.every((error) => error instanceof WechatError)).toBe(true);
    const everything = [
      ...errors.map(
        (error) => `${error?.message}\n${error?.stack}\n${JSON.stringify(error)}\n${String(error?.cause)}`,
      ),
      ...lines,
      await metrics.registry.metrics(),
    ].join('\n');
    expect(lines.length).toBeGreaterThanOrEqual(5);
    for (const secret of ['token-1', 'token-2', OPENID, OA.secret, MP.secret, 'code-123456']) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain('66ab-12cd-9');
  });

  it('is counted by api and outcome', async () => {
    stub = await StubWechat.start({
      [USER]: (_call, nth) => (nth === 1 ? { subscribe: 0 } : { errcode: 40003, errmsg: 'x' }),
    });
    const { wechat, metrics } = testGateway(stub.url);
    await wechat.officialAccount.follower(OPENID);
    await wechat.officialAccount.follower(OPENID).catch(() => {});
    const text = await metrics.registry.metrics();
    expect(text).toContain('stvs_wechat_calls_total{api="cgi-bin/user/info",outcome="ok"} 1');
    expect(text).toContain('stvs_wechat_calls_total{api="cgi-bin/user/info",outcome="permanent"} 1');
  });
});

describe('what comes in', () => {
  it('keeps every digit of a 64-bit id', async () => {
    stub = await StubWechat.start({
      '/cgi-bin/message/template/send': {
        raw: '{"errcode":0,"errmsg":"1234567890123456789","msgid":2398579182399103999}',
        type: 'application/json',
      },
    });
    const { wechat } = testGateway(stub.url);
    const message = { to: OPENID, templateId: 't', data: {}, key: 'k' };
    await expect(wechat.officialAccount.sendTemplate(message)).resolves.toEqual({
      msgId: '2398579182399103999',
    });
  });

  it('understands pretty-printed JSON and escapes', async () => {
    stub = await StubWechat.start({
      '/cgi-bin/qrcode/create': {
        raw: '{\n  "ticket": "gQH\\"47+/=",\n  "expire_seconds": 60,\n  "url": "http:\\/\\/weixin.qq.com\\/q\\/k"\n}',
        type: 'text/plain',
      },
    });
    const { wechat } = testGateway(stub.url);
    await expect(wechat.officialAccount.createSceneCode('activity_1', 60)).resolves.toEqual({
      ticket: 'gQH"47+/=',
      url: 'http://weixin.qq.com/q/k',
      imageUrl: `${stub.url}/cgi-bin/showqrcode?ticket=gQH%2247%2B%2F%3D`,
      expiresInSeconds: 60,
    });
  });
});
