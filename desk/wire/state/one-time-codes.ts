import { randomBytes } from 'node:crypto';
import type { DeskClock } from './clock';
import { BoundedMap } from './ring';

export type Redeemed<T> = { state: 'valid'; grant: T } | { state: 'unknown' | 'used' | 'expired' };

/** Codes that the person's phone hands to the product and the product redeems once: log-in, phone number, OAuth. */
export class OneTimeCodes<T> {
  private readonly issued = new BoundedMap<{ grant: T; expiresAt: number; used: boolean }>(10_000);

  constructor(
    private readonly clock: DeskClock,
    private readonly lifetimeMs: number,
  ) {}

  issue(grant: T): string {
    const code = `0${randomBytes(24).toString('base64url').slice(0, 31)}`;
    this.issued.set(code, { grant, expiresAt: this.clock.now() + this.lifetimeMs, used: false });
    return code;
  }

  redeem(code: string): Redeemed<T> {
    const entry = this.issued.get(code);
    if (!entry) return { state: 'unknown' };
    if (entry.used) return { state: 'used' };
    if (entry.expiresAt <= this.clock.now()) return { state: 'expired' };
    entry.used = true;
    return { state: 'valid', grant: entry.grant };
  }
}
