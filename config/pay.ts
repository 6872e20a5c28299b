import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EnvReader } from './env';
import { SIMULATED_MERCHANT } from './simulated-merchant';

/** A merchant (商户号) at WeChat Pay, through which attendance deposits are taken and returned. */
export interface PayConfig {
  mchId: string;
  /** serial number of the merchant's API certificate */
  serial: string;
  /** PEM; signs what we ask of WeChat Pay */
  privateKey: string;
  /** 32 characters; WeChat Pay encrypts notifications and certificates with it */
  apiV3Key: string;
  /** 微信支付公钥, for merchants that have one; without it platform certificates are fetched */
  publicKey: { id: string; pem: string } | undefined;
}

const NAMES = ['MCH_ID', 'SERIAL', 'API_V3_KEY', 'PRIVATE_KEY_FILE', 'PUBLIC_KEY_ID', 'PUBLIC_KEY_FILE'];

/**
 * @param real whether the WeChat accounts are real: then there is no deposit until a merchant is named
 * @returns undefined without a merchant; nothing offers a deposit then
 */
export function readPay(env: EnvReader, real: boolean): PayConfig | undefined {
  if (!NAMES.some((name) => env.has(`WECHAT_PAY_${name}`))) return real ? undefined : simulated();
  const needed = (name: string) =>
    env.required(`WECHAT_PAY_${name}`, 'once any WECHAT_PAY_* is set (docs/operations.md)');
  const apiV3Key = needed('API_V3_KEY');
  if (apiV3Key && Buffer.byteLength(apiV3Key) !== 32)
    env.complain('WECHAT_PAY_API_V3_KEY must be the 32 characters set on the merchant platform');
  return {
    mchId: needed('MCH_ID'),
    serial: needed('SERIAL'),
    apiV3Key,
    privateKey: keyFile(env, 'WECHAT_PAY_PRIVATE_KEY_FILE', needed('PRIVATE_KEY_FILE'), createPrivateKey),
    publicKey: readPublicKey(env, needed),
  };
}

function readPublicKey(env: EnvReader, needed: (name: string) => string): PayConfig['publicKey'] {
  if (!env.has('WECHAT_PAY_PUBLIC_KEY_ID') && !env.has('WECHAT_PAY_PUBLIC_KEY_FILE')) return undefined;
  const id = needed('PUBLIC_KEY_ID');
  if (id && !id.startsWith('PUB_KEY_ID_'))
    env.complain('WECHAT_PAY_PUBLIC_KEY_ID must begin with PUB_KEY_ID_');
  return { id, pem: keyFile(env, 'WECHAT_PAY_PUBLIC_KEY_FILE', needed('PUBLIC_KEY_FILE'), createPublicKey) };
}

/** @returns the PEM text of a file, '' after a complaint; the file's content is never repeated */
function keyFile(env: EnvReader, name: string, path: string, parse: (pem: string) => unknown): string {
  if (!path) return '';
  try {
    const pem = readFileSync(path, 'utf8');
    parse(pem);
    return pem;
  } catch {
    env.complain(`${name} must name a readable PEM file`);
    return '';
  }
}

function simulated(): PayConfig {
  const { publicKeyId, publicKey, ...merchant } = SIMULATED_MERCHANT;
  return { ...merchant, publicKey: { id: publicKeyId, pem: publicKey } };
}
