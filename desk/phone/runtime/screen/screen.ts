import builtinCss from '../builtin/builtin.css';
import type { OpenPage, Phone, PhoneScreen } from '../phone';
import { element } from './element';
import { NavigationBar } from './navigation-bar';
import overlaysCss from './overlays.css';
import phoneCss from './phone.css';
import { TabBar } from './tab-bar';

/** The phone's glass: status bar, navigation bar, page, tab bar, and what WeChat lays over them. */
export class Screen implements PhoneScreen {
  readonly element = element('div', 'phone');
  readonly overlays = element('div', 'phone-overlays');
  readonly tabBar: TabBar;
  private readonly pages = element('div', 'phone-pages');
  private readonly navigation: NavigationBar;
  private readonly banner: HTMLElement;
  private shown: OpenPage | undefined;

  constructor(
    private readonly phone: Phone,
    place: HTMLElement,
  ) {
    const look = document.createElement('style');
    look.textContent = [phoneCss, overlaysCss, builtinCss, phone.program.styles].join('\n');
    document.head.append(look);
    this.navigation = new NavigationBar({
      back: () => phone.pages.back(1),
      home: () => phone.pages.launch(phone.program.app.pages[0] ?? ''),
      menu: () => void phone.sharing.openMenu(),
      close: () => this.close(),
    });
    this.tabBar = new TabBar(phone.program, (path) => void phone.wx.switchTab({ url: `/${path}` }));
    this.banner = element('div', 'phone-single-page', '前往小程序');
    this.banner.addEventListener('click', () => this.leaveSinglePage());
    this.element.append(this.navigation.element, this.pages, this.tabBar.element, this.banner, this.overlays);
    place.append(this.element);
  }

  get title(): string {
    return this.shown?.title ?? '';
  }

  /** Puts a page in front with its own bars. */
  show(page: OpenPage | undefined): void {
    this.shown = page;
    if (!page) return;
    const { pages } = this.phone;
    const custom = page.config.navigationStyle === 'custom';
    this.element.toggleAttribute('custom-navigation', custom);
    this.element.toggleAttribute('single-page', this.phone.singlePage);
    const tab = pages.isTab(page.route) && !this.phone.singlePage;
    this.element.toggleAttribute('with-tabs', tab);
    this.tabBar.show(tab ? page.route : undefined);
    const canReturn = pages.all.length > 1;
    const canGoHome =
      !canReturn && !tab && !this.phone.singlePage && page.route !== this.phone.program.app.pages[0];
    this.navigation.show(page.config, page.title, { canReturn, canGoHome });
    if (!page.area.isConnected) this.pages.append(page.area);
    for (const area of this.pages.children) area.toggleAttribute('hidden', area !== page.area);
  }

  setTitle(title: string): void {
    if (!this.shown) return;
    this.shown.title = title;
    this.show(this.shown);
  }

  setColours(colours: { frontColor?: string; backgroundColor?: string }): void {
    if (!this.shown) return;
    const { frontColor, backgroundColor } = colours;
    if (frontColor) this.shown.config.navigationBarTextStyle = frontColor === '#ffffff' ? 'white' : 'black';
    if (backgroundColor) this.shown.config.navigationBarBackgroundColor = backgroundColor;
    this.show(this.shown);
  }

  busy(on: boolean): void {
    this.element.toggleAttribute('navigation-busy', on);
  }

  hideHome(): void {
    this.navigation.hideHome();
  }

  // Behind the mini-program is WeChat, which is the business of the page around it.
  private close(): void {
    this.phone.leave();
    window.dispatchEvent(new CustomEvent('phone:left'));
  }

  get capsule() {
    return this.navigation.capsule;
  }

  // The page it came from knows how to open the whole mini-program: this window runs one launch only.
  private leaveSinglePage(): void {
    const { top } = this.phone.pages;
    this.phone.journal.called('openFullMiniProgram', { path: `${top?.route}${top?.search}` });
    window.dispatchEvent(new CustomEvent('phone:open-full', { detail: `${top?.route}${top?.search}` }));
  }
}
