import { OFFICIAL_ACCOUNT, openidOf } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';

// The library as it comes, without our gateway: an independent reading of WeChat's API.
const API = require('co-wechat-api');

const NOTICE = 'simulated-template-notice';

let desk: Desk;
// biome-ignore lint/suspicious/noExplicitAny: the library has no types.
let api: any;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  await desk.control.reset();
  desk.control.putPerson({ id: 'li', nickname: '李明', follows: true });
  desk.control.putPerson({ id: 'stranger' });
  api = new API(OFFICIAL_ACCOUNT.appId, OFFICIAL_ACCOUNT.secret);
  // Its 3 s by default are short for a picture drawn on a machine that runs the whole suite.
  api.setOpts({ timeout: 20_000 });
  api.prefix = `${desk.url}/cgi-bin/`;
  api.mpPrefix = `${desk.url}/cgi-bin/`;
  api.snsPrefix = `${desk.url}/sns/`;
  api.wxaPrefix = `${desk.url}/wxa/`;
});

const openid = openidOf(OFFICIAL_ACCOUNT.appId, 'li');

it('gets a token, and a new one by itself when the desk rotates it', async () => {
  await api.getFollowers();
  desk.control.rotateToken('officialAccount');
  expect(await api.getFollowers()).toMatchObject({ total: 1, data: { openid: [openid] } });
  expect(desk.control.calls('/cgi-bin/token')).toHaveLength(2);
});

it('signs pages for the JS-SDK with a ticket that WeChat recognizes', async () => {
  const url = 'https://stvs.example/activities/1?from=share';
  const config = await api.getJsConfig({ url, jsApiList: [] });
  expect(desk.control.verifyJsSdk({ ...config, url })).toBe(true);
  expect(desk.control.verifyJsSdk({ ...config, url: `${url}#top` })).toBe(true);
  expect(desk.control.verifyJsSdk({ ...config, url: 'https://stvs.example/' })).toBe(false);
});

it('creates, reads and removes a menu', async () => {
  const button = [
    { type: 'click', name: '我的服务', key: 'MINE' },
    { name: '更多', sub_button: [{ type: 'view', name: '官网', url: 'https://stvs.example' }] },
  ];
  await api.createMenu({ button });
  expect(await api.getMenu()).toMatchObject({ menu: { button } });
  await api.removeMenu();
  await expect(api.getMenu()).rejects.toMatchObject({ code: 46003 });
});

it.each([
  ['four buttons', Array(4).fill({ type: 'click', name: '一', key: 'K' }), 40016],
  ['a long name', [{ type: 'click', name: '一二三四五六', key: 'K' }], 40018],
  ['a link without scheme', [{ type: 'view', name: '一', url: 'stvs.example' }], 40020],
  ['an unknown type', [{ type: 'tap', name: '一', key: 'K' }], 40017],
  [
    'six buttons below',
    [{ name: '一', sub_button: Array(6).fill({ type: 'click', name: '二', key: 'K' }) }],
    40023,
  ],
])('is refused a menu with %s', async (_, button, code) => {
  await expect(api.createMenu({ button })).rejects.toMatchObject({ code });
});

it('makes a QR code that shows as a picture and can be scanned', async () => {
  const { ticket, url } = await api.createTmpQRCode('act_7', 3_600);
  expect(url).toMatch(/^http:\/\/weixin\.qq\.com\/q\//);
  const picture = await api.request(`${api.mpPrefix}showqrcode?ticket=${encodeURIComponent(ticket)}`);
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(await desk.control.scan('stranger', { ticket })).toMatchObject({ scene: 'act_7', followed: true });
  const [push] = desk.control.pushes();
  expect(push?.message).toMatchObject({ Event: 'subscribe', EventKey: 'qrscene_act_7', Ticket: ticket });
  await desk.control.scan('stranger', { ticket });
  expect(desk.control.pushes().at(-1)?.message).toMatchObject({ Event: 'SCAN', EventKey: 'act_7' });
  desk.control.advanceClock(3_600_000);
  await expect(desk.control.scan('li', { ticket })).rejects.toMatchObject({ code: 'expired' });
});

it('makes a permanent QR code', async () => {
  const { ticket, expire_seconds } = await api.createLimitQRCode(42);
  expect(expire_seconds).toBeUndefined();
  desk.control.advanceClock(365 * 86_400_000);
  expect(await desk.control.scan('li', { ticket })).toMatchObject({ scene: '42', followed: false });
});

it('sends a template message; its id has more digits than a number holds', async () => {
  const data = { thing1: { value: '通知' }, thing2: { value: '科协' }, time3: { value: '2026-03-05 09:00' } };
  const { msgid } = await api.sendTemplate(openid, NOTICE, 'https://stvs.example', undefined, data);
  expect(String(msgid)).toMatch(/^\d{19}$/);
  await desk.control.settle();
  const finished = desk.control.pushes().at(-1)?.message;
  expect(String(finished?.MsgID)).toBe(String(msgid));
  const stranger = openidOf(OFFICIAL_ACCOUNT.appId, 'stranger');
  await expect(api.sendTemplate(stranger, NOTICE, '', undefined, data)).rejects.toMatchObject({
    code: 43004,
  });
});

it('writes to a customer who wrote first', async () => {
  await expect(api.sendText(openid, '您好')).rejects.toMatchObject({ code: 45015 });
  await desk.control.sendText('li', '在吗');
  await api.sendText(openid, '您好 "朋友"');
  await api.sendNews(openid, [{ title: '活动', description: '', url: 'https://stvs.example', picurl: '' }]);
  const said = desk.control.person('li').chat.filter(({ channel }) => channel === 'customer');
  expect(said).toMatchObject([{ text: '您好 "朋友"' }, { articles: [{ title: '活动' }] }]);
});

it('reads followers one by one and in batches', async () => {
  expect(await api.getUser({ openid, lang: 'zh_CN' })).toMatchObject({ subscribe: 1, openid });
  expect(await api.batchGetUsers([openid])).toMatchObject({ user_info_list: [{ openid }] });
});

it('logs a visitor of the mini-program in only with its own credentials', async () => {
  const { code } = desk.control.loginCode('li');
  await expect(api.code2Session(code)).rejects.toMatchObject({ code: 40013 });
});
