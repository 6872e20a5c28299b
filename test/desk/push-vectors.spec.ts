import { decrypt, encrypt, sign } from '../../desk/wire/push/push-crypto';
import { fromXml, toXml } from '../../desk/wire/push/push-xml';
import recorded from './recorded/developers.weixin.qq.com/push-vectors.json';

// biome-ignore lint/suspicious/noExplicitAny: the vectors have many shapes.
const vector = (id: string): any => recorded.vectors.find((one) => one.id === id);

describe('signatures of the documentation', () => {
  it.each(['push.url-verify.get', 'push.plaintext.json.post'])('%s', (id) => {
    const { input, expected } = vector(id);
    const { timestamp, nonce } = input.query ?? input;
    expect(sign(input.token, timestamp, nonce)).toBe(expected.signature);
  });

  it('sorts and joins', () => {
    const { input, expected } = vector('sig.sorted-join');
    expect(input.parts.map((parts: string[]) => sign(...parts))).toEqual(expected.sha1);
  });
});

describe('safe mode', () => {
  it.each(['push.safe.json.reply', 'push.safe.xml.reply', 'aes.pamtest.short', 'aes.encrypt.wechatpy'])(
    'encrypts as in %s',
    (id) => {
      const { input, expected } = vector(id);
      const ciphertext = encrypt(input.encodingAESKey, input.appid, input.msg, Buffer.from(input.random16));
      expect(ciphertext).toBe(expected.Encrypt);
      expect(decrypt(input.encodingAESKey, ciphertext)).toEqual({ message: input.msg, appId: input.appid });
      if (!expected.MsgSignature) return;
      expect(sign(input.token, String(input.timestamp), input.nonce, ciphertext)).toBe(expected.MsgSignature);
    },
  );

  it('reads the push of the documentation', () => {
    const { input, expected } = vector('push.safe.json.receive');
    const { timestamp, nonce } = input.query;
    expect(sign(input.token, timestamp, nonce, input.body.Encrypt)).toBe(expected.msg_signature);
    expect(decrypt(input.encodingAESKey, input.body.Encrypt)).toEqual({
      message: expected.msg,
      appId: expected.appid,
    });
  });

  it('refuses what was encrypted with another key', () => {
    const { input } = vector('push.safe.json.receive');
    const other = 'B'.repeat(43);
    expect(() => decrypt(other, input.body.Encrypt)).toThrow();
  });
});

describe('XML', () => {
  it('keeps every character, the end of a CDATA section included', () => {
    const Content = ' 你好 ]]> <b>&amp;</b> "1" ';
    expect(fromXml(toXml({ Content, MsgId: 2_000_000_000_000_000_001n }))).toMatchObject({
      Content,
      MsgId: '2000000000000000001',
    });
  });

  it.each(['<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>', '<html></html>', 'hello'])(
    'refuses %s',
    (text) => {
      expect(() => fromXml(text)).toThrow();
    },
  );
});
