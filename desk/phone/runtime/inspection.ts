import { findElement } from './element-finder';
import type { Journal } from './journal';
import type { Mock, Phone, Wx } from './phone';

/** A running mini-program seen from outside. */
export interface PhoneInspection extends Pick<Journal, 'calls' | 'shares' | 'errors'> {
  /** Current page, without its query. */
  readonly path: string;
  readonly query: Record<string, string>;
  /** Data of the current page. */
  readonly data: Record<string, unknown>;
  /** Paths of all open pages, the lowest first. */
  readonly pages: string[];
  readonly tabBar: string[];
  /** The current page's instance, to call its methods. */
  readonly page: Record<string, unknown>;
  /** First element of the current page that matches, also for components without an element of their own. */
  find(selector: string): HTMLElement | null;
  readonly wx: Wx;
  /** Puts answers in place of API calls from now on. */
  mock(name: string, answer: unknown): void;
  /** What the person does with the phone's own controls. */
  back(): void;
  share(kind: 'friend' | 'timeline'): void;
  pullDown(): void;
  scrollToBottom(): void;
  /** Away from WeChat and back: `onHide` and `onShow`. */
  leave(): void;
  enter(): void;
  stop(): void;
}

export function inspectionOf(phone: Phone): PhoneInspection {
  const { journal, pages } = phone;
  return {
    calls: journal.calls,
    shares: journal.shares,
    errors: journal.errors,
    get path() {
      return pages.top?.route ?? '';
    },
    get query() {
      return pages.top?.query ?? {};
    },
    get data() {
      return (pages.top?.caller.data ?? {}) as Record<string, unknown>;
    },
    get pages() {
      return pages.all.map(({ route }) => route);
    },
    get tabBar() {
      return (phone.program.app.tabBar?.list ?? []).map(({ pagePath }) => pagePath);
    },
    get page() {
      return pages.top?.caller as unknown as Record<string, unknown>;
    },
    find: (selector) => (pages.top ? findElement(pages.top.caller._$, selector) : null),
    wx: phone.wx,
    mock: (name, answer) => phone.mocks.set(name, answer as Mock),
    back: () => pages.back(1),
    share: (kind) => phone.sharing.share(kind, { from: 'menu' }),
    pullDown: () => pages.top?.pullDown(),
    scrollToBottom: () => pages.top?.reachBottom(),
    leave: () => phone.leave(),
    enter: () => phone.enter(),
    stop: () => phone.stop(),
  };
}
