import { JSDOM, VirtualConsole } from 'jsdom';
import type { PhoneOptions } from '../runtime/phone-options';
import type { StartedPhone } from '../runtime/start';
import { willingHost } from '../runtime/willing-host';

const PATIENCE_MS = 500;

/** A mini-program running in jsdom: real WXML and components, no layout. */
export interface JsdomPhone extends StartedPhone {
  window: JSDOM['window'];
  /** Taps the first element in the current page that matches. */
  tap(selector: string): Promise<void>;
  /** Types into the first matching field, or the field inside of it. */
  type(selector: string, text: string): Promise<void>;
  /** The visible page's text, white space collapsed. */
  text(): string;
  /** Lets answers, timers at zero and renderings happen. */
  settled(): Promise<void>;
}

/**
 * Starts a bundle of `buildMiniProgram`. The caller stops the phone.
 * @param options the host agrees to everything unless told otherwise; `fetch` answers requests
 */
export async function openInJsdom(
  js: string,
  options: Partial<PhoneOptions> & { fetch?: typeof fetch } = {},
): Promise<JsdomPhone> {
  const console = new VirtualConsole();
  const dom = new JSDOM('<!doctype html><body></body>', {
    url: 'http://phone.test/',
    runScripts: 'outside-only',
    pretendToBeVisual: true,
    virtualConsole: console,
  });
  const { window } = dom;
  Object.assign(window, {
    fetch: options.fetch ?? (() => Promise.reject(new Error('no network in this test'))),
    TextEncoder,
    TextDecoder,
  });
  window.eval(js);
  const start = window.startMiniProgram as unknown as typeof startMiniProgram;
  const started = start({ ...options, host: options.host ?? willingHost() });

  const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  const page = () => window.document.querySelector('.phone-page:not([hidden])');
  const found = (selector: string): HTMLElement => {
    const element = started.find(selector);
    if (!element) throw new Error(`nothing in ${started.path} matches ${selector}`);
    return element;
  };
  // Two taps of a patient hand are not a double tap: half a second goes by on this phone, and nobody waits for it.
  const now = window.Date.now;
  let patience = 0;
  window.Date.now = () => now() + patience;
  const helpers = {
    window,
    settled,
    text: () => (page()?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    async tap(selector: string) {
      patience += PATIENCE_MS;
      found(selector).click();
      await settled();
    },
    async type(selector: string, text: string) {
      const element = found(selector);
      const field = element.matches('input,textarea') ? element : element.querySelector('input,textarea');
      Object.assign(field ?? {}, { value: text });
      field?.dispatchEvent(new window.Event('input'));
      await settled();
    },
    stop() {
      started.stop();
      window.close();
    },
  };
  await settled();
  // The inspection answers from getters, which a copy would freeze.
  return Object.defineProperties(
    Object.create(started),
    Object.getOwnPropertyDescriptors(helpers),
  ) as JsdomPhone;
}
