import { resolve } from 'node:path';
import { buildMiniProgram } from '../../../desk/phone/build/mini-program.build';
import type { PhoneOptions } from '../../../desk/phone/runtime/phone-options';
import { type JsdomPhone, openInJsdom } from '../../../desk/phone/testing/jsdom-phone';
import { folderOf } from './folder';

export const SAMPLE = resolve(__dirname, '../sample');

// Source maps would be most of what every test has to read.
const LEAN = { sourceMap: false };

let sample: Promise<string> | undefined;
const open: JsdomPhone[] = [];

type Options = Partial<PhoneOptions> & { fetch?: typeof fetch };

/** The sample mini-program in jsdom. */
export async function samplePhone(path: string, options: Options = {}): Promise<JsdomPhone> {
  sample ??= buildMiniProgram(SAMPLE, LEAN).then(({ js }) => js);
  return opened(await sample, { path, ...options });
}

/** A mini-program made of the given files in jsdom. */
export async function phoneOf(files: Record<string, string>, options: Options = {}): Promise<JsdomPhone> {
  const { root, remove } = folderOf(files);
  try {
    return await opened((await buildMiniProgram(root, LEAN)).js, options);
  } finally {
    remove();
  }
}

/** For `afterEach`: phones left running would keep their timers. */
export function stopPhones(): void {
  for (const phone of open.splice(0)) phone.stop();
}

async function opened(js: string, options: Options): Promise<JsdomPhone> {
  const phone = await openInJsdom(js, options);
  open.push(phone);
  return phone;
}
