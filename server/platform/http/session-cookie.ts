import type Koa from 'koa';
import { forbidden } from '../fault';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The session of a browser: its token in a cookie that no script can read and no other site can send. Over https the
 * name's prefix makes the browser hold the cookie to this host.
 */
const nameIn = (ctx: Koa.Context): string => (isSecure(ctx) ? '__Host-stvs_session' : 'stvs_session');

/** Behind a proxy `TRUST_PROXY` tells (docs/operations.md). */
const isSecure = (ctx: Koa.Context): boolean => ctx.secure;

function write(ctx: Koa.Context, value: string, expires: Date): void {
  ctx.cookies.set(nameIn(ctx), value, {
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(ctx),
    path: '/',
    expires,
    overwrite: true,
  });
}

export const giveSessionCookie = (
  ctx: Koa.Context,
  { token, expiresAt }: { token: string; expiresAt: Date },
) => write(ctx, token, expiresAt);

export const takeSessionCookie = (ctx: Koa.Context): void => write(ctx, '', new Date(0));

/**
 * @returns the token of the browser's session, undefined without one
 * @throws Fault forbidden `foreign_request` when another site's page asks for a change
 */
export function sessionCookieOf(ctx: Koa.Context): string | undefined {
  const token = ctx.cookies.get(nameIn(ctx));
  if (token && !SAFE.has(ctx.method)) requireOwnPage(ctx);
  return token;
}

/**
 * A change that a cookie vouches for must come from a page of this site: the browser says so itself, and scripts cannot
 * make it lie (Fetch Metadata; `Origin` where a browser is older).
 *
 * @throws Fault forbidden `foreign_request`
 */
export function requireOwnPage(ctx: Koa.Context): void {
  const site = ctx.get('sec-fetch-site');
  const origin = ctx.get('origin');
  const own = site ? site === 'same-origin' : URL.canParse(origin) && new URL(origin).host === ctx.host;
  if (!own)
    throw forbidden('foreign_request', '这个操作不是从本站页面发出的，没有执行。请回到本站页面再试。');
}
