import type { PageConfig } from '../program';
import { element } from './element';

interface Controls {
  back(): void;
  home(): void;
  menu(): void;
  close(): void;
}

const SECOND = 1000;
const BEIJING = 8 * 3_600_000;
const CAPSULE = { width: 87, height: 32, top: 50, right: 368, bottom: 82, left: 281 };

/** Status bar, title, and the capsule that stays on top even of pages that draw their own bar. */
export class NavigationBar {
  readonly element = element('div', 'phone-navigation');
  readonly capsule = CAPSULE;
  private readonly time = element('span', '');
  private readonly title = element('div', 'phone-title');
  private readonly back = element('button', 'phone-back', '‹');
  private readonly home = element('button', 'phone-home', '⌂');

  constructor(controls: Controls) {
    const status = element('div', 'phone-status');
    status.append(this.time, element('span', '', '5G ▮'));
    this.tellTime();
    const ticking = setInterval(() => {
      if (this.element.isConnected) this.tellTime();
      else clearInterval(ticking);
    }, SECOND);
    const menu = element('button', 'phone-menu', '•••');
    const close = element('button', 'phone-close', '◎');
    const capsule = element('div', 'phone-capsule');
    capsule.append(menu, close);
    const bar = element('div', 'phone-bar');
    bar.append(this.back, this.home, this.title);
    this.element.append(status, bar, capsule);
    const labels: [HTMLElement, string, () => void][] = [
      [this.back, '返回', controls.back],
      [this.home, '回到首页', controls.home],
      [menu, '更多', controls.menu],
      [close, '关闭', controls.close],
    ];
    for (const [button, label, run] of labels) {
      button.setAttribute('aria-label', label);
      button.addEventListener('click', run);
    }
  }

  show(
    config: PageConfig,
    title: string,
    { canReturn, canGoHome }: { canReturn: boolean; canGoHome: boolean },
  ): void {
    this.title.textContent = title;
    this.back.hidden = !canReturn;
    this.home.hidden = !canGoHome;
    const {
      navigationBarBackgroundColor = '#000000',
      navigationBarTextStyle = 'white',
      navigationStyle,
    } = config;
    this.element.style.background =
      navigationStyle === 'custom' ? 'transparent' : navigationBarBackgroundColor;
    this.element.style.color = navigationBarTextStyle === 'white' ? '#ffffff' : '#000000';
  }

  hideHome(): void {
    this.home.hidden = true;
  }

  /** By this window's clock, which the desk moves; phones of this product are in China. */
  private tellTime(): void {
    this.time.textContent = new Date(Date.now() + BEIJING).toISOString().slice(11, 16);
  }
}
