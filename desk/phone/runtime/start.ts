import { addGlobalErrorListener, addGlobalWarningListener } from './framework-messages';
import { inspectionOf, type PhoneInspection } from './inspection';
import type { PhoneOptions } from './phone-options';
import type { Program } from './program';
import { RunningPhone } from './running-phone';

/** What a started phone offers to the page around it and to tests; also `window.__phone`. */
export interface StartedPhone extends PhoneInspection {
  /** Takes the mini-program off the screen; the window is to be thrown away afterwards. */
  stop(): void;
}

declare global {
  /** Defined by a bundle of `buildMiniProgram`: starts the mini-program in this window, once. */
  function startMiniProgram(options: PhoneOptions): StartedPhone;
}

/** Called by the bundle with the compiled program; puts `startMiniProgram` into the window. */
export function install(program: Program): void {
  let started = false;
  globalThis.startMiniProgram = (options) => {
    if (started)
      throw new Error('one window runs one mini-program once; open another window for another phone');
    started = true;
    const phone = new RunningPhone(program, options);
    addGlobalErrorListener((error) => phone.failed(error));
    addGlobalWarningListener();
    globalThis.addEventListener('error', ({ error }) => phone.failed(error));
    globalThis.addEventListener('unhandledrejection', ({ reason }) => phone.rejected(reason));
    phone.start();
    const inspection = inspectionOf(phone);
    Object.assign(globalThis, { __phone: inspection });
    return inspection;
  };
}
