import type { Failure } from './http';

/** What a page shows as a whole; `components/page-state` draws it. */
export interface Screen {
  state: 'loading' | 'ready' | 'failed' | 'forbidden' | 'missing';
  /** the server's own words for what went wrong */
  message: string;
  /** the server's code, for the way out that `page-state` offers */
  code: string;
}

export const LOADING: Screen = { state: 'loading', message: '', code: '' };
export const READY: Screen = { state: 'ready', message: '', code: '' };

const STATES: Record<number, Screen['state']> = { 401: 'forbidden', 403: 'forbidden', 404: 'missing' };

/** @param failure whatever was thrown; anything but a Failure is a bug and says so without details */
export function screenOf(failure: unknown): Screen {
  const { code = 'bug', status = 0 } = failure as Partial<Failure>;
  return { state: STATES[status] ?? 'failed', message: messageOf(failure), code };
}

/** @returns words fit to show for whatever was thrown */
export function messageOf(failure: unknown): string {
  const { code, message } = failure as Partial<Failure>;
  return code && message ? message : '这个页面出了点问题，请返回后再试一次。';
}

interface Showing {
  setData(data: Record<string, unknown>): void;
  data: { screen: Screen };
}

/**
 * Fills a page: skeleton, then what `fetch` answers together with a ready screen, or what went wrong. A page that shows
 * something keeps it while it is refreshed, and keeps it when refreshing fails.
 */
export async function show(
  page: Showing,
  fetch: () => Promise<Record<string, unknown> | undefined>,
): Promise<void> {
  if (page.data.screen.state !== 'ready') page.setData({ screen: LOADING });
  try {
    const data = await fetch();
    page.setData({ ...data, screen: READY });
  } catch (failure) {
    if (page.data.screen.state === 'ready') wx.showToast({ title: messageOf(failure), icon: 'none' });
    else page.setData({ screen: screenOf(failure) });
  } finally {
    wx.stopPullDownRefresh();
  }
}
