import { willingHost } from '../../desk/phone/runtime/willing-host';
import { phoneOf, samplePhone, stopPhones } from './support/bundles';
import { onePage } from './support/folder';

afterEach(stopPhones);

type Call = (options?: object) => Promise<Record<string, unknown>>;
const call = (phone: { wx: Record<string, unknown> }, name: string, options?: object) =>
  (phone.wx[name] as Call)(options);

describe('how calls answer', () => {
  test('with a promise when no callback is given', async () => {
    const phone = await samplePhone('');
    await expect(call(phone, 'login')).resolves.toEqual({ errMsg: 'login:ok', code: 'login-1' });
    await expect(call(phone, 'getStorage', { key: 'no' })).rejects.toEqual({
      errMsg: 'getStorage:fail data not found',
    });
  });

  test('by callbacks, and with no promise, when one is given', async () => {
    const phone = await samplePhone('');
    const heard: string[] = [];
    const hear = (who: string) => (answer: { errMsg: string }) => heard.push(`${who} ${answer.errMsg}`);
    expect(call(phone, 'login', { success: hear('success'), complete: hear('complete') })).toBeUndefined();
    expect(call(phone, 'getStorage', { key: 'no', fail: hear('fail') })).toBeUndefined();
    await phone.settled();
    expect(heard).toEqual(
      ['success login:ok', 'fail getStorage:fail data not found', 'complete login:ok'].sort(byPlace(heard)),
    );
    expect(heard.indexOf('success login:ok')).toBeLessThan(heard.indexOf('complete login:ok'));
  });

  test('a mock stands in for a call, also in failing', async () => {
    const phone = await samplePhone('', { mocks: { scanCode: { result: 'stvs:1' } } });
    await expect(call(phone, 'scanCode')).resolves.toMatchObject({ result: 'stvs:1' });
    phone.mock('getLocation', { errMsg: 'getLocation:fail auth deny' });
    await expect(call(phone, 'getLocation')).rejects.toEqual({ errMsg: 'getLocation:fail auth deny' });
    expect(phone.calls.map(({ name }) => name)).toEqual(['scanCode', 'getLocation']);
  });
});

describe('requests', () => {
  const answering = (body: string, status = 200) => jest.fn(async () => new Response(body, { status }));

  test('a page signs in through WeChat and the server, and remembers', async () => {
    const fetch = answering('{"name":"王小明"}');
    const host = willingHost({ requestBase: 'https://stvs.test' });
    const phone = await samplePhone('pages/mine/mine', { fetch, host });
    expect(phone.text()).toContain('王小明');
    expect(phone.wx.getStorageSync).toBeDefined();
    expect(host.storage.getItem('name')).toBe('{"data":"王小明"}');
    const [url, init] = fetch.mock.calls[0] as unknown as [string, RequestInit];
    expect([url, init.method, init.body]).toEqual([
      'https://stvs.test/api/session',
      'POST',
      '{"code":"login-1"}',
    ]);
  });

  test('an answer of any status is an answer; only no answer fails', async () => {
    const request = (phone: { wx: Record<string, unknown> }) =>
      new Promise((success, fail) => {
        (phone.wx.request as (options: object) => void)({
          url: 'https://a.test/x',
          data: { q: '数' },
          success,
          fail,
        });
      });
    const refused = answering('{"message":"名额满了"}', 409);
    const phone = await samplePhone('', { fetch: refused });
    await expect(request(phone)).resolves.toMatchObject({ statusCode: 409, data: { message: '名额满了' } });
    expect(refused.mock.calls[0]).toEqual(expect.arrayContaining(['https://a.test/x?q=%E6%95%B0']));
    const silent = await samplePhone('');
    await expect(request(silent)).rejects.toMatchObject({ errMsg: expect.stringContaining('request:fail') });
  });

  test('a task can be given up, and gives up by itself in time', async () => {
    const never = ((_: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => {
        if (signal?.aborted) reject(new Error('aborted'));
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      })) as typeof fetch;
    const phone = await samplePhone('', { fetch: never });
    const request = phone.wx.request as (options: object) => { abort(): void };
    const failed: string[] = [];
    const fail = ({ errMsg }: { errMsg: string }) => failed.push(errMsg);
    request({ url: 'https://a.test', timeout: 1, fail });
    request({ url: 'https://a.test', fail }).abort();
    await phone.settled();
    expect(failed.sort()).toEqual(['request:fail abort', 'request:fail timeout']);
  });
});

