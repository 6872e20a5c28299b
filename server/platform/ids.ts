import { randomBytes, randomFillSync, randomInt } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/** Random numbers are drawn a page at a time: each draw of its own would cost more than the id. */
const page = Buffer.alloc(4_096);
let read = page.length;

function random(): number {
  if (read === page.length) {
    randomFillSync(page);
    read = 0;
  }
  read += 4;
  return page.readUInt32BE(read - 4) / 0x1_0000_0000;
}

const next = monotonicFactory(random);

/** @returns a 26-character ULID: unique across processes and, inside one, ordered by creation. See decision 0003. */
export const newId = (): string => next();

/** @returns an unguessable URL-safe token of 256 bits (43 characters) */
export const newSecretToken = (): string => randomBytes(32).toString('base64url');

/** Crockford's base 32: no letter that looks like a digit. */
const NUMBER_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @returns a number to show to people: the prefix and ten characters, 1 in 10^15 to guess, in no order to count by */
export const newPublicNumber = (prefix: string): string =>
  prefix + Array.from({ length: 10 }, () => NUMBER_ALPHABET[randomInt(NUMBER_ALPHABET.length)]).join('');
