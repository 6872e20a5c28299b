import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvReader } from './env';

/** Keys that the product makes for itself. Apart from `config.ts` so that nobody prints them by printing the configuration. */
export interface Secrets {
  /** AES-256 keys for personal data at rest; the first encrypts, all decrypt. */
  fieldKeys: readonly { id: string; key: Buffer }[];
  /** HMAC key for look-up and uniqueness of personal data; never rotated without re-indexing. */
  indexKey: Buffer;
  /** HMAC key for short-lived signed codes (check-in QR, OAuth state). */
  signingKey: Buffer;
}

const KEY = /^[A-Za-z0-9+/]{43}=$/;

function parseKey(env: EnvReader, name: string, value: string): Buffer {
  if (value !== '' && !KEY.test(value))
    env.complain(`${name} must be 32 bytes in base64 (openssl rand -base64 32)`);
  return Buffer.from(value, 'base64');
}

/**
 * With a production database every key must be given: a key that is made up at start would make yesterday's data unreadable.
 * The embedded default makes its keys once and keeps them beside its database.
 */
export function readSecrets(env: EnvReader, options: { embedded: boolean; dataDir: string }): Secrets {
  const made = options.embedded ? embeddedKeys(options.dataDir) : undefined;
  const key = (name: string): Buffer =>
    parseKey(
      env,
      name,
      env.optional(name) ??
        made?.[name] ??
        env.required(name, 'when DATABASE_URL names a server (openssl rand -base64 32)'),
    );

  const fieldKeys = [{ id: 'k1', key: key('FIELD_KEY') }];
  for (const entry of env.text('FIELD_KEYS_PREVIOUS', '').split(',').filter(Boolean)) {
    const [id = '', value = ''] = entry.trim().split(':');
    if (fieldKeys.some((known) => known.id === id)) {
      env.complain(`FIELD_KEYS_PREVIOUS names ${id} although a newer key has that name`);
    }
    fieldKeys.push({ id, key: parseKey(env, 'FIELD_KEYS_PREVIOUS', value || 'missing') });
  }
  return { fieldKeys, indexKey: key('INDEX_KEY'), signingKey: key('SIGNING_KEY') };
}

function embeddedKeys(dataDir: string): Record<string, string | undefined> {
  const path = join(dataDir, 'secrets.json');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    const made = Object.fromEntries(
      ['FIELD_KEY', 'INDEX_KEY', 'SIGNING_KEY'].map((name) => [name, randomBytes(32).toString('base64')]),
    );
    writeFileSync(path, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' });
  }
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}
