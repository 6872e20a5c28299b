import { emptyList, loadMore, type PageOf, refresh, reload } from '../../miniprogram/core/paged-list';
import { fakePage, fakeWx } from './support/fake-wx';

type Answer = PageOf<number> | Error | Promise<PageOf<number>>;

/** A page whose server answers the given, in turn. */
function listPage(...answers: Answer[]) {
  const asked: (string | undefined)[] = [];
  const page = {
    ...fakePage(emptyList<number>()),
    async fetchPage(cursor?: string) {
      asked.push(cursor);
      const answer = answers.shift();
      if (answer instanceof Error || !answer) throw answer;
      return answer;
    },
  };
  return { page, asked };
}

const failure = Object.assign(new Error(), {
  code: 'network',
  message: '没有连上网络，请检查后重试。',
  status: 0,
});

describe('an endless list', () => {
  let wx: ReturnType<typeof fakeWx>;
  beforeEach(() => {
    wx = fakeWx();
  });

  test('grows page by page to its end', async () => {
    const { page, asked } = listPage({ items: [1, 2], next: 'a' }, { items: [3], next: null });
    await reload(page);
    await loadMore(page);
    await loadMore(page);
    expect(page.data).toMatchObject({ items: [1, 2, 3], next: null, screen: { state: 'ready' } });
    expect(asked).toEqual([undefined, 'a']);
  });

  test('reads one page at a time, however often the bottom is reached', async () => {
    const { page, asked } = listPage({ items: [1], next: 'a' }, { items: [2], next: 'b' });
    await reload(page);
    await Promise.all([loadMore(page), loadMore(page)]);
    expect(page.data.items).toEqual([1, 2]);
    expect(asked).toHaveLength(2);
  });

  test('drops the answer to a filter that has changed meanwhile', async () => {
    let late!: (answer: PageOf<number>) => void;
    const slow = new Promise<PageOf<number>>((resolve) => {
      late = resolve;
    });
    const { page } = listPage(slow, { items: [2], next: null });
    const first = reload(page);
    await reload(page, { fresh: true });
    late({ items: [1], next: 'old' });
    await first;
    expect(page.data).toMatchObject({ items: [2], next: null });
  });

  test('does not append a page of the old filter to the new list', async () => {
    let late!: (answer: PageOf<number>) => void;
    const slow = new Promise<PageOf<number>>((resolve) => {
      late = resolve;
    });
    const { page } = listPage({ items: [1], next: 'a' }, slow, { items: [7], next: null });
    await reload(page);
    const more = loadMore(page);
    await reload(page, { fresh: true });
    late({ items: [2], next: 'b' });
    await more;
    expect(page.data).toMatchObject({ items: [7], next: null, loadingMore: false });
  });

  test('says why it could not be read, and can be tried again', async () => {
    const { page } = listPage(failure, { items: [1], next: null });
    await reload(page);
    expect(page.data.screen).toEqual({ state: 'failed', message: failure.message, code: 'network' });
    await reload(page);
    expect(page.data.screen.state).toBe('ready');
    expect(wx.stopPullDownRefresh).toHaveBeenCalledTimes(2);
  });

  test('keeps what it has when the next page does not come', async () => {
    const { page } = listPage({ items: [1], next: 'a' }, failure, { items: [2], next: null });
    await reload(page);
    await loadMore(page);
    expect(page.data).toMatchObject({ items: [1], next: 'a', loadingMore: false });
    expect(wx.showToast).toHaveBeenCalledWith(expect.objectContaining({ title: failure.message }));
    await loadMore(page);
    expect(page.data.items).toEqual([1, 2]);
  });

  test('is as long on the way back as it was, and says what has changed', async () => {
    const { page, asked } = listPage(
      ...[
        { items: [1, 2], next: 'a' },
        { items: [3, 4], next: 'b' },
      ],
      ...[
        { items: [0, 1], next: 'c' },
        { items: [2, 3], next: 'd' },
      ],
    );
    await refresh(page);
    await loadMore(page);
    await refresh(page);
    expect(page.data).toMatchObject({ items: [0, 1, 2, 3], next: 'd', screen: { state: 'ready' } });
    expect(asked).toEqual([undefined, 'a', undefined, 'c']);
  });

  test('keeps what it has when it cannot be read anew, but not for another filter', async () => {
    const { page } = listPage({ items: [1], next: null }, failure, failure);
    await refresh(page);
    await refresh(page);
    expect(page.data).toMatchObject({ items: [1], screen: { state: 'ready' } });
    expect(wx.showToast).toHaveBeenCalledWith(expect.objectContaining({ title: failure.message }));
    await reload(page, { fresh: true });
    expect(page.data.screen.state).toBe('failed');
  });
});
