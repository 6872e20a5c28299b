import { phoneOf, samplePhone, stopPhones } from './support/bundles';
import { onePage } from './support/folder';

afterEach(stopPhones);

describe('a page with TDesign components', () => {
  test('shows its data through WXML, WXS, templates and components', async () => {
    const phone = await samplePhone('pages/home/home');
    expect(phone.text()).toContain('今天有 2 个活动在招募');
    expect(phone.text()).toContain('科普进社区：认识身边的植物');
    expect(phone.text()).toContain('余 12 位');
    expect(phone.text()).toContain('已满');
    expect(phone.text()).toContain('北京市朝阳区');
    expect(phone.errors).toEqual([]);
  });

  test('a button opens a dialog, and its answer reaches the page', async () => {
    const phone = await samplePhone('pages/home/home');
    await phone.tap('#ask');
    expect(phone.text()).toContain('确认报名');
    await phone.tap('.t-dialog__button--confirm');
    expect(phone.data).toMatchObject({ asking: false, confirmed: true });
    expect(phone.window.document.querySelector('.phone-toast')?.textContent).toContain('报名成功');
  });

  test('an input hands on what is typed', async () => {
    const phone = await samplePhone('parts/pages/form/form');
    await phone.type('#name', '王小明');
    expect(phone.data.name).toBe('王小明');
  });
});

describe('life of a page', () => {
  test('load, show, ready; hide when covered; show again on return', async () => {
    const phone = await samplePhone('pages/home/home?from=scan');
    const { page } = phone;
    expect(phone.data.hooks).toEqual(['load scan', 'show', 'ready']);
    await phone.wx.navigateTo({ url: '/pages/detail/detail?id=7' });
    expect(phone.path).toBe('pages/detail/detail');
    phone.back();
    expect(phone.page).toBe(page);
    expect(phone.data.hooks).toEqual(['load scan', 'show', 'ready', 'hide', 'show']);
  });

  test('the application is launched before, and hears of leaving and coming back', async () => {
    const phone = await samplePhone('pages/home/home');
    const app = (phone.window as unknown as { getApp(): { log: string[] } }).getApp();
    phone.leave();
    phone.enter();
    expect(app.log).toEqual(['launch 1001', 'show', 'show']);
    expect((phone.data.hooks as string[]).slice(-2)).toEqual(['hide', 'show']);
  });

  test('pulling down and reaching the bottom', async () => {
    const phone = await samplePhone('pages/home/home');
    phone.pullDown();
    phone.scrollToBottom();
    expect((phone.data.hooks as string[]).slice(-2)).toEqual(['pulled', 'bottom']);
    await phone.settled();
    expect(phone.window.document.querySelector('.phone-pull')).toBeNull();
  });

  test('an error in a hook is reported and stops nothing', async () => {
    jest.spyOn(console, 'error').mockReturnValue();
    const ts =
      'Page({ data: { shown: false }, onLoad() { throw new Error("broken"); }, onShow() { this.setData({ shown: true }); } });';
    const phone = await phoneOf(onePage({ ts, wxml: '<view>{{shown}}</view>' }));
    expect(phone.errors.join()).toContain('broken');
    expect(phone.text()).toBe('true');
  });
});

describe('an own component', () => {
  test('lives with its page, keeps its styles apart and speaks by events', async () => {
    const phone = await samplePhone('pages/home/home');
    const selectComponent = phone.page.selectComponent as (selector: string) => { data: object };
    const counter = selectComponent.call(phone.page, '#counter');
    expect(counter.data).toMatchObject({ count: 3, life: ['attached', 'show', 'ready'] });
    expect(phone.find('#counter')?.getAttribute('wx-host')).toBe('components-counter-counter');
    await phone.tap('#plus');
    expect(phone.data.count).toBe(4);
    expect(phone.text()).toContain('点了 4 次');
  });
});

