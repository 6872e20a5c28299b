import { messageOf, screenOf } from './screen';
import { takeWay, wayOutOf } from './ways';

interface BusyPage {
  data: { busy: boolean };
  setData(data: { busy: boolean }): void;
}

/**
 * The taps of a double tap are no further apart, in milliseconds. The answer may come between them: what stands under
 * the finger by then, the next row of a list or another step, was not meant.
 */
export const DOUBLE_TAP_MS = 400;

const restedAt = new WeakMap<BusyPage, number>();

/**
 * Does what a button asks for, once however often it is tapped: the page's `busy` is true meanwhile and always ends,
 * and taps right after are taken for more of the same. A failure is told in the server's words, with the way out where
 * there is one.
 */
export async function busily(page: BusyPage, work: () => Promise<unknown>): Promise<void> {
  if (page.data.busy || Date.now() - (restedAt.get(page) ?? 0) < DOUBLE_TAP_MS) return;
  page.setData({ busy: true });
  try {
    await work();
  } catch (failure) {
    await explain(failure);
  } finally {
    page.setData({ busy: false });
    restedAt.set(page, Date.now());
  }
}

async function explain(failure: unknown): Promise<void> {
  const way = wayOutOf(screenOf(failure).code);
  if (!way) return tell(messageOf(failure));
  if (await confirmed('', messageOf(failure), way.label)) takeWay(way);
}

/** Says something that has to be read before going on. */
export function tell(content: string, title = ''): void {
  wx.showModal({ title, content, showCancel: false, confirmText: '知道了' });
}

/** Asks once before something that cannot be undone. @param content the consequence */
export async function confirmed(title: string, content: string, confirmText: string): Promise<boolean> {
  const { confirm } = await wx.showModal({ title, content, confirmText, cancelText: '再想想' });
  return confirm;
}
