import { EventChannel } from './event-channel';
import type { Pages, Phone } from './phone';
import { StackedPage } from './stacked-page';

const DEEPEST = 10;

/** The pages that are open, the visible one on top. Tab pages stay open behind the scenes once visited. */
export class PageStack implements Pages {
  readonly all: StackedPage[] = [];
  private readonly tabs = new Map<string, StackedPage>();

  constructor(private readonly phone: Phone) {}

  get top(): StackedPage | undefined {
    return this.all.at(-1);
  }

  isTab(route: string): boolean {
    return this.phone.program.app.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false;
  }

  /** Closes everything and opens one page. */
  launch(path: string): void {
    const page = this.made(path);
    this.closeAll();
    this.put(page);
  }

  open(path: string): EventChannel {
    if (this.all.length >= DEEPEST) throw new Error(`fail webview count limit exceed ${DEEPEST}`);
    if (this.isTab(routeOf(path))) throw new Error('fail can not navigateTo a tabbar page');
    const channel = new EventChannel();
    const page = this.made(path, channel);
    this.top?.hide();
    this.put(page);
    return channel;
  }

  replace(path: string): void {
    if (this.isTab(routeOf(path))) throw new Error('fail can not redirectTo a tabbar page');
    const page = this.made(path);
    this.closeTop();
    this.put(page);
  }

  switchTab(path: string): void {
    const route = routeOf(path);
    if (!this.isTab(route)) throw new Error('fail can not switch to no-tabBar page');
    if (this.top?.route === route) return;
    const page = this.tabs.get(route) ?? this.made(route);
    while (this.all.length > 1) this.closeTop();
    const below = this.all.pop();
    if (below && this.isTab(below.route)) below.hide();
    else below?.close();
    this.put(page);
    page.caller.onTabItemTap?.call(page.caller, this.tabItem(route));
  }

  /** Closes up to `delta` pages; the lowest stays. */
  back(delta: number): void {
    if (this.all.length < 2) throw new Error('fail cannot navigate back at first page');
    for (let left = Math.min(delta, this.all.length - 1); left > 0; left -= 1) this.closeTop();
    this.top?.show();
    this.phone.screen.show(this.top);
  }

  closeAll(): void {
    for (const page of new Set([...this.all, ...this.tabs.values()])) page.close();
    this.all.length = 0;
    this.tabs.clear();
  }

  /** Throws WeChat's reason when there is no such page: callers turn it into a failed call. */
  private made(path: string, channel = new EventChannel()): StackedPage {
    const route = routeOf(path);
    if (!this.phone.program.app.pages.includes(route)) throw new Error(`fail page "${route}" is not found`);
    return new StackedPage(this.phone, route, path.split('?')[1] ?? '', channel);
  }

  private put(page: StackedPage): void {
    // A page already sees itself in getCurrentPages() while it is being attached.
    this.all.push(page);
    if (this.isTab(page.route)) this.tabs.set(page.route, page);
    this.phone.screen.show(page);
    page.show();
  }

  private closeTop(): void {
    const page = this.all.pop();
    if (!page) return;
    this.tabs.delete(page.route);
    page.close();
  }

  private tabItem(route: string) {
    const list = this.phone.program.app.tabBar?.list ?? [];
    const index = list.findIndex(({ pagePath }) => pagePath === route);
    return { index: String(index), pagePath: route, text: list[index]?.text ?? '' };
  }
}

function routeOf(path: string): string {
  return (path.split('?')[0] ?? '').replace(/^\//, '');
}
