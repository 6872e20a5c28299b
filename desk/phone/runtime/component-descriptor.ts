import * as glassEasel from 'glass-easel';
import { toPhoneUnits } from './length-units';
import { boxOf } from './page-area';

const WXS_CLASSES = 2;
const WXS_STYLE = 1;

/** `ComponentDescriptor` of WXS: what a script in the template may do to an element. */
export class ComponentDescriptor {
  private readonly state: Record<string, unknown> = {};

  constructor(
    private readonly element: glassEasel.Element,
    private readonly describe: (element: glassEasel.Element) => ComponentDescriptor,
  ) {}

  selectComponent(selector: string): ComponentDescriptor | null {
    const found = this.shadow()?.querySelector(selector);
    return found ? this.describe(found) : null;
  }

  selectAllComponents(selector: string): ComponentDescriptor[] {
    return (this.shadow()?.querySelectorAll(selector) ?? []).map((found) => this.describe(found));
  }

  setStyle(style: Record<string, string | number> | string): this {
    const text =
      typeof style === 'string'
        ? style
        : Object.entries(style)
            .map(
              ([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`,
            )
            .join(';');
    this.element.setNodeStyle(toPhoneUnits(text), WXS_STYLE);
    return this;
  }

  addClass(name: string): this {
    this.element.classList?.toggle(name, true, WXS_CLASSES);
    return this;
  }

  removeClass(name: string): this {
    this.element.classList?.toggle(name, false, WXS_CLASSES);
    return this;
  }

  hasClass(name: string): boolean {
    return this.element.classList?.contains(name) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return { ...this.element.dataset };
  }

  getState(): Record<string, unknown> {
    return this.state;
  }

  getBoundingClientRect() {
    return boxOf(this.dom());
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const dom = this.dom();
    const style = dom && getComputedStyle(dom);
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(name) ?? '']));
  }

  callMethod(name: string, ...args: unknown[]): void {
    if (!glassEasel.Component.isComponent(this.element)) return;
    const method = glassEasel.Component.getMethod(this.element, name);
    method?.apply(this.element.getMethodCaller(), args);
  }

  triggerEvent(name: string, detail?: unknown, options?: glassEasel.EventOptions): void {
    this.element.triggerEvent(name, detail ?? {}, options);
  }

  requestAnimationFrame(run: () => void): void {
    requestAnimationFrame(run);
  }

  setTimeout(run: () => void, delay?: number): number {
    return Number(setTimeout(run, delay));
  }

  clearTimeout(timer: number): void {
    clearTimeout(timer);
  }

  private dom(): HTMLElement | null {
    return this.element.getBackendElement() as unknown as HTMLElement | null;
  }

  private shadow(): glassEasel.ShadowRoot | null {
    if (glassEasel.Component.isComponent(this.element)) return this.element.getShadowRoot();
    return this.element.ownerShadowRoot as glassEasel.ShadowRoot | null;
  }
}
