import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

/** PKCS#7 over 32 bytes, not AES's 16: node's own padding would refuse half of all messages. */
const BLOCK = 32;
const RANDOM = 16;
const HEAD = RANDOM + 4;

/**
 * Safe mode (安全模式) of pushes: AES-256-CBC over random(16) · length(4, big endian) · message · app id.
 * Deciphers with the current key or the one before the last rotation, enciphers with the current.
 */
export class MessageCipher {
  private readonly keys: Buffer[];
  private readonly appId: Buffer;

  /** @param aesKeys EncodingAESKeys of 43 characters, the current one first */
  constructor(appId: string, aesKeys: string[]) {
    this.keys = aesKeys.map((key) => Buffer.from(`${key}=`, 'base64'));
    this.appId = Buffer.from(appId);
  }

  /** @returns the message, undefined when no key fits or it was meant for another app id */
  decrypt(encrypted: string): string | undefined {
    const sealed = Buffer.from(encrypted, 'base64');
    if (sealed.length === 0 || sealed.length % BLOCK !== 0) return undefined;
    for (const key of this.keys) {
      const message = this.open(decipher(key, sealed));
      if (message !== undefined) return message;
    }
    return undefined;
  }

  /** @param random 16 bytes, given only to reproduce a known ciphertext */
  encrypt(message: string, random: Buffer = nextRandom()): string {
    const body = Buffer.from(message);
    const length = HEAD + body.length + this.appId.length;
    const pad = BLOCK - (length % BLOCK);
    const plain = Buffer.alloc(length + pad, pad);
    random.copy(plain, 0, 0, RANDOM);
    plain.writeUInt32BE(body.length, RANDOM);
    body.copy(plain, HEAD);
    this.appId.copy(plain, HEAD + body.length);
    const key = this.keys[0]!;
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
  }

  private open(plain: Buffer): string | undefined {
    const pad = plain[plain.length - 1]!;
    if (pad < 1 || pad > BLOCK) return undefined;
    for (let at = plain.length - pad; at < plain.length; at++) if (plain[at] !== pad) return undefined;
    const end = plain.length - pad;
    const messageEnd = HEAD + plain.readUInt32BE(RANDOM);
    if (!plain.subarray(messageEnd, end).equals(this.appId)) return undefined;
    return plain.toString('utf8', HEAD, messageEnd);
  }
}

function decipher(key: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(sealed), cipher.final()]);
}

/** Random bytes are drawn for many messages at once: a system call for 16 of them costs as much as the encryption. */
const pool = Buffer.alloc(256 * RANDOM);
let drawn = pool.length;

function nextRandom(): Buffer {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += RANDOM;
  return pool.subarray(drawn - RANDOM, drawn);
}
