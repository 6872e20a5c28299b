import { MP, testGateway } from '../support/gateway';
import { StubWechat } from '../support/stub-wechat';

const ok = { errcode: 0, errmsg: 'ok' };
let stub: StubWechat;
afterEach(() => stub.stop());

describe('log-in', () => {
  const SESSION = '/sns/jscode2session';

  it('exchanges the code', async () => {
    stub = await StubWechat.start({
      [SESSION]: { raw: '{"session_key":"k\\/==","openid":"o","unionid":"u"}', type: 'text/plain' },
    });
    await expect(testGateway(stub.url).wechat.miniProgram.logIn('c&1')).resolves.toEqual({
      openid: 'o',
      unionid: 'u',
      sessionKey: 'k/==',
    });
    expect(Object.fromEntries(stub.to(SESSION)[0]!.query)).toEqual({
      appid: MP.appId,
      secret: MP.secret,
      js_code: 'c&1',
      grant_type: 'authorization_code',
    });
  });

  it.each([
    [40029, 'unauthenticated', 'wechat_code_invalid'],
    [40163, 'unauthenticated', 'wechat_code_invalid'],
    [40226, 'forbidden', 'wechat_risky_user'],
    [45011, 'limited', 'wechat_too_often'],
    [-1, 'upstream', 'wechat_failed'],
  ])('errcode %i is %s %s', async (errcode, kind, code) => {
    stub = await StubWechat.start({ [SESSION]: { errcode, errmsg: 'x' } });
    await expect(testGateway(stub.url).wechat.miniProgram.logIn('c')).rejects.toMatchObject({ kind, code });
  });
});

describe('phone number', () => {
  const PHONE = '/wxa/business/getuserphonenumber';

  it('comes without country code', async () => {
    const phone_info = { phoneNumber: '+8613800000000', purePhoneNumber: '13800000000', countryCode: 86 };
    stub = await StubWechat.start({ [PHONE]: { ...ok, phone_info } });
    await expect(testGateway(stub.url).wechat.miniProgram.phoneNumber('c')).resolves.toEqual({
      phone: '13800000000',
      countryCode: '86',
    });
    expect(stub.to(PHONE)[0]!.body).toEqual({ code: 'c' });
  });

  it('with a used code is asked for again', async () => {
    stub = await StubWechat.start({ [PHONE]: { errcode: 40029, errmsg: 'x' } });
    await expect(testGateway(stub.url).wechat.miniProgram.phoneNumber('c')).rejects.toMatchObject({
      kind: 'invalid',
      code: 'phone_code_invalid',
    });
  });
});

describe('mini-program code', () => {
  const CODE = '/wxa/getwxacodeunlimit';
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);

  it('is the picture, byte by byte', async () => {
    stub = await StubWechat.start({ [CODE]: { raw: png, type: 'image/jpeg' } });
    const { wechat } = testGateway(stub.url);
    const made = await wechat.miniProgram.unlimitedCode({ scene: 'a=1', page: '/pages/activity/detail' });
    expect(made.equals(png)).toBe(true);
    expect(stub.to(CODE)[0]!.body).toMatchObject({
      scene: 'a=1',
      page: 'pages/activity/detail',
      check_path: true,
      env_version: 'release',
    });
  });

  it('of a version that is not released does not check the page', async () => {
    stub = await StubWechat.start({ [CODE]: { raw: png, type: 'image/png' } });
    const { wechat } = testGateway(stub.url, { config: { envVersion: 'trial' } });
    await wechat.miniProgram.unlimitedCode({ scene: 'a', page: 'p' });
    expect(stub.to(CODE)[0]!.body).toMatchObject({ check_path: false, env_version: 'trial' });
  });

  it('refused in JSON is an error, not a picture', async () => {
    stub = await StubWechat.start({ [CODE]: { errcode: 41030, errmsg: 'invalid page' } });
    await expect(
      testGateway(stub.url).wechat.miniProgram.unlimitedCode({ scene: 'a', page: 'p' }),
    ).rejects.toMatchObject({
      errcode: 41030,
      outcome: 'permanent',
    });
  });

  it.each(['', 'x'.repeat(33), '中文', 'a b', '100%'])('scene %j is refused here', async (scene) => {
    stub = await StubWechat.start();
    await expect(
      testGateway(stub.url).wechat.miniProgram.unlimitedCode({ scene, page: 'p' }),
    ).rejects.toThrow(RangeError);
    expect(stub.calls).toHaveLength(0);
  });
});

describe('text check', () => {
  const CHECK = '/wxa/msg_sec_check';
  const suggesting = (verdicts: string[]) => (_call: unknown, nth: number) => ({
    ...ok,
    result: { suggest: verdicts[nth - 1] },
  });
  const check = (content: string) =>
    testGateway(stub.url).wechat.miniProgram.checkText({ openid: 'o', content, scene: 3, title: 'T' });

  it.each(['pass', 'review', 'risky'])('says %s', async (verdict) => {
    stub = await StubWechat.start({ [CHECK]: suggesting([verdict]) });
    await expect(check('你好')).resolves.toBe(verdict);
    expect(stub.to(CHECK)[0]!.body).toEqual({
      version: 2,
      openid: 'o',
      scene: 3,
      content: '你好',
      title: 'T',
    });
  });

  it('leaves what it does not understand to a person', async () => {
    stub = await StubWechat.start({ [CHECK]: suggesting(['unheard-of']) });
    await expect(check('你好')).resolves.toBe('review');
  });

  it('checks a long text in parts, the worst decides', async () => {
    stub = await StubWechat.start({ [CHECK]: suggesting(['pass', 'review', 'pass']) });
    await expect(check('😀'.repeat(5_001))).resolves.toBe('review');
    const parts = stub.to(CHECK).map((call) => String(call.body.content));
    expect(parts.join('')).toBe('😀'.repeat(5_001));
    expect(parts.every((part) => Array.from(part).length <= 2_500)).toBe(true);
  });

  it('asks nothing about nothing', async () => {
    stub = await StubWechat.start();
    await expect(check('')).resolves.toBe('pass');
    expect(stub.calls).toHaveLength(0);
  });
});

it('a subscribe message', async () => {
  stub = await StubWechat.start({ '/cgi-bin/message/subscribe/send': ok });
  const { wechat } = testGateway(stub.url, { config: { envVersion: 'trial' } });
  await wechat.miniProgram.sendSubscribeMessage({
    to: 'o',
    templateId: 't',
    page: '/pages/a?id=1',
    data: { phrase2: '报名已经通过', thing4: '第一行\n第二行' },
  });
  expect(stub.to('/cgi-bin/message/subscribe/send')[0]!.body).toEqual({
    touser: 'o',
    template_id: 't',
    page: 'pages/a?id=1',
    data: { phrase2: { value: '报名已经通' }, thing4: { value: '第一行 第二行' } },
    miniprogram_state: 'trial',
    lang: 'zh_CN',
  });
});

it('a subscribe message without consent is refused for good', async () => {
  stub = await StubWechat.start({
    '/cgi-bin/message/subscribe/send': { errcode: 43101, errmsg: 'user refuse' },
  });
  const { wechat } = testGateway(stub.url);
  await expect(
    wechat.miniProgram.sendSubscribeMessage({ to: 'o', templateId: 't', data: {} }),
  ).rejects.toMatchObject({
    outcome: 'permanent',
    errcode: 43101,
  });
});
