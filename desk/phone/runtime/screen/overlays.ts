import { element } from './element';
import { wheelSheet } from './wheel-sheet';

export interface ToastOptions {
  title: string;
  icon?: 'success' | 'error' | 'loading' | 'none';
  duration?: number;
  mask?: boolean;
}

export interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  confirmText?: string;
  confirmColor?: string;
  cancelColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

export interface ModalAnswer {
  confirm: boolean;
  cancel: boolean;
  content?: string;
}

const SIGNS = { success: '✓', error: '!', loading: '◌', none: '' };

/** What WeChat lays over the page: toasts, dialogs, sheets, pictures. */
export class Overlays {
  private toastShown: HTMLElement | undefined;
  private toastTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly layer: HTMLElement) {}

  /** @param options duration in milliseconds; without one it stays until it is hidden */
  toast({ title, icon = 'success', duration, mask }: ToastOptions): void {
    this.hideToast();
    const box = element('div', 'phone-toast');
    box.setAttribute('role', 'status');
    box.dataset.icon = icon;
    if (SIGNS[icon]) box.append(element('i', '', SIGNS[icon]));
    box.append(element('span', '', title));
    const place = element('div', mask ? 'phone-toast-place phone-blocked' : 'phone-toast-place');
    place.append(box);
    this.layer.append(place);
    this.toastShown = place;
    if (duration !== undefined) this.toastTimer = setTimeout(() => this.hideToast(), duration);
  }

  hideToast(): void {
    clearTimeout(this.toastTimer);
    this.toastShown?.remove();
    this.toastShown = undefined;
  }

  modal(options: ModalOptions): Promise<ModalAnswer> {
    const {
      title = '',
      content = '',
      showCancel = true,
      cancelText = '取消',
      confirmText = '确定',
    } = options;
    const dialog = element('div', 'phone-modal');
    dialog.setAttribute('role', 'dialog');
    if (title) dialog.append(element('div', 'phone-modal-title', title));
    const field = document.createElement('textarea');
    if (options.editable)
      dialog.append(Object.assign(field, { value: content, placeholder: options.placeholderText ?? '' }));
    else dialog.append(element('div', 'phone-modal-content', content));
    const buttons = element('div', 'phone-modal-buttons');
    const cancel = element('button', '', cancelText);
    const confirm = element('button', 'phone-confirm', confirmText);
    cancel.style.color = options.cancelColor ?? '';
    confirm.style.color = options.confirmColor ?? '';
    if (showCancel) buttons.append(cancel);
    buttons.append(confirm);
    dialog.append(buttons);
    return this.over(dialog, 'center', (close) => {
      cancel.addEventListener('click', () => close({ confirm: false, cancel: true }));
      const text = () => (options.editable ? { content: field.value } : {});
      confirm.addEventListener('click', () => close({ confirm: true, cancel: false, ...text() }));
    });
  }

  /** Index of the chosen item, or nothing. */
  actionSheet({
    itemList,
    itemColor,
    alertText,
  }: {
    itemList: string[];
    itemColor?: string;
    alertText?: string;
  }) {
    const sheet = element('div', 'phone-sheet');
    sheet.setAttribute('role', 'menu');
    if (alertText) sheet.append(element('div', 'phone-sheet-note', alertText));
    const items = itemList.map((item) => element('button', '', item));
    for (const item of items) item.style.color = itemColor ?? '';
    const cancel = element('button', 'phone-sheet-cancel', '取消');
    sheet.append(...items, cancel);
    return this.over<number | undefined>(sheet, 'bottom', (close, shade) => {
      items.forEach((item, index) => {
        item.addEventListener('click', () => close(index));
      });
      for (const away of [cancel, shade])
        away.addEventListener('click', ({ target }) => target === away && close(undefined));
    });
  }

  /** Turned wheels; nothing when the person gave up. `fresh` answers the labels after a wheel was turned. */
  wheels(
    title: string,
    labels: string[][],
    chosen: number[],
    turned: (column: number, index: number) => void,
    fresh: () => string[][],
  ): Promise<number[] | undefined> {
    const sheet = wheelSheet(title, labels, chosen, (column, index) => {
      turned(column, index);
      return fresh();
    });
    return this.over<number[] | undefined>(sheet.element, 'bottom', (close, shade) => {
      sheet.confirm.addEventListener('click', () => close(sheet.chosen()));
      for (const away of [sheet.cancel, shade])
        away.addEventListener('click', ({ target }) => target === away && close(undefined));
    });
  }

  /** Pictures over the whole screen until they are tapped. */
  pictures(urls: string[], current: number): Promise<void> {
    const gallery = element('div', 'phone-pictures');
    const images = urls.map((src) => Object.assign(document.createElement('img'), { src, alt: '' }));
    gallery.append(...images);
    const closed = this.over<void>(gallery, 'center', (close) =>
      gallery.addEventListener('click', () => close()),
    );
    images[current]?.scrollIntoView?.();
    return closed;
  }

  private over<T>(
    content: HTMLElement,
    place: 'center' | 'bottom',
    arrange: (close: (answer: T) => void, shade: HTMLElement) => void,
  ): Promise<T> {
    const shade = element('div', `phone-shade phone-shade-${place}`);
    shade.append(content);
    this.layer.append(shade);
    return new Promise((resolve) => {
      arrange((answer) => {
        shade.remove();
        resolve(answer);
      }, shade);
    });
  }
}
