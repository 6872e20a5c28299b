import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import type { Keyring } from './keyring';
import { PayError } from './pay.error';
import { isFresh, isSignedBy, signatureOf } from './pay-signature';
import type { PayTransport, RawAnswer } from './pay-transport';

const BILL_DOWNLOAD = '/v3/billdownload/';

export interface PayHttpDeps {
  transport: PayTransport;
  keyring: Keyring;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

interface Output {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the library's own type
  data?: any;
}

/**
 * The transport below wechatpay-node-v3 (its `createHttp`): a deadline over the whole exchange, no redirects, and the
 * signature of every answer checked, which the library does not do. Only a bill's download is unsigned; its hash is
 * checked instead. Fails by throwing, so that nobody forgets to look at a status.
 */
export class PayHttp {
  constructor(private readonly deps: PayHttpDeps) {}

  async get(url: string, headers: Record<string, string>): Promise<Output> {
    return this.exchange('GET', url, headers);
  }

  async post(url: string, params: object, headers: Record<string, string>): Promise<Output> {
    return this.exchange('POST', url, headers, JSON.stringify(params));
  }

  async upload(): Promise<Output> {
    throw new Error('nothing is uploaded to WeChat Pay');
  }

  /** @throws PayError also when the answer is not signed by WeChat Pay */
  private async exchange(
    method: string,
    url: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Output> {
    const { pathname } = new URL(url);
    const api = pathname.slice(1).replace(/(out-trade-no|refunds|id)\/[^/]+/, '$1');
    const { keyring, metrics, logger } = this.deps;
    const fail = (payCode: string | undefined, reason: string): never => {
      metrics.wechatCalls.inc({ api, outcome: payCode ? 'permanent' : 'network' });
      logger.warn({ api, payCode, reason }, 'wechat pay call failed');
      throw new PayError(api, payCode);
    };
    const wanted = keyring.preferredSerial;
    const answer = await this.deps
      .transport(
        method,
        url,
        {
          ...headers,
          ...(wanted ? { 'Wechatpay-Serial': wanted } : {}),
        },
        body,
      )
      .catch((error) => fail(undefined, (error as Error).name));
    const succeeded = answer.status >= 200 && answer.status < 300;
    if (pathname.startsWith(BILL_DOWNLOAD) && succeeded) return { status: answer.status, data: answer.body };
    // A refusal may come from a gate before WeChat Pay that signs nothing; then it is no more than a hint.
    const signature = signatureOf(answer.header);
    if ((succeeded || signature) && !(await this.isGenuine(answer))) return fail(undefined, 'signature');
    const data = parse(answer.body);
    if (!succeeded) return fail(codeOf(data), `HTTP ${answer.status}`);
    metrics.wechatCalls.inc({ api, outcome: 'ok' });
    return { status: answer.status, data };
  }

  private async isGenuine({ header, body }: RawAnswer): Promise<boolean> {
    const signature = signatureOf(header);
    if (!signature || !isFresh(signature, this.deps.clock.now())) return false;
    const key = await this.deps.keyring.keyOf(signature.serial);
    return key !== undefined && isSignedBy(key, signature, body);
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function codeOf(data: unknown): string | undefined {
  const { code } = (data ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : undefined;
}
