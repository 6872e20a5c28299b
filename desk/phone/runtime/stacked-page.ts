import type { EventChannel } from './event-channel';
import type { OpenPage, PageCaller, Phone } from './phone';
import type { PageConfig } from './program';
import { pullable } from './screen/pull-down';

/** One page on the stack: its instance, its place on the screen and its life. */
export class StackedPage implements OpenPage {
  readonly config: PageConfig;
  readonly caller: PageCaller;
  readonly area = document.createElement('div');
  readonly scroll = document.createElement('div');
  private readonly root: ReturnType<Phone['backend']['createRoot']>;
  private readonly pull: ReturnType<typeof pullable>;
  private loaded = false;
  private visible = false;
  private atBottom = false;
  title: string;

  constructor(
    private readonly phone: Phone,
    readonly route: string,
    private readonly queryText: string,
    channel: EventChannel,
  ) {
    const { app, components } = phone.program;
    this.config = { ...app.window, ...components[route] };
    this.title = this.config.navigationBarTitleText ?? '';
    this.area.className = 'phone-page';
    this.scroll.className = 'phone-page-scroll';
    this.area.append(this.scroll);
    this.area.style.background = this.config.backgroundColor ?? '';
    this.root = phone.backend.createRoot('page', phone.code.space, route + this.search);
    this.caller = this.root.get() as unknown as PageCaller;
    const own = { route, options: this.query, getOpenerEventChannel: () => channel, getPageId: () => route };
    Object.assign(this.caller, own);
    this.scroll.addEventListener('scroll', () => this.scrolled());
    this.pull = pullable(this.scroll, {
      enabled: () => this.config.enablePullDownRefresh ?? false,
      pulled: () => this.pullDown(),
    });
  }

  get query(): Record<string, string> {
    return Object.fromEntries(new URLSearchParams(this.queryText));
  }

  get search(): string {
    return this.queryText ? `?${this.queryText}` : '';
  }

  show(): void {
    if (this.visible) return;
    this.visible = true;
    if (this.loaded) this.shown();
    else this.load();
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.call('onHide');
    this.component.triggerPageLifetime('hide', []);
  }

  close(): void {
    if (!this.loaded) return;
    this.loaded = false;
    this.visible = false;
    this.call('onUnload');
    this.root.release();
    this.area.remove();
  }

  call(name: string, ...args: unknown[]): unknown {
    try {
      return this.caller[name]?.call(this.caller, ...args);
    } catch (error) {
      // As in WeChat, a hook that throws is the page's loss and nobody else's.
      console.error(error);
      this.phone.failed(error);
      return undefined;
    }
  }

  pullDown(): void {
    this.pull.show(true);
    this.call('onPullDownRefresh');
  }

  stopPullDown(): void {
    this.pull.show(false);
  }

  reachBottom(): void {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.call('onReachBottom');
    this.atBottom = true;
  }

  private load(): void {
    this.loaded = true;
    const place = document.createElement('wx-page');
    this.scroll.append(place);
    const dom = this.component.getBackendElement() as unknown as HTMLElement;
    dom.setAttribute('is', this.route);
    this.root.attach(this.scroll as never, place as never);
    this.call('onLoad', this.query);
    this.shown();
    setTimeout(() => {
      this.phone.code.ready.flush();
      this.call('onReady');
    });
  }

  private shown(): void {
    this.call('onShow');
    this.component.triggerPageLifetime('show', []);
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    this.call('onPageScroll', { scrollTop });
    const close = scrollHeight - scrollTop - clientHeight <= (this.config.onReachBottomDistance ?? 50);
    if (close && !this.atBottom) this.call('onReachBottom');
    this.atBottom = close;
  }

  private get component() {
    return this.root.getComponent();
  }
}
