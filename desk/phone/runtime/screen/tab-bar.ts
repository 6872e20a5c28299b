import type { Program, TabBarConfig } from '../program';
import { element } from './element';

interface Mark {
  badge?: string;
  dot?: boolean;
}

/** The bar at the bottom of tab pages. */
export class TabBar {
  readonly element = element('div', 'phone-tabs');
  private readonly config: TabBarConfig;
  private readonly marks = new Map<number, Mark>();
  private selected: string | undefined;
  private hidden = false;

  constructor(
    private readonly program: Program,
    private readonly choose: (path: string) => void,
  ) {
    this.config = program.app.tabBar ?? { list: [] };
    this.element.style.background = this.config.backgroundColor ?? '#ffffff';
    this.element.setAttribute('role', 'tablist');
  }

  show(selected: string | undefined): void {
    this.selected = selected;
    this.draw();
  }

  mark(index: number, mark: Mark): void {
    this.marks.set(index, mark);
    this.draw();
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    this.draw();
  }

  private draw(): void {
    this.element.hidden = this.hidden || this.selected === undefined;
    this.element.replaceChildren(...this.config.list.map((item, index) => this.item(item, index)));
  }

  private item(
    { pagePath, text, iconPath, selectedIconPath }: TabBarConfig['list'][number],
    index: number,
  ): HTMLElement {
    const { color = '#7A7E83', selectedColor = '#3cc51f' } = this.config;
    const selected = pagePath === this.selected;
    const button = element('button', 'phone-tab');
    button.style.color = selected ? selectedColor : color;
    button.setAttribute('role', 'tab');
    button.setAttribute('aria-selected', String(selected));
    const icon = (selected && selectedIconPath) || iconPath;
    if (icon) {
      const image = document.createElement('img');
      image.alt = '';
      image.src = this.program.files[`/${icon.replace(/^\//, '')}`] ?? '';
      button.append(image);
    }
    button.append(element('span', '', text));
    const { badge, dot } = this.marks.get(index) ?? {};
    if (badge) button.append(element('i', 'phone-badge', badge));
    else if (dot) button.append(element('i', 'phone-dot'));
    button.addEventListener('click', () => this.choose(pagePath));
    return button;
  }
}
