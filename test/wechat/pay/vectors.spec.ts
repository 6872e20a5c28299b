import { createVerify, generateKeyPairSync } from 'node:crypto';
import { MovableClock } from '../../../server/platform/clock';
import { Keyring } from '../../../server/wechat/pay/keyring';
import { isFresh } from '../../../server/wechat/pay/pay-signature';
import { openResource } from '../../../server/wechat/pay/sealed-resource';
import { SigningPay } from '../../../server/wechat/pay/signing-pay';
import { vector } from '../support/vectors';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('WeChat Pay v3: official vectors', () => {
  it.each(['pay.canonical.get', 'pay.canonical.post'])('signs what %s says', (id) => {
    const { input, expected } = vector(id);
    const { mchid = '1900000000', serial = '0123456789ABC' } = input;
    const pay = new SigningPay({ appId: 'wx0', mchId: mchid, serial, privateKey }, new MovableClock());
    const signature = pay.getSignature(
      input.method,
      input.nonce,
      String(input.timestamp),
      input.canonicalUrl,
      input.body,
    );
    const verifier = createVerify('RSA-SHA256').update(expected.message);
    expect(verifier.verify(pair.publicKey, signature, 'base64')).toBe(true);
    const header = pay.getAuthorization(input.nonce, String(input.timestamp), '<base64>');
    if (expected.authorizationTemplate) expect(header).toBe(expected.authorizationTemplate);
  });

  it('opens a resource, and nothing that was changed', () => {
    const { input, expected } = vector('pay.gcm.java');
    const { apiV3Key, nonce, ciphertext, associatedData } = input;
    const resource = { algorithm: 'AEAD_AES_256_GCM', nonce, ciphertext, associated_data: associatedData };
    expect(openResource(apiV3Key, resource)).toBe(expected.plaintext);
    const bytes = Buffer.from(ciphertext, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openResource(apiV3Key, { ...resource, ciphertext: flipped.toString('base64') })).toThrow();
    }
    const spoilt = [
      { ...resource, nonce: 'uluk4a9R25RX' },
      { ...resource, associated_data: 'other' },
      { ...resource, associated_data: undefined },
      { ...resource, algorithm: 'AES' },
      { ...resource, ciphertext: 'AAAA' },
    ];
    for (const each of spoilt) expect(() => openResource(apiV3Key, each as never)).toThrow();
  });

  it('takes the platform certificate out of its envelope', async () => {
    const { input, expected } = vector('pay.certificates.download');
    const { apiV3Key, response } = input;
    let fetched = 0;
    const keyring = new Keyring({ apiV3Key, publicKey: undefined }, new MovableClock(), async () => {
      fetched += 1;
      return response;
    });
    const keys = await Promise.all([keyring.keyOf(expected.serial), keyring.keyOf(expected.serial)]);
    expect(keys[0]?.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(keys[1]).toBe(keys[0]);
    expect(openResource(apiV3Key, response.data[0].encrypt_certificate)).toBe(expected.certificatePem);
    expect(await keyring.keyOf('ANOTHER')).toBeUndefined();
    expect(fetched).toBe(1);
  });

  it('lets the probe fail, whatever follows its beginning', () => {
    const { input } = vector('pay.signtest.probe');
    const now = new Date();
    const signature = {
      timestamp: String(Math.floor(now.getTime() / 1_000)),
      nonce: 'n',
      serial: 's',
      signature: 'c2lnbmF0dXJl',
    };
    expect(isFresh(signature, now)).toBe(true);
    const probe = input.headers['Wechatpay-Signature'];
    expect(isFresh({ ...signature, signature: probe }, now)).toBe(false);
    for (const seconds of [-301, 301, Number.NaN]) {
      const timestamp = String(Number(signature.timestamp) + seconds);
      expect(isFresh({ ...signature, timestamp }, now)).toBe(false);
    }
  });
});
