import { MemoryCache } from '../../server/platform/cache/memory-cache';
import { MP, OA, testGateway } from './support/gateway';
import { StubWechat } from './support/stub-wechat';

const TOKEN = '/cgi-bin/stable_token';
const USER = '/cgi-bin/user/info';
const follower = { subscribe: 1, openid: 'oTest', unionid: 'uTest' };

let stub: StubWechat;
afterEach(() => stub.stop());

/** Accepts only `valid()`; anything else is answered as WeChat answers a stale token. */
const userInfo =
  (valid: () => string, errcode = 40001) =>
  (request: { query: URLSearchParams }) =>
    request.query.get('access_token') === valid() ? follower : { errcode, errmsg: 'invalid credential' };

describe('one token for all callers', () => {
  it('asks once for 20 parallel cold calls', async () => {
    stub = await StubWechat.start({ [USER]: follower });
    const { wechat, cache } = testGateway(stub.url);
    const locks = jest.spyOn(cache, 'withLock');
    await Promise.all(Array.from({ length: 20 }, () => wechat.officialAccount.follower('oTest')));
    expect(stub.to(TOKEN)).toHaveLength(1);
    expect(locks).toHaveBeenCalledTimes(1);
    expect(stub.to(USER)).toHaveLength(20);
  });

  it('asks once for two processes that share a cache', async () => {
    stub = await StubWechat.start({ [USER]: follower });
    const cache = new MemoryCache();
    const gateways = [testGateway(stub.url, { cache }), testGateway(stub.url, { cache })];
    await Promise.all(
      gateways.flatMap(({ wechat }) => [
        wechat.officialAccount.follower('a'),
        wechat.officialAccount.follower('b'),
      ]),
    );
    expect(stub.to(TOKEN)).toHaveLength(1);
  });

  it('keeps the tokens of the two accounts apart and the secret out of the URL', async () => {
    stub = await StubWechat.start({
      [USER]: follower,
      '/wxa/msg_sec_check': { errcode: 0, result: { suggest: 'pass' } },
    });
    const { wechat } = testGateway(stub.url);
    await wechat.officialAccount.follower('oTest');
    await wechat.miniProgram.checkText({ openid: 'oTest', content: '你好', scene: 2 });
    expect(stub.to(TOKEN).map((call) => call.body)).toEqual([
      { grant_type: 'client_credential', appid: OA.appId, secret: OA.secret, force_refresh: false },
      { grant_type: 'client_credential', appid: MP.appId, secret: MP.secret, force_refresh: false },
    ]);
    expect(stub.calls.some((call) => call.query.toString().includes('secret'))).toBe(false);
  });

  it('fetches the next one before the old one expires', async () => {
    stub = await StubWechat.start({
      [USER]: follower,
      [TOKEN]: (_call, nth) => ({ access_token: `token-${nth}`, expires_in: 300 }),
    });
    const { wechat } = testGateway(stub.url);
    await wechat.officialAccount.follower('oTest');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await wechat.officialAccount.follower('oTest');
    expect(stub.to(USER).map((call) => call.query.get('access_token'))).toEqual(['token-1', 'token-2']);
  });
});

describe('a token that WeChat refuses', () => {
  it.each([40001, 42001, 40014])('is replaced after %i and the call repeated', async (errcode) => {
    let valid = 'token-1';
    stub = await StubWechat.start({ [USER]: userInfo(() => valid, errcode) });
    const { wechat } = testGateway(stub.url);
    await wechat.officialAccount.follower('oTest');
    valid = 'token-2';
    await expect(wechat.officialAccount.follower('oTest')).resolves.toMatchObject({ subscribed: true });
    expect(stub.to(TOKEN)).toHaveLength(2);
  });

  it('is replaced once by all who hold it', async () => {
    let valid = 'token-1';
    stub = await StubWechat.start({ [USER]: userInfo(() => valid) });
    const { wechat } = testGateway(stub.url);
    await wechat.officialAccount.follower('oTest');
    valid = 'token-2';
    await Promise.all(Array.from({ length: 10 }, () => wechat.officialAccount.follower('oTest')));
    expect(stub.to(TOKEN)).toHaveLength(2);
  });

  it('is not deleted from the cache when another process has replaced it', async () => {
    stub = await StubWechat.start({ [USER]: userInfo(() => 'token-9') });
    const { wechat, cache } = testGateway(stub.url);
    const key = `wechat:token:${OA.appId}`;
    const stored = (token: string) => `${Date.now() + 60_000} ${token}`;
    await cache.set(key, stored('token-old'), 60_000);
    const read = cache.get.bind(cache);
    let first = true;
    jest.spyOn(cache, 'get').mockImplementation(async (name) => {
      if (name !== key || !first) return read(name);
      first = false;
      await cache.set(key, stored('token-9'), 60_000);
      return stored('token-old');
    });
    await wechat.officialAccount.follower('oTest');
    expect(stub.to(TOKEN)).toHaveLength(0);
    expect(stub.to(USER).map((call) => call.query.get('access_token'))).toEqual(['token-old', 'token-9']);
  });

  it('is forced out when WeChat keeps handing it out', async () => {
    stub = await StubWechat.start({
      [TOKEN]: (call) => ({
        access_token: call.body.force_refresh ? 'token-new' : 'token-bad',
        expires_in: 7200,
      }),
      [USER]: userInfo(() => 'token-new'),
    });
    const { wechat } = testGateway(stub.url);
    await expect(wechat.officialAccount.follower('oTest')).resolves.toMatchObject({ subscribed: true });
    expect(stub.to(TOKEN).map((call) => call.body.force_refresh)).toEqual([false, false, true]);
  });

  it('fails the call when the new one is refused too, after one repetition', async () => {
    stub = await StubWechat.start({ [USER]: { errcode: 40001, errmsg: 'invalid credential' } });
    const { wechat } = testGateway(stub.url);
    await expect(wechat.officialAccount.follower('oTest')).rejects.toMatchObject({
      outcome: 'token',
      errcode: 40001,
    });
    expect(stub.to(USER)).toHaveLength(2);
  });
});

it('a failed fetch is not remembered', async () => {
  stub = await StubWechat.start({
    [USER]: follower,
    [TOKEN]: (_call, nth) =>
      nth === 1 ? { errcode: -1, errmsg: 'system error' } : { access_token: 'token-2', expires_in: 7200 },
  });
  const { wechat } = testGateway(stub.url);
  await expect(wechat.officialAccount.follower('oTest')).rejects.toMatchObject({
    outcome: 'retry',
    api: 'cgi-bin/stable_token',
  });
  await expect(wechat.officialAccount.follower('oTest')).resolves.toMatchObject({ subscribed: true });
});
