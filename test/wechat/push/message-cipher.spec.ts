import { createCipheriv } from 'node:crypto';
import { MessageCipher } from '../../../server/wechat/push/message-cipher';
import { signatureOf } from '../../../server/wechat/push/signature';
import { vector } from '../support/vectors';

const ENCRYPTIONS = [
  'push.safe.json.reply',
  'push.safe.xml.reply',
  'aes.pamtest.short',
  'aes.encrypt.wechatpy',
].map(vector);

describe.each(ENCRYPTIONS)('official sample $id', ({ input, expected }) => {
  const cipher = new MessageCipher(input.appid, [input.encodingAESKey]);

  it('is encrypted to the same bytes', () => {
    expect(cipher.encrypt(input.msg, Buffer.from(input.random16))).toBe(expected.Encrypt);
  });

  it('is decrypted', () => {
    expect(cipher.decrypt(expected.Encrypt)).toBe(input.msg);
  });

  if (expected.MsgSignature) {
    it('is signed the same', () => {
      const { token, timestamp, nonce } = input;
      expect(signatureOf(token, String(timestamp), nonce, expected.Encrypt)).toBe(expected.MsgSignature);
    });
  }
});

it('reads the received sample, whose padding is longer than an AES block', () => {
  const { input, expected } = vector('push.safe.json.receive');
  const cipher = new MessageCipher(input.appid, [input.encodingAESKey]);
  expect(cipher.decrypt(input.body.Encrypt)).toBe(expected.msg);
  expect(signatureOf(input.token, input.query.timestamp, input.query.nonce, input.body.Encrypt)).toBe(
    expected.msg_signature,
  );
});

it('sorts and hashes like the samples', () => {
  const { input, expected } = vector('sig.sorted-join');
  expect(input.parts.map((parts: string[]) => signatureOf(...parts))).toEqual(expected.sha1);
});

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const OTHER_KEY = 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba';
const APP = 'wx0123456789abcdef';

describe('every length of message', () => {
  const cipher = new MessageCipher(APP, [KEY]);
  it.each([0, 1, 11, 12, 13, 14, 31, 32, 33, 64, 1_000])('%i bytes comes back', (length) => {
    const message = 'x'.repeat(length);
    expect(cipher.decrypt(cipher.encrypt(message))).toBe(message);
  });
});

it('encrypts the same message differently each time', () => {
  const cipher = new MessageCipher(APP, [KEY]);
  const sealed = Array.from({ length: 1_000 }, () => cipher.encrypt('success'));
  expect(new Set(sealed).size).toBe(1_000);
});

it('accepts the key before the rotation and encrypts with the current', () => {
  const old = new MessageCipher(APP, [OTHER_KEY]);
  const rotating = new MessageCipher(APP, [KEY, OTHER_KEY]);
  expect(rotating.decrypt(old.encrypt('你好'))).toBe('你好');
  expect(new MessageCipher(APP, [KEY]).decrypt(rotating.encrypt('你好'))).toBe('你好');
});

describe('nothing is read from', () => {
  const cipher = new MessageCipher(APP, [KEY]);
  /** Seals raw plaintext, so that each check of the inside can be broken alone. */
  const seal = (plain: Buffer) => {
    const key = Buffer.from(`${KEY}=`, 'base64');
    const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([aes.update(plain), aes.final()]).toString('base64');
  };
  const plain = (options: { length?: number; app?: string; pad?: (pad: Buffer) => void }) => {
    const message = Buffer.from('<xml/>');
    const head = Buffer.alloc(20, 7);
    head.writeUInt32BE(options.length ?? message.length, 16);
    const body = Buffer.concat([head, message, Buffer.from(options.app ?? APP)]);
    const count = 32 - (body.length % 32);
    const pad = Buffer.alloc(count, count);
    options.pad?.(pad);
    return Buffer.concat([body, pad]);
  };

  it('(the plaintext that the others break is read)', () => {
    expect(cipher.decrypt(seal(plain({})))).toBe('<xml/>');
  });

  it.each<[string, string]>([
    ['another app id', seal(plain({ app: 'wx0123456789abcdeX' }))],
    ['an app id with something after it', seal(plain({ app: `${APP}0` }))],
    ['no app id', seal(plain({ app: '' }))],
    ['a length beyond the end', seal(plain({ length: 4_000_000_000 }))],
    ['a length that eats the app id', seal(plain({ length: 7 }))],
    ['padding of zero', seal(plain({ pad: (pad) => pad.fill(0) }))],
    ['padding longer than a block', seal(plain({ pad: (pad) => pad.fill(33) }))],
    ['padding that differs inside', seal(plain({ pad: (pad) => pad.fill(1, 0, 1) }))],
    ['nothing but padding', seal(Buffer.alloc(32, 32))],
    ['another key', new MessageCipher(APP, [OTHER_KEY]).encrypt('<xml/>')],
    ['padding of two blocks', seal(Buffer.concat([plain({}).subarray(0, 44), Buffer.alloc(84, 84)]))],
    ['bytes that fill no AES block', Buffer.alloc(33, 1).toString('base64')],
    ['half a block', Buffer.alloc(16, 1).toString('base64')],
    ['no bytes', ''],
    ['what is not base64', '!!!!'],
  ])('%s', (_what, sealed) => {
    expect(cipher.decrypt(sealed)).toBeUndefined();
  });
});
