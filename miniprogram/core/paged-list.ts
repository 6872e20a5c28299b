import { LOADING, messageOf, READY, type Screen, screenOf } from './screen';

/** One page of any list of the server. */
export interface PageOf<T> {
  items: T[];
  /** null at the end */
  next: string | null;
}

/**
 * What a page with an endless list keeps in its data: `Page({ ...listHooks, data: { ...emptyList<Card>() }, fetchPage … })`,
 * and `reload(this)` wherever the list is to be read anew, `refresh(this)` on the way back to it. Functions instead of a Behavior, so that pages stay typed;
 * methods of a page need explicit return types, since TypeScript does not infer a page through itself.
 */
export interface ListData<T> {
  screen: Screen;
  items: T[];
  next: string | null;
  loadingMore: boolean;
}

interface ListPage<T> {
  data: ListData<T>;
  setData(data: Record<string, unknown>): void;
  /** @param cursor `next` of the page before; undefined for the first */
  fetchPage(cursor?: string): Promise<PageOf<T>>;
}

export const emptyList = <T>(): ListData<T> => ({
  screen: LOADING,
  items: [],
  next: null,
  loadingMore: false,
});

/** Which reload is the latest: an answer for filters that have changed meanwhile is dropped. */
const latest = new WeakMap<object, object>();

/**
 * Reads the list from its beginning: on load, on pull-down, when a filter changes. What is shown stays while it is read
 * anew, and when that fails.
 * @param fresh shows the skeleton instead of what was there: for changed filters
 */
export function reload<T>(page: ListPage<T>, { fresh = false } = {}): Promise<void> {
  return read(page, 0, fresh);
}

/** Reads anew what is shown, all of it, so that nobody loses their place on the way back; the first time, the first page. */
export function refresh<T>(page: ListPage<T>): Promise<void> {
  return read(page, page.data.screen.state === 'ready' ? page.data.items.length : 0, false);
}

/** @param least so many items, if there are */
async function read<T>(page: ListPage<T>, least: number, fresh: boolean): Promise<void> {
  const turn = {};
  latest.set(page, turn);
  const shown = !fresh && page.data.screen.state === 'ready';
  if (!shown) page.setData({ screen: LOADING });
  try {
    let { items, next } = await page.fetchPage();
    while (items.length < least && next !== null && latest.get(page) === turn) {
      const more = await page.fetchPage(next);
      items = [...items, ...more.items];
      next = more.next;
    }
    if (latest.get(page) === turn) page.setData({ items, next, screen: READY, loadingMore: false });
  } catch (failure) {
    if (latest.get(page) !== turn) return;
    if (shown) wx.showToast({ title: messageOf(failure), icon: 'none' });
    else page.setData({ screen: screenOf(failure) });
  } finally {
    wx.stopPullDownRefresh();
  }
}

/** Adds the next page at the end; what is being read already is not read twice. */
export async function loadMore<T>(page: ListPage<T>): Promise<void> {
  const { next, loadingMore, screen } = page.data;
  if (next === null || loadingMore || screen.state !== 'ready') return;
  const turn = latest.get(page);
  page.setData({ loadingMore: true });
  try {
    const more = await page.fetchPage(next);
    if (latest.get(page) === turn)
      page.setData({ items: [...page.data.items, ...more.items], next: more.next });
  } catch (failure) {
    wx.showToast({ title: messageOf(failure), icon: 'none' });
  } finally {
    page.setData({ loadingMore: false });
  }
}

/** What every page with a list does: again after a failure, from the beginning when it is pulled down, on at its end. */
export const listHooks = {
  retry(this: ListPage<unknown>): Promise<void> {
    return reload(this);
  },
  onPullDownRefresh(this: ListPage<unknown>): Promise<void> {
    return reload(this);
  },
  onReachBottom(this: ListPage<unknown>): Promise<void> {
    return loadMore(this);
  },
};
