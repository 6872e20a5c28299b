import { MINI_PROGRAM } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';

const NOON = Date.UTC(2026, 2, 5, 4);

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({
    now: () => NOON,
    extend: (app) =>
      app.use((ctx) => {
        ctx.body = `phone ${ctx.path}`;
      }),
  });
});
afterAll(() => desk.stop());
beforeEach(() => desk.control.reset());

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted, not trusted.
async function control(method: string, path: string, body?: unknown): Promise<[number, any]> {
  const response = await fetch(`${desk.url}/control${path}`, {
    method,
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return [response.status, await response.json()];
}

describe('the control API', () => {
  it('lets a person live: created, following, writing, logging in', async () => {
    await control('POST', '/people', { id: 'li', nickname: '李明', phone: '13800000001' });
    await control('POST', '/people/li/follow', { scene: 'a' });
    const [, said] = await control('POST', '/people/li/text', { text: '你好' });
    expect(said.push).toMatchObject({
      outcome: 'unsent',
      message: { MsgId: expect.stringMatching(/^\d{19}$/) },
    });
    expect(await control('GET', '/people/li')).toMatchObject([200, { nickname: '李明', follows: true }]);
    expect(await control('GET', '/people/li/chat')).toMatchObject([200, [{ text: '你好' }]]);
    expect(await control('POST', '/people/li/login-code')).toMatchObject([200, { code: expect.any(String) }]);
    expect(await control('POST', '/people/li/share', { to: 'moments', title: 't', path: 'p' })).toMatchObject(
      [200, { to: 'moments' }],
    );
    const prompt = { templateIds: ['simulated-template-signup-result'], decision: 'accept' };
    expect(await control('POST', '/people/li/accept-prompt', prompt)).toMatchObject([
      200,
      [{ outcome: 'unsent' }],
    ]);
    const [, revoked] = await control('POST', '/people/li/revoke-authorization');
    expect(revoked.message).toMatchObject({ Event: 'user_authorization_revoke', AppID: MINI_PROGRAM.appId });
  });

  it('takes an id with any characters', async () => {
    await control('POST', '/people', { id: '王 五/1' });
    expect(await control('GET', `/people/${encodeURIComponent('王 五/1')}`)).toMatchObject([
      200,
      { id: '王 五/1' },
    ]);
  });

  it.each([
    ['GET', '/people/nobody', undefined, 404, 'missing'],
    ['POST', '/people', {}, 400, 'invalid'],
    ['POST', '/people', 'not JSON', 400, 'invalid'],
    ['GET', '/nothing', undefined, 404, 'missing'],
    ['POST', '/people/wang/text', { text: 'x' }, 409, 'not_following'],
    ['POST', '/people/wang/phone-code', {}, 409, 'no_phone'],
    ['POST', '/people/wang/scan', { ticket: 'x' }, 404, 'missing'],
    ['POST', '/rotate-token', { account: 'nobody' }, 400, 'invalid'],
    ['POST', '/people/wang/oauth', { authorizeUrl: 'https://x/?appid=1' }, 400, 'invalid'],
  ])('refuses %s %s %j', async (method, path, body, status, code) => {
    desk.control.putPerson({ id: 'wang' });
    const [got, answer] = await control(method, path, body);
    expect([got, answer.code]).toEqual([status, code]);
    expect(answer.message).toMatch(/[一-龥]/);
  });

  it('moves the clock, sets faults, and forgets everything on reset', async () => {
    await control('POST', '/people', { id: 'li' });
    await control('POST', '/faults', { api: '*', kind: 'errcode', errcode: -1 });
    const advance = async (ms: number) =>
      Date.parse((await control('POST', '/clock/advance', { ms }))[1].now);
    expect(await advance(86_400_000)).toBe(NOON + 86_400_000);
    await control('POST', '/reset');
    expect(await control('GET', '/people')).toEqual([200, []]);
    expect(await control('GET', '/faults')).toEqual([200, []]);
    expect(await control('GET', '/calls')).toEqual([200, []]);
    expect(await advance(0)).toBe(NOON);
  });

  it('keeps a seed that runs again', async () => {
    await control('POST', '/people', { id: 'li', nickname: '李明', follows: true });
    await control('POST', '/people', { id: 'li', phone: '13800000001' });
    expect(await control('GET', '/people')).toMatchObject([200, [{ nickname: '李明', follows: true }]]);
  });
});

it('shares its port with whatever else is mounted', async () => {
  const response = await fetch(`${desk.url}/phone/index.html`, { signal: AbortSignal.timeout(20_000) });
  expect(await response.text()).toBe('phone /phone/index.html');
});
