import { createHmac, timingSafeEqual } from 'node:crypto';

/** Compact signed values for things that must not be guessed or altered: check-in codes, OAuth state. Format `payload.mac`. */
export class TokenSigner {
  constructor(
    private readonly key: Buffer,
    private readonly purpose: string,
  ) {}

  /** @param payload must not contain a dot */
  sign(payload: string): string {
    return `${payload}.${this.mac(payload)}`;
  }

  /** @returns the payload, or null when the token was not signed by us for this purpose */
  verify(token: string): string | null {
    const dot = token.lastIndexOf('.');
    if (dot < 0) return null;
    const payload = token.slice(0, dot);
    const given = Buffer.from(token.slice(dot + 1));
    const wanted = Buffer.from(this.mac(payload));
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? payload : null;
  }

  private mac(payload: string): string {
    return createHmac('sha256', this.key)
      .update(`${this.purpose}\n${payload}`)
      .digest('base64url')
      .slice(0, 22);
  }
}
