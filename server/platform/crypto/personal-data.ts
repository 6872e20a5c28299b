import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '../../../config/config';

/**
 * Personal data at rest (R60): AES-256-GCM with a random nonce, and a keyed hash beside it for uniqueness and look-up.
 * Stored form: `keyId:base64(nonce12 · tag16 · ciphertext)`. The purpose is authenticated, so a phone number
 * moved into the ID column does not decrypt.
 */
export class PersonalData {
  constructor(private readonly secrets: Pick<Secrets, 'fieldKeys' | 'indexKey'>) {}

  encrypt(purpose: string, plain: string): string {
    const { id, key } = this.secrets.fieldKeys[0]!;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${id}:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`;
  }

  /** @throws Error when the key is unknown, the purpose differs or the stored text was altered */
  decrypt(purpose: string, stored: string): string {
    const separator = stored.indexOf(':');
    const key = this.secrets.fieldKeys.find((candidate) => candidate.id === stored.slice(0, separator))?.key;
    if (!key) throw new Error('personal data was encrypted with a key that is not configured');
    const bytes = Buffer.from(stored.slice(separator + 1), 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** @returns a keyed hash (44 characters) that finds equal values and tells nothing about them */
  index(purpose: string, plain: string): string {
    return createHmac('sha256', this.secrets.indexKey).update(`${purpose}\n${plain}`).digest('base64');
  }
}

/** @returns e.g. `110***********0011` (R60) */
export const maskIdNumber = (id: string): string =>
  id.length <= 7 ? '*'.repeat(id.length) : `${id.slice(0, 3)}${'*'.repeat(id.length - 7)}${id.slice(-4)}`;

/** @returns e.g. `138****0011` */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** @returns e.g. `张*`, `欧**` */
export const maskName = (name: string): string =>
  `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`;
