import { MemoryCache } from '../../../server/platform/cache/memory-cache';
import { MovableClock } from '../../../server/platform/clock';
import { OAuthStates } from '../../../server/wechat';
import { OA, testGateway } from '../support/gateway';
import { StubWechat } from '../support/stub-wechat';

describe('the authorize URL', () => {
  const q = { redirectUri: 'https://a.cn/back?x=1&y=2', state: 'abc123', scope: 'snsapi_base' as const };
  const expected =
    `/connect/oauth2/authorize?appid=${OA.appId}&redirect_uri=https%3A%2F%2Fa.cn%2Fback%3Fx%3D1%26y%3D2` +
    '&response_type=code&scope=snsapi_base&state=abc123#wechat_redirect';

  it('is WeChat’s, parameters in its order', () => {
    const { wechat } = testGateway('', { config: { host: undefined } });
    expect(wechat.officialAccount.authorizeUrl(q)).toBe(`https://open.weixin.qq.com${expected}`);
  });

  it('is the simulation’s when simulated', () => {
    expect(testGateway('http://127.0.0.1:3010').wechat.officialAccount.authorizeUrl(q)).toBe(
      `http://127.0.0.1:3010${expected}`,
    );
  });
});

describe('the code', () => {
  let stub: StubWechat;
  afterEach(() => stub.stop());
  const exchange = async (answer: Record<string, unknown>) => {
    stub = await StubWechat.start({ '/sns/oauth2/access_token': answer });
    return testGateway(stub.url).wechat.officialAccount.exchangeOAuthCode('c&1');
  };

  it('is exchanged', async () => {
    await expect(exchange({ access_token: 'A', openid: 'o', unionid: 'u' })).resolves.toEqual({
      openid: 'o',
      unionid: 'u',
    });
    const [call] = stub.to('/sns/oauth2/access_token');
    expect(Object.fromEntries(call!.query)).toEqual({
      appid: OA.appId,
      secret: OA.secret,
      code: 'c&1',
      grant_type: 'authorization_code',
    });
  });

  it.each([40029, 40163])('refused with %i is a log-in that failed', async (errcode) => {
    await expect(exchange({ errcode, errmsg: 'x' })).rejects.toMatchObject({
      kind: 'unauthenticated',
      code: 'wechat_code_invalid',
    });
  });

  it('of a virtual user binds nobody', async () => {
    await expect(exchange({ openid: 'o', is_snapshotuser: 1 })).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'snapshot_user',
      message: expect.stringContaining('使用完整服务'),
    });
  });
});

describe('the state', () => {
  const key = Buffer.alloc(32, 5);
  const make = (k = key) => {
    const clock = new MovableClock();
    return { clock, states: new OAuthStates({ key: k, cache: new MemoryCache(), clock }) };
  };
  const refused = { kind: 'forbidden', code: 'oauth_state_invalid' };

  it('comes back with its payload, in letters and digits', async () => {
    const { states } = make();
    const { state, cookie } = await states.create('/console?tab=1');
    expect(state).toMatch(/^[a-zA-Z0-9]{1,128}$/);
    expect(state).not.toContain(cookie);
    await expect(states.verify(state, cookie)).resolves.toBe('/console?tab=1');
  });

  it('works with an empty payload', async () => {
    const { states } = make();
    const { state, cookie } = await states.create('');
    await expect(states.verify(state, cookie)).resolves.toBe('');
  });

  it('is good once', async () => {
    const { states } = make();
    const { state, cookie } = await states.create('x');
    await states.verify(state, cookie);
    await expect(states.verify(state, cookie)).rejects.toMatchObject(refused);
  });

  it('expires after ten minutes', async () => {
    const { states, clock } = make();
    const { state, cookie } = await states.create('x');
    clock.advance(601_000);
    await expect(states.verify(state, cookie)).rejects.toMatchObject(refused);
  });

  it('still works after nine', async () => {
    const { states, clock } = make();
    const { state, cookie } = await states.create('x');
    clock.advance(540_000);
    await expect(states.verify(state, cookie)).resolves.toBe('x');
  });

  it('of another browser, another key, changed or missing is refused and stays usable by its owner', async () => {
    const { states } = make();
    const mine = await states.create('x');
    const other = await states.create('y');
    const flipped = mine.state.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    const later = `${mine.state.slice(0, 32)}ffffffff${mine.state.slice(40)}`;
    const attempts: [string | undefined, string | undefined][] = [
      [mine.state, other.cookie],
      [mine.state, undefined],
      [mine.state, ''],
      [undefined, mine.cookie],
      ['', mine.cookie],
      [flipped, mine.cookie],
      [later, mine.cookie],
      [mine.state.toUpperCase(), mine.cookie],
    ];
    for (const [state, cookie] of attempts) {
      await expect(states.verify(state, cookie)).rejects.toMatchObject(refused);
    }
    await expect(make(Buffer.alloc(32, 6)).states.verify(mine.state, mine.cookie)).rejects.toMatchObject(
      refused,
    );
    await expect(states.verify(mine.state, mine.cookie)).resolves.toBe('x');
  });
});
