import { openData } from '../../../server/wechat/mini-program/open-data';
import { vector } from '../support/vectors';

const { input, expected } = vector('mini.encryptedData.userinfo');
const sample = { sessionKey: input.session_key, encryptedData: input.encryptedData, iv: input.iv };
const refused = expect.objectContaining({ kind: 'invalid', code: 'open_data_invalid' });

it('decrypts the official sample', () => {
  expect(openData(input.appid).decryptOpenData(sample)).toEqual(JSON.parse(expected.plaintext));
});

it.each([
  ['another mini-program', 'wxother', sample],
  ['another session', input.appid, { ...sample, sessionKey: Buffer.alloc(16, 1).toString('base64') }],
  ['a short session key', input.appid, { ...sample, sessionKey: 'AAAA' }],
  ['a wrong iv', input.appid, { ...sample, iv: 'AAAA' }],
  ['tampered data', input.appid, { ...sample, encryptedData: `A${sample.encryptedData.slice(1)}` }],
  ['no data', input.appid, { ...sample, encryptedData: '' }],
])('refuses data of %s', (_what, appId, data) => {
  expect(() => openData(appId).decryptOpenData(data)).toThrow(refused);
});

it('verifies raw data like the official sample', () => {
  const raw = vector('mini.rawData.signature');
  const data = {
    sessionKey: raw.input.session_key,
    rawData: raw.input.rawData,
    signature: raw.expected.signature,
  };
  const { verifyRawData } = openData('any');
  expect(verifyRawData(data)).toBe(true);
  expect(verifyRawData({ ...data, rawData: `${data.rawData} ` })).toBe(false);
  expect(verifyRawData({ ...data, sessionKey: 'other' })).toBe(false);
  expect(verifyRawData({ ...data, signature: '' })).toBe(false);
});