describe('events', () => {
  test('carry dataset, mark and detail; catch stops them', async () => {
    const phone = await phoneOf(
      onePage({
        wxml: `<view id="out" bindtap="note" data-where="out" mark:row="{{7}}">
          <view id="in" bindtap="note" data-some-thing="{{[1]}}"></view>
          <view id="shut" catchtap="note"></view>
        </view>`,
        ts: `Page({ data: { seen: [] as unknown[] }, note({ type, target, currentTarget, mark }: any) {
          this.setData({ seen: [...this.data.seen, [type, target.id, currentTarget.id, { ...currentTarget.dataset }, mark.row]] });
        } });`,
      }),
    );
    await phone.tap('#in');
    expect(phone.data.seen).toEqual([
      ['tap', 'in', 'in', { someThing: [1] }, 7],
      ['tap', 'in', 'out', { where: 'out' }, 7],
    ]);
    await phone.tap('#shut');
    expect((phone.data.seen as unknown[]).length).toBe(3);
  });

  test('WXS handlers get descriptors and may call the page', async () => {
    const phone = await phoneOf(
      onePage({
        wxml: `<wxs module="w">module.exports = { tap: function (event, owner) {
            event.instance.addClass('on'); owner.callMethod('told', event.currentTarget.dataset.n);
          } }</wxs><view id="a" data-n="{{5}}" bind:tap="{{w.tap}}">{{n}}</view>`,
        ts: 'Page({ data: { n: 0 }, told(n: number) { this.setData({ n }); } });',
      }),
    );
    await phone.tap('#a');
    expect(phone.data.n).toBe(5);
    expect(phone.find('#a')?.className).toContain('on');
  });
});

test('a form collects what is named in it, and can be reset', async () => {
  const phone = await samplePhone('parts/pages/form/form');
  await phone.type('wx-input[data-none], .row wx-input', '13800138000');
  await phone.tap('#unit');
  await phone.tap('#agree');
  await phone.tap('#submit');
  expect(phone.data.phone).toBe('13800138000');
  expect(phone.data.submitted).toEqual({ phone: '13800138000', kind: 'unit', agree: true });
});

test('a picker offers dates at the bottom of the screen', async () => {
  const phone = await samplePhone('parts/pages/form/form');
  await phone.tap('#day');
  const { document } = phone.window;
  const option = (label: string) =>
    [...document.querySelectorAll<HTMLElement>('[role=option]')].find(
      ({ textContent }) => textContent === label,
    );
  option('04月')?.click();
  option('31日')?.click();
  document.querySelector<HTMLElement>('.phone-wheels .phone-confirm')?.click();
  await phone.settled();
  expect(phone.data.day).toBe('2026-04-30');
});

test('rich text lets no script and no handler through', async () => {
  const phone = await samplePhone('pages/detail/detail?id=1');
  const rich = phone.find('wx-rich-text');
  expect(rich?.innerHTML).toBe('<p>请带<b>身份证</b></p>');
});

test('an animation brings an element to its end', async () => {
  const phone = await phoneOf(
    onePage({
      wxml: '<view id="a" animation="{{move}}" style="color: red" />',
      ts: `Page({ data: { move: {} }, onReady() {
        const animation = wx.createAnimation({ duration: 200 });
        animation.height(20).opacity(0.5).step().translateX(-4).rotate(90).step();
        this.setData({ move: animation.export() });
      } });`,
    }),
  );
  const style = phone.find('#a')?.getAttribute('style')?.replace(/\s/g, '');
  expect(style).toContain('color:red');
  expect(style).toContain(
    'height:20px;opacity:0.5;transform:translateX(-4px)rotate(90deg);transition:all200ms',
  );
});

test('a selector query measures, reads and finds', async () => {
  const phone = await samplePhone('pages/home/home');
  const query = phone.wx.createSelectorQuery();
  const answers = await new Promise<Record<string, unknown>[]>((resolve) => {
    query.select('.title').boundingClientRect();
    query.selectAll('.place').fields({ id: true, rect: true });
    query.select('#none').boundingClientRect();
    query.selectViewport().scrollOffset();
    query.exec(resolve);
  });
  expect(answers[0]).toMatchObject({ id: '', width: 0, top: 0 });
  expect(answers[1]).toHaveLength(1);
  expect(answers[2]).toBeNull();
  expect(answers[3]).toMatchObject({ scrollTop: 0 });
});
