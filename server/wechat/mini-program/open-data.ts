import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { invalid } from '../../platform/fault';

export interface OpenData {
  /**
   * Decrypts `encryptedData` of the mini-program's open interfaces (AES-128-CBC with the session key).
   *
   * @throws Fault invalid `open_data_invalid` when it was not encrypted with this key or is another mini-program's
   */
  decryptOpenData(q: { sessionKey: string; encryptedData: string; iv: string }): Record<string, unknown>;
  /** @returns whether `signature` is sha1 of `rawData` and the session key */
  verifyRawData(q: { sessionKey: string; rawData: string; signature: string }): boolean;
}

export const openData = (appId: string): OpenData => ({
  decryptOpenData({ sessionKey, encryptedData, iv }) {
    let data: { watermark?: { appid?: string } };
    try {
      const decipher = createDecipheriv(
        'aes-128-cbc',
        Buffer.from(sessionKey, 'base64'),
        Buffer.from(iv, 'base64'),
      );
      data = JSON.parse(decipher.update(encryptedData, 'base64', 'utf8') + decipher.final('utf8'));
    } catch {
      throw refused();
    }
    if (data?.watermark?.appid !== appId) throw refused();
    return data as Record<string, unknown>;
  },

  verifyRawData({ sessionKey, rawData, signature }) {
    const expected = createHash('sha1').update(rawData).update(sessionKey).digest();
    const given = Buffer.from(signature, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  },
});

const refused = () => invalid('open_data_invalid', '微信返回的数据无法验证，请重新进入小程序后再试');
