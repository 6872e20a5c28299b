import type Koa from 'koa';
import { type Clock, MINUTE } from '../platform/clock';
import { TokenSigner } from '../platform/crypto/signed-token';

const COOKIE = 'stvs_web';
const LIFETIME_MS = 30 * MINUTE;

/**
 * Remembers in a browser which account WeChat said it is, for half an hour. It opens pages that only show; the one thing
 * it decides is a log-in on the PC that the same person has just scanned.
 */
export class WebIdentity {
  private readonly signer: TokenSigner;

  constructor(
    key: Buffer,
    private readonly clock: Clock,
  ) {
    this.signer = new TokenSigner(key, 'web-identity');
  }

  remember(ctx: Koa.Context, accountId: string): void {
    const until = this.clock.now().getTime() + LIFETIME_MS;
    ctx.cookies.set(COOKIE, this.signer.sign(`${accountId}-${until}`), {
      httpOnly: true,
      sameSite: 'lax',
      secure: ctx.secure,
      path: '/h5',
      maxAge: LIFETIME_MS,
      overwrite: true,
    });
  }

  /** @returns the account's id, null when the browser is unknown or was forgotten */
  accountIdOf(ctx: Koa.Context): string | null {
    const payload = this.signer.verify(ctx.cookies.get(COOKIE) ?? '');
    const [accountId, until] = payload?.split('-') ?? [];
    return accountId && Number(until) > this.clock.now().getTime() ? accountId : null;
  }
}
