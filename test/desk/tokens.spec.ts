import { MINI_PROGRAM, OFFICIAL_ACCOUNT } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';
import { ask, askToken, call } from './wire-client';

const MINUTE = 60_000;
const QUOTA = '/cgi-bin/openapi/quota/get';

let desk: Desk;
beforeAll(async () => {
  // A clock that stands still: no minute or day may end between two calls.
  desk = await startDesk({ now: () => Date.UTC(2026, 2, 5, 4) });
});
afterAll(() => desk.stop());
beforeEach(() => desk.control.reset());

const { appId: appid, secret } = OFFICIAL_ACCOUNT;
const classic = (query = {}) =>
  ask(desk, '/cgi-bin/token', { grant_type: 'client_credential', appid, secret, ...query });
/** @returns the errcode of a call made with this token: 0 when it is valid */
const tried = async (token: string) =>
  (await call(desk, `${QUOTA}?access_token=${token}`, { cgi_path: '/cgi-bin/menu/get' })).errcode;

describe('stable_token', () => {
  it('is the same until five minutes before its end, then both work until the old one ends', async () => {
    const first = await askToken(desk, OFFICIAL_ACCOUNT);
    desk.control.advanceClock(114 * MINUTE);
    expect(await askToken(desk, OFFICIAL_ACCOUNT)).toBe(first);
    desk.control.advanceClock(2 * MINUTE);
    const second = await askToken(desk, OFFICIAL_ACCOUNT);
    expect(second).not.toBe(first);
    expect([await tried(first), await tried(second)]).toEqual([0, 0]);
    desk.control.advanceClock(5 * MINUTE);
    expect([await tried(first), await tried(second)]).toEqual([42001, 0]);
  });

  it('ends the old token at once when forced, but not twice within 30 seconds', async () => {
    const first = await askToken(desk, OFFICIAL_ACCOUNT);
    const forced = await askToken(desk, OFFICIAL_ACCOUNT, true);
    expect([await tried(first), await tried(forced)]).toEqual([40001, 0]);
    expect(await askToken(desk, OFFICIAL_ACCOUNT, true)).toBe(forced);
    desk.control.advanceClock(31_000);
    expect(await askToken(desk, OFFICIAL_ACCOUNT, true)).not.toBe(forced);
  });

  it('can be forced 20 times a day', async () => {
    for (let i = 0; i < 20; i += 1) await askToken(desk, OFFICIAL_ACCOUNT, true);
    const body = { grant_type: 'client_credential', appid, secret, force_refresh: true };
    expect(await call(desk, '/cgi-bin/stable_token', body)).toMatchObject({ errcode: 45009 });
    desk.control.advanceClock(24 * 60 * MINUTE);
    expect(await call(desk, '/cgi-bin/stable_token', body)).toHaveProperty('access_token');
  });
});

describe('the classic token', () => {
  it('is new on every call; the one before lives five minutes longer; the stable one does not mind', async () => {
    const stable = await askToken(desk, OFFICIAL_ACCOUNT);
    const { access_token: first, expires_in } = await classic();
    expect(expires_in).toBe(7200);
    const { access_token: second } = await classic();
    expect(second).not.toBe(first);
    expect(await tried(first)).toBe(0);
    desk.control.advanceClock(5 * MINUTE);
    expect([await tried(first), await tried(second), await tried(stable)]).toEqual([42001, 0, 0]);
  });

  it.each([
    ['an unknown appid', { appid: 'wxnobody' }, 40013],
    ['a wrong secret', { secret: 'wrong' }, 40125],
    ['no appid', { appid: '' }, 41002],
    ['no secret', { secret: '' }, 41004],
    ['another grant type', { grant_type: 'password' }, 40002],
  ])('refuses %s', async (_, query, errcode) => {
    expect(await classic(query)).toMatchObject({ errcode });
  });
});

describe('a call with a bad token or a bad form', () => {
  it.each([
    ['no token', '', 41001],
    ['a text that is no token', '?access_token=hello', 40014],
    ['a token that was never given out', `?access_token=90_${'x'.repeat(120)}`, 40001],
  ])('refuses %s', async (_, query, errcode) => {
    expect(await call(desk, QUOTA + query, { cgi_path: '/x' })).toMatchObject({ errcode });
  });

  it('refuses a rotated token, and the token of the other account', async () => {
    const token = await askToken(desk, MINI_PROGRAM);
    expect(await ask(desk, '/cgi-bin/menu/get', { access_token: token })).toMatchObject({ errcode: 48001 });
    desk.control.rotateToken('miniProgram');
    expect(await tried(token)).toBe(40001);
  });

  it('refuses the wrong method, an empty body and broken JSON', async () => {
    const token = await askToken(desk, OFFICIAL_ACCOUNT);
    const path = `${QUOTA}?access_token=${token}`;
    expect(await ask(desk, path)).toMatchObject({ errcode: 43002 });
    expect(await call(desk, path, '')).toMatchObject({ errcode: 44002 });
    expect(await call(desk, path, '{"cgi_path":')).toMatchObject({ errcode: 47001 });
    expect(await call(desk, `/cgi-bin/menu/get?access_token=${token}`)).toMatchObject({ errcode: 43001 });
  });
});

describe('quotas', () => {
  it('are counted per account and day, and shown', async () => {
    const path = '/cgi-bin/menu/get';
    const token = await askToken(desk, OFFICIAL_ACCOUNT);
    desk.control.setQuota('officialAccount', path, { daily: 2 });
    const errcodes = [];
    for (let i = 0; i < 3; i += 1) errcodes.push((await ask(desk, path, { access_token: token })).errcode);
    expect(errcodes).toEqual([46003, 46003, 45009]);
    const { quota } = await call(desk, `${QUOTA}?access_token=${token}`, { cgi_path: path });
    expect(quota).toEqual({ daily_limit: 2, used: 2, remain: 0 });
  });

  it('are counted per minute too', async () => {
    const path = '/cgi-bin/menu/get';
    desk.control.setQuota('officialAccount', path, { perMinute: 1 });
    const token = await askToken(desk, OFFICIAL_ACCOUNT);
    await ask(desk, path, { access_token: token });
    desk.control.advanceClock(MINUTE);
    expect(await ask(desk, path, { access_token: token })).toMatchObject({ errcode: 46003 });
    expect(await ask(desk, path, { access_token: token })).toMatchObject({ errcode: 45011 });
  });
});
