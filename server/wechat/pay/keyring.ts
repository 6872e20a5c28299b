import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { PayConfig } from '../../../config/config';
import { type Clock, MINUTE } from '../../platform/clock';
import { openResource, type SealedResource } from './sealed-resource';

/** What `GET /v3/certificates` answers. */
export interface CertificateList {
  data: { serial_no: string; encrypt_certificate: SealedResource }[];
}

/** Whoever sends serial numbers that nobody knows does not make us ask WeChat Pay more often. */
const REFRESH_AT_MOST_EVERY_MS = MINUTE;

/**
 * The keys that WeChat Pay signs with, by serial number: the 微信支付公钥 that the merchant was given, and platform
 * certificates (微信支付平台证书), which are fetched when a new one is met. A certificate is genuine because only WeChat
 * Pay and the merchant know the key that it was encrypted with.
 */
export class Keyring {
  private readonly certificates = new Map<string, KeyObject>();
  private refreshedAt = Number.NEGATIVE_INFINITY;
  private refreshing: Promise<void> | undefined;
  private readonly publicKey: { id: string; key: KeyObject } | undefined;

  /** @param fetchCertificates asks WeChat Pay, without checking the answer's signature */
  constructor(
    private readonly config: Pick<PayConfig, 'apiV3Key' | 'publicKey'>,
    private readonly clock: Clock,
    private readonly fetchCertificates: () => Promise<CertificateList>,
  ) {
    const { publicKey } = config;
    this.publicKey = publicKey && { id: publicKey.id, key: createPublicKey(publicKey.pem) };
  }

  /** The key that answers shall be signed with; undefined leaves the choice to WeChat Pay. */
  get preferredSerial(): string | undefined {
    return this.publicKey?.id;
  }

  /** @returns undefined when WeChat Pay has no such key */
  async keyOf(serial: string): Promise<KeyObject | undefined> {
    if (this.publicKey?.id === serial) return this.publicKey.key;
    if (serial.startsWith('PUB_KEY_ID_')) return undefined;
    const known = this.certificates.get(serial);
    if (known) return known;
    const sinceMs = this.clock.now().getTime() - this.refreshedAt;
    if (sinceMs >= REFRESH_AT_MOST_EVERY_MS || sinceMs < 0) {
      this.refreshing ??= this.refresh().finally(() => {
        this.refreshing = undefined;
      });
    }
    await this.refreshing?.catch(() => {});
    return this.certificates.get(serial);
  }

  private async refresh(): Promise<void> {
    this.refreshedAt = this.clock.now().getTime();
    const { data } = await this.fetchCertificates();
    for (const { serial_no, encrypt_certificate } of data) {
      const { publicKey } = new X509Certificate(openResource(this.config.apiV3Key, encrypt_certificate));
      this.certificates.set(serial_no, publicKey);
    }
  }
}
