import { busily } from '../../miniprogram/core/busy';
import { LOADING, READY, type Screen, screenOf, show } from '../../miniprogram/core/screen';
import { fakePage, fakeWx } from './support/fake-wx';

const failure = (status: number, code = 'some_code') => ({ status, code, message: '请稍后再试。' });

describe('what a page shows', () => {
  let wx: ReturnType<typeof fakeWx>;
  beforeEach(() => {
    wx = fakeWx();
  });

  test.each([
    [0, 'failed'],
    [500, 'failed'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'missing'],
  ])('status %d: %s, in the words of the server', (status, state) => {
    expect(screenOf(failure(status))).toEqual({ state, message: '请稍后再试。', code: 'some_code' });
  });

  test('a bug is not shown with its message', () => {
    expect(screenOf(new TypeError('x is undefined')).message).not.toContain('undefined');
  });

  test('the skeleton, then the content with one setData', async () => {
    const page = fakePage({ screen: LOADING as Screen, name: '' });
    const states: object[] = [];
    page.setData = (changes) => states.push(Object.assign(page.data, changes) && { ...page.data });
    await show(page, async () => ({ name: '活动' }));
    expect(states).toEqual([
      { screen: LOADING, name: '' },
      { screen: READY, name: '活动' },
    ]);
  });

  test('a refresh that fails keeps the content', async () => {
    const page = fakePage({ screen: READY as Screen });
    await show(page, () => Promise.reject(failure(500)));
    expect(page.data.screen).toEqual(READY);
    expect(wx.showToast).toHaveBeenCalled();
    expect(wx.stopPullDownRefresh).toHaveBeenCalled();
  });
});

describe('a busy button', () => {
  let wx: ReturnType<typeof fakeWx>;
  beforeEach(() => {
    wx = fakeWx();
  });

  test('works once, however often it is tapped', async () => {
    const page = fakePage({ busy: false });
    const work = jest.fn(async () => undefined);
    await Promise.all([busily(page, work), busily(page, work)]);
    expect(work).toHaveBeenCalledTimes(1);
    expect(page.data.busy).toBe(false);
  });

  test('is free again after a failure, which is told in the server’s words', async () => {
    const page = fakePage({ busy: false });
    await busily(page, () => Promise.reject(failure(409)));
    expect(page.data.busy).toBe(false);
    expect(wx.showModal).toHaveBeenCalledWith(expect.objectContaining({ content: '请稍后再试。' }));
    expect(wx.navigateTo).not.toHaveBeenCalled();
  });

  test('offers the way to the right one lacks', async () => {
    await busily(fakePage({ busy: false }), () => Promise.reject(failure(403, 'not_registered')));
    expect(wx.showModal).toHaveBeenCalledWith(expect.objectContaining({ confirmText: '去注册' }));
    expect(wx.navigateTo).toHaveBeenCalledWith({ url: '/pages/volunteer/registration/registration' });
  });
});