describe('moving between pages', () => {
  test('relative and absolute paths, the stack, and its end', async () => {
    const phone = await samplePhone('pages/home/home');
    await phone.tap('.t-cell');
    expect([phone.path, phone.query]).toEqual(['pages/detail/detail', { id: '1' }]);
    await phone.tap('#form');
    expect(phone.pages).toEqual(['pages/home/home', 'pages/detail/detail', 'parts/pages/form/form']);
    await call(phone, 'navigateBack', { delta: 9 });
    expect(phone.pages).toEqual(['pages/home/home']);
    await expect(call(phone, 'navigateBack')).rejects.toMatchObject({
      errMsg: expect.stringContaining('first page'),
    });
  });

  test.each([
    ['navigateTo', '/pages/mine/mine', 'fail can not navigateTo a tabbar page'],
    ['redirectTo', '/pages/mine/mine', 'fail can not redirectTo a tabbar page'],
    ['switchTab', '/pages/detail/detail', 'fail can not switch to no-tabBar page'],
    ['navigateTo', '/pages/nowhere', 'fail page "pages/nowhere" is not found'],
    ['redirectTo', '/pages/nowhere', 'fail page "pages/nowhere" is not found'],
    ['reLaunch', '/pages/nowhere', 'fail page "pages/nowhere" is not found'],
  ])('%s %s is refused and changes nothing', async (name, url, reason) => {
    const phone = await samplePhone('pages/home/home');
    await expect(call(phone, name, { url })).rejects.toEqual({ errMsg: `${name}:${reason}` });
    expect(phone.pages).toEqual(['pages/home/home']);
    expect(phone.text()).toContain('下午好');
  });

  test('at most ten pages lie on each other', async () => {
    const phone = await samplePhone('pages/home/home');
    for (let depth = 2; depth <= 10; depth += 1)
      await call(phone, 'navigateTo', { url: '/pages/detail/detail' });
    await expect(call(phone, 'navigateTo', { url: '/pages/detail/detail' })).rejects.toMatchObject({
      errMsg: expect.stringContaining('limit exceed'),
    });
  });

  test('tab pages stay alive, others end when a tab is chosen', async () => {
    const phone = await samplePhone('pages/home/home');
    const home = phone.page;
    await call(phone, 'navigateTo', { url: '/pages/detail/detail' });
    await call(phone, 'switchTab', { url: '/pages/mine/mine' });
    expect(phone.pages).toEqual(['pages/mine/mine']);
    await call(phone, 'switchTab', { url: '/pages/home/home' });
    expect(phone.page).toBe(home);
    expect((phone.data.hooks as string[]).slice(-2)).toEqual(['hide', 'show']);
  });

  test('two pages talk through the event channel', async () => {
    const phone = await phoneOf({
      ...onePage({ ts: 'Page({});' }),
      'app.json': '{"pages":["page","next"]}',
      'next.wxml': '<view>{{word}}</view>',
      'next.ts': `Page({ data: { word: '' }, onLoad() {
        const channel = this.getOpenerEventChannel();
        channel.on('hello', (word: string) => this.setData({ word }));
        channel.emit('opened', 'yes');
      } });`,
    });
    const opened = jest.fn();
    const { eventChannel } = await call(phone, 'navigateTo', { url: 'next', events: { opened } });
    (eventChannel as { emit(name: string, word: string): void }).emit('hello', '你好');
    expect(opened).toHaveBeenCalledWith('yes');
    expect(phone.data.word).toBe('你好');
  });
});

