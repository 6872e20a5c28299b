import type { Context, Middleware } from 'koa';
import rawBody from 'raw-body';
import type { PayConfig } from '../../../config/config';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import type { Keyring } from './keyring';
import {
  type Merchant,
  type PayRefund,
  type PayTransaction,
  readRefund,
  readTransaction,
} from './pay-results';
import { isFresh, isSignedBy, signatureOf } from './pay-signature';
import { openResource } from './sealed-resource';

/** What WeChat Pay reports by itself. */
export type PayNotice =
  | { kind: 'transaction'; transaction: PayTransaction }
  | { kind: 'refund'; refund: PayRefund };

/** Must be idempotent: the same comes again when we did not answer in time. A throw lets WeChat Pay come again. */
export type PayNoticeHandler = (notice: PayNotice) => Promise<void>;

interface Deps {
  config: Pick<PayConfig, 'apiV3Key'>;
  merchant: Merchant;
  keyring: Keyring;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

const BODY_LIMIT = 64 * 1_024;

/**
 * Receives notifications. What is not provably WeChat Pay's, fresh and about this merchant gets a 4xx and reaches
 * nobody; so does WeChat Pay's own probe.
 */
export class PayNotifications {
  private handler: PayNoticeHandler = async () => {
    throw new Error('nobody takes notifications of payments');
  };

  constructor(private readonly deps: Deps) {}

  /** The one module that payments are the business of. */
  handle(handler: PayNoticeHandler): void {
    this.handler = handler;
  }

  middleware(): Middleware {
    return async (ctx) => {
      const count = (outcome: string) => this.deps.metrics.wechatCallbacks.inc({ kind: 'pay', outcome });
      const notice = await this.open(ctx).catch((error) => {
        this.deps.logger.warn({ reason: (error as Error).message }, 'payment notification refused');
        return undefined;
      });
      if (!notice) {
        count('refused');
        return answer(ctx, 401, '没有通过验证');
      }
      try {
        await this.handler(notice);
      } catch (error) {
        count('failed');
        this.deps.logger.error({ err: error, kind: notice.kind }, 'payment notification failed');
        return answer(ctx, 500, '暂时不能处理，请重试');
      }
      count('handled');
      ctx.status = 204;
    };
  }

  /** @throws Error that says what is wrong with it, for the log only */
  private async open(ctx: Context): Promise<PayNotice> {
    const { keyring, clock, config, merchant } = this.deps;
    if (ctx.method !== 'POST') throw new Error('not a POST');
    const signature = signatureOf((name) => ctx.get(name));
    if (!signature || !isFresh(signature, clock.now())) throw new Error('unsigned, stale or a probe');
    const body = await rawBody(ctx.req, {
      limit: BODY_LIMIT,
      length: ctx.get('content-length') || undefined,
    });
    const key = await keyring.keyOf(signature.serial);
    if (!key || !isSignedBy(key, signature, body)) throw new Error('wrong signature');
    const { event_type, resource } = JSON.parse(body.toString('utf8'));
    const content = JSON.parse(openResource(config.apiV3Key, resource));
    if (event_type === 'TRANSACTION.SUCCESS')
      return { kind: 'transaction', transaction: readTransaction(content, merchant) };
    if (!String(event_type).startsWith('REFUND.')) throw new Error('unknown event');
    if (content.mchid !== merchant.mchId) throw new Error('another merchant');
    return { kind: 'refund', refund: readRefund(content) };
  }
}

function answer(ctx: Context, status: number, message: string): void {
  ctx.status = status;
  ctx.body = { code: 'FAIL', message };
  ctx.set('Connection', 'close');
}
