import { MINI_PROGRAM, OFFICIAL_ACCOUNT, openidOf, unionidOf } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';
import { ask, askToken, call } from './wire-client';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  await desk.control.reset();
  desk.control.putPerson({ id: 'li', nickname: '李明', phone: '13800000001' });
});

const { appId: appid, secret } = MINI_PROGRAM;
const session = (js_code: string, credentials = { appid, secret }) =>
  ask(desk, '/sns/jscode2session', { ...credentials, js_code, grant_type: 'authorization_code' });

describe('mini-program log-in', () => {
  it('gives the same openid and unionid every time, and a fresh session key', async () => {
    const first = await session(desk.control.loginCode('li').code);
    const second = await session(desk.control.loginCode('li').code);
    expect(first).toMatchObject({ openid: openidOf(appid, 'li'), unionid: unionidOf('li') });
    expect(second.openid).toBe(first.openid);
    expect(second.session_key).not.toBe(first.session_key);
    expect(Buffer.from(first.session_key, 'base64')).toHaveLength(16);
    expect(first.openid).toMatch(/^o[\w-]{27}$/);
  });

  it('accepts a code once, and for five minutes', async () => {
    const { code } = desk.control.loginCode('li');
    await session(code);
    expect(await session(code)).toMatchObject({ errcode: 40163 });
    const late = desk.control.loginCode('li');
    desk.control.advanceClock(5 * 60_000);
    expect(await session(late.code)).toMatchObject({ errcode: 40029 });
  });

  it.each([
    ['an unknown appid', { appid: 'wxnobody', secret }, 40013],
    ['a wrong secret', { appid, secret: 'wrong' }, 40125],
  ])('refuses %s', async (_, credentials, errcode) => {
    expect(await session(desk.control.loginCode('li').code, credentials)).toMatchObject({ errcode });
  });

  it('hands out the phone number for a phone code once', async () => {
    const token = await askToken(desk, MINI_PROGRAM);
    const { code } = desk.control.phoneCode('li');
    const path = `/wxa/business/getuserphonenumber?access_token=${token}`;
    expect(await call(desk, path, { code })).toMatchObject({
      errcode: 0,
      phone_info: { purePhoneNumber: '13800000001', countryCode: '86', watermark: { appid } },
    });
    expect(await call(desk, path, { code })).toMatchObject({ errcode: 40029 });
    expect(await call(desk, path, { code: 'made-up' })).toMatchObject({ errcode: 40029 });
  });
});

describe('OAuth of the official account', () => {
  const authorizeUrl = (scope: string, state = 's1') =>
    `${desk.url}/connect/oauth2/authorize?${new URLSearchParams({
      appid: OFFICIAL_ACCOUNT.appId,
      redirect_uri: 'https://stvs.example/oauth?from=menu',
      response_type: 'code',
      scope,
      state,
    })}#wechat_redirect`;
  const exchange = (location: string) =>
    ask(desk, '/sns/oauth2/access_token', {
      appid: OFFICIAL_ACCOUNT.appId,
      secret: OFFICIAL_ACCOUNT.secret,
      code: new URL(location).searchParams.get('code') ?? '',
      grant_type: 'authorization_code',
    });

  it('comes back with code and state, and the code names the person once', async () => {
    const { location } = desk.control.oauth('li', authorizeUrl('snsapi_base'));
    const back = new URL(location);
    expect([back.host, back.searchParams.get('from'), back.searchParams.get('state')]).toEqual([
      'stvs.example',
      'menu',
      's1',
    ]);
    const grant = await exchange(location);
    expect(grant.openid).toBe(openidOf(OFFICIAL_ACCOUNT.appId, 'li'));
    expect(grant).not.toHaveProperty('unionid');
    expect(await exchange(location)).toMatchObject({ errcode: 40163 });
  });

  it('shows nickname and unionid only for snsapi_userinfo', async () => {
    const full = await exchange(desk.control.oauth('li', authorizeUrl('snsapi_userinfo')).location);
    const who = { access_token: full.access_token, openid: full.openid, lang: 'zh_CN' };
    expect(await ask(desk, '/sns/userinfo', who)).toMatchObject({
      nickname: '李明',
      unionid: unionidOf('li'),
    });
    const base = await exchange(desk.control.oauth('li', authorizeUrl('snsapi_base')).location);
    const refused = { access_token: base.access_token, openid: base.openid };
    expect(await ask(desk, '/sns/userinfo', refused)).toMatchObject({ errcode: 48001 });
  });

  it('makes a virtual visitor of a snapshot page', async () => {
    const { location } = desk.control.oauth('li', authorizeUrl('snsapi_userinfo'), { snapshot: true });
    const grant = await exchange(location);
    expect(grant.is_snapshotuser).toBe(1);
    expect(grant.openid).not.toBe(openidOf(OFFICIAL_ACCOUNT.appId, 'li'));
  });

  it('sends a browser on in the name of the person it acts as, and asks when nobody is chosen', async () => {
    const visit = (url: string, headers = {}) => fetch(url, { redirect: 'manual', headers });
    const asking = await visit(authorizeUrl('snsapi_base'));
    expect([asking.status, await asking.text()]).toEqual([200, expect.stringContaining('李明')]);
    const byCookie = await visit(authorizeUrl('snsapi_base'), { cookie: 'desk_person=li' });
    expect(byCookie.status).toBe(302);
    expect((await exchange(byCookie.headers.get('location') ?? '')).openid).toBeDefined();
    const wrong = await visit(authorizeUrl('snsapi_unknown'));
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('Scope')]);
  });
});
