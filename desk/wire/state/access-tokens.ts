import { randomBytes } from 'node:crypto';
import { type DeskClock, MINUTE, SECOND } from './clock';
import { BoundedMap } from './ring';

const LIFETIME_MS = 7_200 * SECOND;
/** On renewal the token before stays valid this long; a stable token is renewed this long before its end. */
const OVERLAP_MS = 5 * MINUTE;
const FORCED_INTERVAL_MS = 30 * SECOND;
const SHAPE = /^\d{2}_[\w-]{120}$/;

interface Token {
  text: string;
  expiresAt: number;
  revoked: boolean;
}

export type TokenState = 'valid' | 'expired' | 'revoked' | 'malformed';
export interface IssuedToken {
  access_token: string;
  /** Seconds. */
  expires_in: number;
}

/** The access tokens of one account. `token` and `stable_token` are two separate series, as the documentation says. */
export class AccessTokens {
  private readonly issued = new BoundedMap<Token>(1_000);
  private classic: Token | undefined;
  private stable: Token | undefined;
  private lastForcedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: DeskClock) {}

  /** `GET /cgi-bin/token`: a new token on every call; the one before lives on for five minutes. */
  issueClassic(): IssuedToken {
    if (this.classic) {
      this.classic.expiresAt = Math.min(this.classic.expiresAt, this.clock.now() + OVERLAP_MS);
    }
    this.classic = this.create();
    return this.present(this.classic);
  }

  /** `POST /cgi-bin/stable_token`: the same token until five minutes before its end. */
  issueStable(): IssuedToken {
    const current = this.stable;
    if (current && !current.revoked && current.expiresAt - this.clock.now() > OVERLAP_MS) {
      return this.present(current);
    }
    this.stable = this.create();
    return this.present(this.stable);
  }

  /** `force_refresh`: the token before is invalid at once; within 30 s of the last one nothing is refreshed. */
  forceStable(): IssuedToken {
    if (this.clock.now() - this.lastForcedAt >= FORCED_INTERVAL_MS) {
      this.lastForcedAt = this.clock.now();
      if (this.stable) this.stable.revoked = true;
      this.stable = undefined;
    }
    return this.issueStable();
  }

  check(text: string): TokenState {
    if (!SHAPE.test(text)) return 'malformed';
    const token = this.issued.get(text);
    if (!token || token.revoked) return 'revoked';
    return token.expiresAt <= this.clock.now() ? 'expired' : 'valid';
  }

  owns(text: string): boolean {
    return this.issued.has(text);
  }

  /** Ends one token early, as if its time had passed. */
  expire(text: string): void {
    const token = this.issued.get(text);
    if (!token) return;
    token.expiresAt = this.clock.now();
    if (this.stable === token) this.stable = undefined;
  }

  /** Somebody else refreshed: every token out there is invalid at once. */
  revokeAll(): void {
    for (const token of this.issued.values()) token.revoked = true;
    this.classic = undefined;
    this.stable = undefined;
  }

  private create(): Token {
    const token = {
      text: `90_${randomBytes(90).toString('base64url')}`,
      expiresAt: this.clock.now() + LIFETIME_MS,
      revoked: false,
    };
    this.issued.set(token.text, token);
    return token;
  }

  private present(token: Token): IssuedToken {
    return {
      access_token: token.text,
      expires_in: Math.floor((token.expiresAt - this.clock.now()) / SECOND),
    };
  }
}
