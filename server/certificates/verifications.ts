import type { Policy } from '../../config/config';
import type { Cache } from '../platform/cache/cache';
import { MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import { ensure, limited } from '../platform/fault';
import type { Certificate } from './certificate.entity';
import type { CertificateService } from './certificate.service';

/** Verification by everybody. Numbers run on, so how many somebody may look up in a minute is bounded. */
export class Verifications {
  constructor(
    private readonly database: Database,
    private readonly certificates: CertificateService,
    private readonly cache: Cache,
    private readonly policy: Pick<Policy, 'verificationsPerMinute'>,
  ) {}

  /** @throws Fault limited `too_many_verifications` | missing `certificate_not_found` */
  async verify(address: string, code: string): Promise<Certificate> {
    const { count } = await this.cache.increment(`verifications:${address}`, MINUTE);
    ensure(
      count <= this.policy.verificationsPerMinute,
      limited('too_many_verifications', '查验太频繁，请一分钟后再试。'),
    );
    return this.certificates.verify(this.database, code);
  }
}
