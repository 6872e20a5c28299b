import { h } from './dom';

/** Questions and words that WeChat lays over whatever the phone shows, the mini-program included. */
export class Sheets {
  readonly element = h('div', { class: 'sheets' });

  /** @returns what the person chose; undefined when they closed it */
  ask<T>(build: (done: (answer: T | undefined) => void) => HTMLElement): Promise<T | undefined> {
    return new Promise((resolve) => {
      const cover = h('div', { class: 'sheet-cover' });
      cover.append(
        build((answer) => {
          cover.remove();
          resolve(answer);
        }),
      );
      this.element.append(cover);
    });
  }

  /** WeChat asks for a permission. */
  async permit(title: string, text: string): Promise<boolean> {
    const answer = await this.ask<boolean>((done) =>
      h(
        'div',
        { class: 'sheet', role: 'dialog', 'aria-label': title },
        h('small', {}, '科技志愿服务 申请'),
        h('b', {}, title),
        h('p', {}, text),
        h(
          'div',
          { class: 'sheet-buttons' },
          h('button', { click: () => done(false) }, '拒绝'),
          h('button', { class: 'wc-primary', click: () => done(true) }, '允许'),
        ),
      ),
    );
    return answer === true;
  }

  /** What was asked and announced was for whoever held the phone before. */
  clear(): void {
    this.element.replaceChildren();
  }

  /** A sentence for a moment. */
  say(text: string): void {
    const toast = h('div', { class: 'sheet-toast', role: 'status' }, text);
    this.element.append(toast);
    setTimeout(() => toast.remove(), 3_500);
  }

  /** A message arrived while the person looks at something else. */
  announce(title: string, text: string, open: () => void): void {
    const banner = h('button', { class: 'sheet-banner' }, h('b', {}, title), h('span', {}, text));
    banner.addEventListener('click', () => {
      banner.remove();
      open();
    });
    for (const earlier of this.element.querySelectorAll('.sheet-banner')) earlier.remove();
    this.element.append(banner);
    setTimeout(() => banner.remove(), 8_000);
  }
}
