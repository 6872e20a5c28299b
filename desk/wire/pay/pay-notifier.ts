import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { PAY_PUBLIC_KEY } from '../../pay-account';
import type { DeskClock } from '../state/clock';
import type { PushDisturbances } from '../state/faults';
import type { PayBook, PayOrder, PayRefund } from './pay-book';
import { prove, sealed } from './pay-signing';
import { refundView, shanghai, transactionView } from './pay-views';

/** WeChat Pay waits 5 s for an answer and comes again for a day; a desk does not wait that long. */
const TIMEOUT_MS = 5_000;
const RETRIES = 3;
const PAUSE_MS = 200;

const SUMMARIES: Record<string, string> = {
  'TRANSACTION.SUCCESS': '支付成功',
  'REFUND.SUCCESS': '退款成功',
  'REFUND.ABNORMAL': '退款异常',
  'REFUND.CLOSED': '退款关闭',
};

/** Tells the merchant what happened, unless it shall not be told. */
export class PayNotifier {
  /** overrides the address that came with the order */
  target: string | undefined;
  readonly statuses: number[] = [];
  private readonly running = new Set<Promise<unknown>>();
  private stopped = false;

  constructor(
    private readonly book: PayBook,
    private readonly clock: DeskClock,
    private readonly appid: string,
    private readonly disturbances: PushDisturbances,
  ) {}

  paid(order: PayOrder): void {
    this.tell('TRANSACTION.SUCCESS', 'transaction', transactionView(order, this.appid), order.notifyUrl);
  }

  /** Money takes a moment to arrive: the request was answered with PROCESSING before. */
  refundDecided(refund: PayRefund, order: PayOrder): void {
    if (refund.status === 'PROCESSING') this.book.complete(refund);
    const { status, ...view } = refundView(refund, order);
    const content = { mchid: transactionView(order, this.appid).mchid, refund_status: status, ...view };
    this.tell(`REFUND.${status}`, 'refund', content, refund.notifyUrl || order.notifyUrl);
  }

  /** @returns what the product answered. @param spoil makes it wrong in one way, after it was made properly */
  async send(
    type: string,
    kind: string,
    content: object,
    url: string,
    spoil: (sent: { headers: Record<string, string>; body: string }) => void = () => {},
  ): Promise<number> {
    const body = JSON.stringify({
      id: randomUUID(),
      create_time: shanghai(this.clock.now()),
      resource_type: 'encrypt-resource',
      event_type: type,
      summary: SUMMARIES[type] ?? '',
      resource: { original_type: kind, ...sealed(JSON.stringify(content), kind) },
    });
    const sent = { headers: prove(body, this.clock.seconds(), PAY_PUBLIC_KEY.id), body };
    spoil(sent);
    const response = await fetch(this.target ?? url, {
      method: 'POST',
      headers: { ...sent.headers, 'content-type': 'application/json' },
      body: sent.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    this.statuses.push(response.status);
    return response.status;
  }

  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.settle();
  }

  private tell(type: string, kind: string, content: object, url: string): void {
    if (this.book.faults.has('no-notification')) return;
    const { copies, delayMs } = this.disturbances.take();
    const deliveries = Array.from({ length: copies }, () => this.deliver(type, kind, content, url, delayMs));
    const all = Promise.all(deliveries);
    this.running.add(all);
    void all.finally(() => this.running.delete(all));
  }

  private async deliver(
    type: string,
    kind: string,
    content: object,
    url: string,
    delayMs: number,
  ): Promise<void> {
    if (delayMs > 0) await wait(delayMs);
    for (let attempt = 0; attempt <= RETRIES && !this.stopped; attempt += 1) {
      if (attempt > 0) await wait(PAUSE_MS);
      const status = await this.send(type, kind, content, url).catch(() => 0);
      if (status === 200 || status === 204) return;
    }
  }
}
