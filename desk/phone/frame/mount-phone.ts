import type { PhoneOptions } from '../runtime/phone-options';
import type { StartedPhone } from '../runtime/start';

export interface MountOptions extends Omit<PhoneOptions, 'screen'> {
  /** Where the bundle of the mini-program is served. */
  bundle: string;
  /** CSS pixels; 375 × 812 by default. */
  width?: number;
  height?: number;
  /** The person tapped 前往小程序 in a page opened alone: the surrounding page opens the full one. */
  openFull?(path: string): void;
  /** Milliseconds, for a phone whose clock is not the computer's. */
  now?(): number;
  /** The person closed the mini-program; it goes on in the background until `phone.enter()`. */
  left?(): void;
}

export interface MountedPhone {
  frame: HTMLIFrameElement;
  phone: StartedPhone;
  unmount(): void;
}

/**
 * Puts a phone into a page. Each has a window of its own, so several phones share nothing but what their hosts share.
 * @throws when the bundle cannot be loaded
 */
export async function mountPhone(place: HTMLElement, options: MountOptions): Promise<MountedPhone> {
  const { bundle, width = 375, height = 812, openFull, left, now, ...rest } = options;
  const frame = document.createElement('iframe');
  frame.title = '手机';
  frame.width = String(width);
  frame.height = String(height);
  frame.style.border = '0';
  frame.srcdoc = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body></body></html>';
  const ready = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  place.append(frame);
  await ready;
  const inside = frame.contentWindow as Window & typeof globalThis;
  if (now) setClock(inside, now);
  await loadScript(inside.document, bundle);
  inside.addEventListener('phone:open-full', (event) => openFull?.((event as CustomEvent<string>).detail));
  inside.addEventListener('phone:left', () => left?.());
  const phone = inside.startMiniProgram(rest);
  return {
    frame,
    phone,
    unmount: () => {
      phone.stop();
      frame.remove();
    },
  };
}

/** Makes a window tell another time than the computer's. @param now milliseconds since 1970 */
export function setClock(inside: Window & typeof globalThis, now: () => number): void {
  inside.Date = class extends inside.Date {
    constructor(...given: []) {
      super(...((given.length > 0 ? given : [now()]) as []));
    }
    static override now(): number {
      return now();
    }
  } as DateConstructor;
}

function loadScript(document: Document, src: string): Promise<void> {
  const script = document.createElement('script');
  const loaded = new Promise<void>((resolve, reject) => {
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`小程序没有加载成功：${src}`)));
  });
  script.src = src;
  document.head.append(script);
  return loaded;
}
