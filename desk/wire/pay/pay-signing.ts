import { createCipheriv, createSign, createVerify, randomBytes } from 'node:crypto';
import { MERCHANT, PAY_PUBLIC_KEY, PLATFORM_CERTIFICATE } from '../../pay-account';

/** What a request claims in its Authorization header. */
export interface Claim {
  mchid: string;
  nonce: string;
  timestamp: string;
  serial: string;
  signature: string;
}

export function readAuthorization(header: string): Claim | undefined {
  const scheme = /^WECHATPAY2-SHA256-RSA2048 (.+)$/.exec(header);
  if (!scheme) return undefined;
  const parts = new Map([...(scheme[1] as string).matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v]));
  const part = (name: string): string => parts.get(name) ?? '';
  return {
    mchid: part('mchid'),
    nonce: part('nonce_str'),
    timestamp: part('timestamp'),
    serial: part('serial_no'),
    signature: part('signature'),
  };
}

/** Whether the merchant's key made the signature over these lines, each of which ends in a newline. */
export function merchantSigned(lines: readonly string[], signature: string): boolean {
  const verifier = createVerify('sha256WithRSAEncryption');
  for (const line of lines) verifier.update(`${line}\n`, 'utf8');
  return verifier.verify(MERCHANT.publicKey, signature, 'base64');
}

/** @returns the headers that prove a body to be WeChat Pay's. @param serial of the key that was asked for */
export function prove(body: string, seconds: number, serial?: string): Record<string, string> {
  const key =
    serial === PAY_PUBLIC_KEY.id
      ? PAY_PUBLIC_KEY
      : { id: PLATFORM_CERTIFICATE.serial, ...PLATFORM_CERTIFICATE };
  const nonce = randomBytes(16).toString('hex').toUpperCase();
  const signer = createSign('sha256WithRSAEncryption').update(`${seconds}\n${nonce}\n${body}\n`, 'utf8');
  return {
    'Wechatpay-Timestamp': String(seconds),
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': key.id,
    'Wechatpay-Signature': signer.sign(key.privateKey, 'base64'),
  };
}

/** AEAD_AES_256_GCM with the merchant's APIv3 key, as notifications and certificates carry it. */
export function sealed(plaintext: string, associatedData: string) {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', MERCHANT.apiV3Key, nonce);
  cipher.setAAD(Buffer.from(associatedData, 'utf8'));
  const parts = [cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: Buffer.concat(parts).toString('base64'),
    associated_data: associatedData,
    nonce,
  };
}