describe('what goes to WeChat', () => {
  test('a phone number, given or refused', async () => {
    const host = willingHost();
    const phone = await samplePhone('pages/mine/mine', { host });
    host.phoneCode = () => Promise.reject(new Error('fail user deny'));
    await phone.tap('#phone');
    expect(phone.data.phoneCode).toBe('getPhoneNumber:fail user deny');
    host.phoneCode = async () => 'phone-code';
    await phone.tap('#phone');
    expect(phone.data.phoneCode).toBe('phone-code');
  });

  test('payment, done or cancelled, with the parameters of the server', async () => {
    const pay = jest.fn().mockRejectedValueOnce(new Error('fail cancel')).mockResolvedValueOnce(undefined);
    const phone = await samplePhone('pages/mine/mine', { host: willingHost({ pay }) });
    await phone.tap('#pay');
    expect(phone.data.failure).toBe('requestPayment:fail cancel');
    await phone.tap('#pay');
    expect(phone.data.name).toBe('已缴纳');
    expect(pay).toHaveBeenLastCalledWith(
      expect.objectContaining({ package: 'prepay_id=1', signType: 'RSA' }),
    );
  });

  test('subscriptions: the answer by template, three at most', async () => {
    const askSubscribe = async () => ({ a: 'accept' as const, b: 'reject' as const });
    const phone = await samplePhone('', { host: willingHost({ askSubscribe }) });
    await expect(call(phone, 'requestSubscribeMessage', { tmplIds: ['a', 'b'] })).resolves.toMatchObject({
      a: 'accept',
      b: 'reject',
    });
    await expect(
      call(phone, 'requestSubscribeMessage', { tmplIds: ['1', '2', '3', '4'] }),
    ).rejects.toMatchObject({
      errMsg: expect.stringContaining('20003'),
    });
  });

  test('sharing to a friend by a button, to Moments by the menu', async () => {
    const share = jest.fn();
    const phone = await samplePhone('pages/home/home', { host: willingHost({ share }) });
    await phone.tap('#share');
    expect(share).toHaveBeenLastCalledWith('friend', {
      title: '一起做科技志愿者',
      path: 'pages/detail/detail?id=1',
    });
    phone.window.document.querySelector<HTMLElement>('.phone-menu')?.click();
    const items = [...phone.window.document.querySelectorAll<HTMLElement>('.phone-sheet button')];
    items.find(({ textContent }) => textContent === '分享到朋友圈')?.click();
    await phone.settled();
    expect(share).toHaveBeenLastCalledWith('timeline', {
      title: '科技志愿服务',
      path: 'pages/home/home?id=2',
    });
    expect(phone.shares.map(({ kind }) => kind)).toEqual(['friend', 'timeline']);
  });

  test('a page without onShareAppMessage cannot be shared', async () => {
    const phone = await samplePhone('pages/mine/mine');
    phone.window.document.querySelector<HTMLElement>('.phone-menu')?.click();
    expect(phone.window.document.querySelector('.phone-sheet')?.textContent).not.toContain('朋友');
    phone.share('friend');
    await phone.settled();
    expect(phone.shares).toEqual([]);
  });
});

describe('a page opened alone out of Moments', () => {
  test('has no log-in, no way on and no tab bar', async () => {
    const phone = await samplePhone('pages/home/home', { scene: 1154 });
    expect((phone.wx.getLaunchOptionsSync as () => object)()).toMatchObject({
      scene: 1154,
      path: 'pages/home/home',
    });
    for (const name of ['login', 'navigateTo', 'requestSubscribeMessage', 'requestPayment']) {
      await expect(call(phone, name, { url: '/pages/detail/detail', tmplIds: ['a'] })).rejects.toMatchObject({
        errMsg: `${name}:fail can not be used in single page mode`,
      });
    }
    expect(phone.window.document.querySelector<HTMLElement>('.phone-tabs')?.hidden).toBe(true);
    expect(phone.text()).toContain('下午好');
  });
});

