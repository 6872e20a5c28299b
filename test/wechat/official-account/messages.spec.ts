import { testGateway } from '../support/gateway';
import { StubWechat } from '../support/stub-wechat';

const ok = { errcode: 0, errmsg: 'ok' };
let stub: StubWechat;
afterEach(() => stub.stop());

it('a template message carries its key, page and shortened fields', async () => {
  stub = await StubWechat.start({ '/cgi-bin/message/template/send': { ...ok, msgid: 200228332 } });
  const { wechat } = testGateway(stub.url);
  const sent = await wechat.officialAccount.sendTemplate({
    to: 'oPerson',
    templateId: 'tpl',
    data: { thing1: '科技志愿服务助力乡村振兴农技培训活动通知', time3: '2026年3月5日 09:00' },
    url: 'https://a.cn/n/1',
    miniProgram: { appId: 'wxmp', path: 'pages/notice?id=1' },
    key: 'notice-1-person-9',
  });
  expect(sent).toEqual({ msgId: '200228332' });
  expect(stub.to('/cgi-bin/message/template/send')[0]!.body).toEqual({
    touser: 'oPerson',
    template_id: 'tpl',
    url: 'https://a.cn/n/1',
    miniprogram: { appid: 'wxmp', pagepath: 'pages/notice?id=1' },
    data: {
      thing1: { value: '科技志愿服务助力乡村振兴农技培训活动通知' },
      time3: { value: '2026年3月5日 09:00' },
    },
    client_msg_id: 'notice-1-person-9',
  });
});

it('a subscription notice', async () => {
  stub = await StubWechat.start({ '/cgi-bin/message/subscribe/bizsend': ok });
  const { wechat } = testGateway(stub.url);
  const notice = { to: 'oPerson', templateId: 'tpl', data: { phrase2: '已通过' }, url: 'https://a.cn' };
  await wechat.officialAccount.sendSubscriptionNotice(notice);
  expect(stub.to('/cgi-bin/message/subscribe/bizsend')[0]!.body).toEqual({
    touser: 'oPerson',
    template_id: 'tpl',
    page: 'https://a.cn',
    data: { phrase2: { value: '已通过' } },
  });
});

it('a customer text is shortened to 2 048 bytes', async () => {
  stub = await StubWechat.start({ '/cgi-bin/message/custom/send': ok });
  const { wechat } = testGateway(stub.url);
  await wechat.officialAccount.sendCustomerText('oPerson', '您好');
  await wechat.officialAccount.sendCustomerText('oPerson', '志'.repeat(1_000));
  const texts = stub
    .to('/cgi-bin/message/custom/send')
    .map((call) => (call.body.text as { content: string }).content);
  expect(texts[0]).toBe('您好');
  expect(Buffer.byteLength(texts[1]!)).toBeLessThanOrEqual(2_048);
});

it.each([
  [43004, 'permanent'],
  [45009, 'quota'],
  [-1, 'retry'],
])('a refusal %i says %s', async (errcode, outcome) => {
  stub = await StubWechat.start({ '/cgi-bin/message/template/send': { errcode, errmsg: 'x' } });
  const { wechat } = testGateway(stub.url);
  const message = { to: 'oPerson', templateId: 'tpl', data: {}, key: 'k' };
  await expect(wechat.officialAccount.sendTemplate(message)).rejects.toMatchObject({ outcome, errcode });
});

describe('a scene code', () => {
  it('is temporary or permanent', async () => {
    stub = await StubWechat.start({
      '/cgi-bin/qrcode/create': { ticket: 'T', url: 'http://weixin.qq.com/q/1' },
    });
    const { wechat } = testGateway(stub.url);
    await wechat.officialAccount.createSceneCode('org_1', 3_600);
    await wechat.officialAccount.createSceneCode('org_1', 'permanent');
    expect(stub.to('/cgi-bin/qrcode/create').map((call) => call.body)).toEqual([
      { expire_seconds: 3_600, action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 'org_1' } } },
      { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: 'org_1' } } },
    ]);
  });

  it.each<[string, number]>([
    ['', 60],
    ['x'.repeat(65), 60],
    ['a', 0],
    ['a', 2_592_001],
  ])('%j for %i seconds is refused here', async (scene, ttl) => {
    stub = await StubWechat.start();
    await expect(testGateway(stub.url).wechat.officialAccount.createSceneCode(scene, ttl)).rejects.toThrow(
      RangeError,
    );
    expect(stub.calls).toHaveLength(0);
  });
});

it.each([
  [
    { subscribe: 1, openid: 'o', unionid: 'u' },
    { subscribed: true, unionid: 'u' },
  ],
  [
    { subscribe: 0, openid: 'o' },
    { subscribed: false, unionid: undefined },
  ],
])('a follower: %j', async (answer, expected) => {
  stub = await StubWechat.start({ '/cgi-bin/user/info': answer });
  await expect(testGateway(stub.url).wechat.officialAccount.follower('o&x=1')).resolves.toEqual(expected);
  expect(stub.to('/cgi-bin/user/info')[0]!.query.get('openid')).toBe('o&x=1');
});
