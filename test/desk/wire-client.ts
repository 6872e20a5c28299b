import type { Desk, DeskAccount } from '../../desk/wire';

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted, not trusted.
type Json = any;

const TIMEOUT_MS = 20_000;

/** GET with a query, as any client of WeChat's would. */
export async function ask(desk: Desk, path: string, query: Record<string, string> = {}): Promise<Json> {
  const url = new URL(path, desk.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return (await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })).json();
}

/** POST of JSON, or of a text as it is. */
export async function call(desk: Desk, path: string, body: unknown = {}): Promise<Json> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return (await fetch(new URL(path, desk.url), { method: 'POST', body: text, signal })).json();
}

/** @returns a stable access token of the account */
export async function askToken(desk: Desk, account: DeskAccount, force_refresh = false): Promise<string> {
  const { appId: appid, secret } = account;
  const answer = await call(desk, '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid,
    secret,
    force_refresh,
  });
  return answer.access_token;
}
