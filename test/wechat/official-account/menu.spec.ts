import type { Menu } from '../../../server/wechat';
import { validateMenu } from '../../../server/wechat/official-account/menu';
import { testGateway } from '../support/gateway';
import { StubWechat } from '../support/stub-wechat';

let stub: StubWechat | undefined;
afterEach(() => stub?.stop());

const click = { type: 'click', name: '我的', key: 'MINE' } as const;
const view = { type: 'view', name: '官网', url: 'https://a.cn' } as const;
const open = {
  type: 'miniprogram',
  name: '报名',
  appId: 'wxmp',
  path: 'pages/index/index',
  url: 'https://a.cn',
} as const;
const menu: Menu = { entries: [click, { name: '服务', buttons: [view, open] }] };

const WIRE = {
  button: [
    { type: 'click', name: '我的', key: 'MINE' },
    {
      name: '服务',
      sub_button: [
        { type: 'view', name: '官网', url: 'https://a.cn' },
        {
          type: 'miniprogram',
          name: '报名',
          appid: 'wxmp',
          pagepath: 'pages/index/index',
          url: 'https://a.cn',
        },
      ],
    },
  ],
};

it('is published and read back', async () => {
  stub = await StubWechat.start({
    '/cgi-bin/menu/create': { errcode: 0, errmsg: 'ok' },
    '/cgi-bin/menu/get': { menu: { button: [{ ...WIRE.button[0], sub_button: [] }, WIRE.button[1]] } },
  });
  const { wechat } = testGateway(stub.url);
  await wechat.officialAccount.publishMenu(menu);
  expect(stub.to('/cgi-bin/menu/create')[0]!.body).toEqual(WIRE);
  await expect(wechat.officialAccount.currentMenu()).resolves.toEqual(menu);
});

it('is null when there is none', async () => {
  stub = await StubWechat.start({ '/cgi-bin/menu/get': { errcode: 46003, errmsg: 'menu no exist' } });
  await expect(testGateway(stub.url).wechat.officialAccount.currentMenu()).resolves.toBeNull();
});

it('other failures are not "no menu"', async () => {
  stub = await StubWechat.start({ '/cgi-bin/menu/get': { errcode: 48001, errmsg: 'api unauthorized' } });
  await expect(testGateway(stub.url).wechat.officialAccount.currentMenu()).rejects.toMatchObject({
    errcode: 48001,
  });
});

it.each<[string, Menu]>([
  ['no entry', { entries: [] }],
  ['four entries', { entries: [click, click, click, click] }],
  ['an empty submenu', { entries: [{ name: '服务', buttons: [] }] }],
  ['six below one', { entries: [{ name: '服务', buttons: [view, view, view, view, view, view] }] }],
  ['a long entry', { entries: [{ ...click, name: '科技志愿服务' }] }],
  ['an empty name', { entries: [{ ...click, name: ' ' }] }],
  ['a long button', { entries: [{ name: '服务', buttons: [{ ...view, name: '志'.repeat(21) }] }] }],
  ['a long key', { entries: [{ ...click, key: 'k'.repeat(129) }] }],
  ['an empty key', { entries: [{ ...click, key: '' }] }],
  ['a long link', { entries: [{ ...view, url: `https://a.cn/${'x'.repeat(1_024)}` }] }],
  ['no link', { entries: [{ ...view, url: 'a.cn' }] }],
  ['a mini-program without page', { entries: [{ ...open, path: '' }] }],
])('%s is refused before WeChat is asked', async (_what, wrong) => {
  stub = await StubWechat.start();
  await expect(testGateway(stub.url).wechat.officialAccount.publishMenu(wrong)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'menu_invalid',
    message: expect.stringMatching(/请修改后再发布/),
  });
  expect(stub.calls).toHaveLength(0);
});

it.each<[string, Menu]>([
  ['the longest names', { entries: [{ name: '志愿服务x', buttons: [{ ...view, name: '志'.repeat(20) }] }] }],
  ['five below each of three', { entries: Array(3).fill({ name: '服务', buttons: Array(5).fill(view) }) }],
])('%s is accepted', (_what, right) => {
  expect(() => validateMenu(right)).not.toThrow();
});