describe('privacy', () => {
  const asking = () => willingHost({ privacy: { agreed: false } });

  test('WeChat asks once when the page does not', async () => {
    const host = asking();
    const phone = await samplePhone('', { host });
    const located = call(phone, 'getLocation');
    await phone.settled();
    const button = (label: string) =>
      [...phone.window.document.querySelectorAll<HTMLElement>('.phone-modal button')].find(
        ({ textContent }) => textContent === label,
      );
    button('拒绝')?.click();
    await expect(located).rejects.toMatchObject({
      errMsg: expect.stringContaining('privacy permission is not authorized'),
    });
    const again = call(phone, 'getLocation');
    await phone.settled();
    button('同意')?.click();
    await expect(again).resolves.toMatchObject({ latitude: 39.9042 });
    expect(host.privacy.agreed).toBe(true);
    await expect(call(phone, 'getLocation')).resolves.toBeDefined();
  });

  test('the page asks itself when it wants to', async () => {
    const phone = await samplePhone('', { host: asking() });
    let answer: ((answer: object) => void) | undefined;
    (phone.wx.onNeedPrivacyAuthorization as (listener: unknown) => void)((resolve: typeof answer) => {
      answer = resolve;
    });
    await expect(call(phone, 'getPrivacySetting')).resolves.toMatchObject({ needAuthorization: true });
    const located = call(phone, 'getLocation');
    await phone.settled();
    answer?.({ event: 'agree', buttonId: 'yes' });
    await expect(located).resolves.toMatchObject({ longitude: 116.4074 });
    await expect(call(phone, 'getPrivacySetting')).resolves.toMatchObject({ needAuthorization: false });
  });
});

test('dialogs and sheets answer what was chosen', async () => {
  const phone = await samplePhone('');
  const { document } = phone.window;
  const press = (label: string) =>
    [...document.querySelectorAll<HTMLElement>('.phone-overlays button')]
      .find(({ textContent }) => textContent === label)
      ?.click();
  const modal = call(phone, 'showModal', {
    title: '取消报名',
    content: '确定吗',
    confirmText: '取消报名',
    cancelText: '不了',
  });
  await phone.settled();
  press('不了');
  await expect(modal).resolves.toMatchObject({ confirm: false, cancel: true });
  const sheet = call(phone, 'showActionSheet', { itemList: ['一', '二'] });
  await phone.settled();
  press('二');
  await expect(sheet).resolves.toMatchObject({ tapIndex: 1 });
  const given = call(phone, 'showActionSheet', { itemList: ['一'] });
  await phone.settled();
  press('取消');
  await expect(given).rejects.toEqual({ errMsg: 'showActionSheet:fail cancel' });
});

test('chosen files can be uploaded', async () => {
  const fetch = jest.fn(async () => new Response('{"id":1}'));
  const host = willingHost();
  const phone = await samplePhone('', { host, fetch });
  host.pickFiles = async () => [new phone.window.File(['png'], 'a.png', { type: 'image/png' })];
  const { tempFiles } = (await call(phone, 'chooseMedia', { count: 1, mediaType: ['image'] })) as {
    tempFiles: { tempFilePath: string }[];
  };
  const path = tempFiles[0]?.tempFilePath ?? '';
  expect(path).toMatch(/^wxfile:\/\/.*\.png$/);
  const answer = await new Promise<{ data: string }>((success, fail) => {
    (phone.wx.uploadFile as (options: object) => void)({
      url: '/files',
      filePath: path,
      name: 'file',
      success,
      fail,
    });
  });
  expect(answer.data).toBe('{"id":1}');
});

function byPlace(order: string[]) {
  return (a: string, b: string) => order.indexOf(a) - order.indexOf(b);
}
