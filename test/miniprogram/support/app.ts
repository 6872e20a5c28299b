import { resolve } from 'node:path';
import { buildMiniProgram } from '../../../desk/phone/build/mini-program.build';
import type { PhoneOptions } from '../../../desk/phone/runtime/phone-options';
import { type JsdomPhone, openInJsdom } from '../../../desk/phone/testing/jsdom-phone';

const ROOT = resolve(__dirname, '../../../miniprogram');

/** What the server answers by `METHOD /path` without query: a value, [status, body], or a function of the query and the body. */
export type Answers = Record<string, unknown>;

export interface AppPhone extends JsdomPhone {
  /** `METHOD /path?query` of every request so far */
  asked: string[];
}

let bundle: Promise<string> | undefined;
const open: JsdomPhone[] = [];

/** The real mini-program in jsdom before a server of which only the given answers are known. */
export async function openApp(
  path: string,
  answers: Answers,
  options: Partial<PhoneOptions> = {},
): Promise<AppPhone> {
  bundle ??= buildMiniProgram(ROOT, { sourceMap: false }).then(({ js }) => js);
  const asked: string[] = [];
  const all: Answers = { 'POST /api/public/sessions': [201, { token: 'token' }], ...answers };
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(String(input), 'http://phone.test');
    const method = init?.method ?? 'GET';
    asked.push(`${method} ${pathname}${search}`);
    const answer = all[`${method} ${pathname}`];
    const given = typeof answer === 'function' ? answer(search, init?.body) : answer;
    const [status, body] = Array.isArray(given) ? given : given === undefined ? [404, NOTHING] : [200, given];
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  };
  const phone = await openInJsdom(await bundle, {
    path,
    fetch: fetch as typeof globalThis.fetch,
    ...options,
  });
  open.push(phone);
  for (let round = 0; round < 3; round += 1) await phone.settled();
  return Object.assign(phone, { asked });
}

const NOTHING = { code: 'not_found', message: '没有找到。' };

/** For `afterEach`: phones left running would keep their timers. */
export function closeApps(): void {
  for (const phone of open.splice(0)) phone.stop();
}
