import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Every Prometheus series of the product, declared in one place so that names and labels stay consistent. */
export class Metrics {
  readonly registry = new Registry();

  readonly httpSeconds = new Histogram({
    name: 'stvs_http_request_seconds',
    help: 'Time to answer, by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  readonly wechatCalls = new Counter({
    name: 'stvs_wechat_calls_total',
    help: 'Calls to WeChat by API and outcome (ok, permanent, retry, token, quota, network)',
    labelNames: ['api', 'outcome'],
    registers: [this.registry],
  });

  readonly wechatCallbacks = new Counter({
    name: 'stvs_wechat_callbacks_total',
    help: 'Pushes received from WeChat by kind and outcome (handled, replayed, refused, failed)',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  });

  readonly outboxHandled = new Counter({
    name: 'stvs_outbox_handled_total',
    help: 'Outbox events by name and outcome (done, retry, dead)',
    labelNames: ['event', 'outcome'],
    registers: [this.registry],
  });

  readonly outboxBacklog = new Gauge({
    name: 'stvs_outbox_backlog',
    help: 'Outbox events waiting or dead',
    labelNames: ['state'],
    registers: [this.registry],
  });

  readonly jobs = new Counter({
    name: 'stvs_jobs_total',
    help: 'Background jobs by queue and outcome (done, retry, failed)',
    labelNames: ['queue', 'outcome'],
    registers: [this.registry],
  });

  constructor(options: { processMetrics?: boolean } = {}) {
    if (options.processMetrics) collectDefaultMetrics({ register: this.registry });
  }
}
