import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from '../state/account';
import type { DeskClock } from '../state/clock';
import type { PushDisturbances } from '../state/faults';
import type { Person } from '../state/people';
import { Ring } from '../state/ring';
import { type PassiveReply, readReply } from './passive-reply';
import { addressed, seal } from './push-envelope';
import type { PushFields } from './push-xml';

/** What WeChat shows in the conversation when the account did not answer properly. */
export const UNAVAILABLE = '该公众号暂时无法提供服务，请稍后再试';

export interface PushAttempt {
  /** HTTP status, or why there was none. */
  outcome: number | 'timeout' | 'unreachable';
  tookMs: number;
}

/** One message pushed to the product, with every attempt. */
export interface PushRecord {
  at: string;
  account: Account['kind'];
  personId: string | undefined;
  message: PushFields;
  attempts: PushAttempt[];
  /** `accepted` = answered 2xx in time; `unsent` = no callback address is set. */
  outcome: 'accepted' | 'failed' | 'unsent';
  reply: PassiveReply;
}

export interface PushTiming {
  /** How long the product may take to answer. */
  timeoutMs: number;
  /** How often an unanswered push is repeated. */
  retries: number;
  /** Pause before a repetition. */
  pauseMs: number;
}

/** Delivers pushes to the product and puts its passive replies into the person's conversation. */
export class PushSender {
  private readonly records = new Ring<PushRecord>(1_000);
  private readonly running = new Set<Promise<unknown>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly clock: DeskClock,
    private readonly timing: PushTiming,
    private readonly disturbances: PushDisturbances,
  ) {}

  /**
   * Pushes and waits for the product's answer.
   * @param conversation whether the person waits for an answer in the chat: only then a failure is shown there
   */
  push(account: Account, person: Person, message: PushFields, conversation = false): Promise<PushRecord> {
    const sending = this.deliverAll(account, person, message, conversation);
    this.running.add(sending);
    void sending.finally(() => this.running.delete(sending)).catch(() => undefined);
    return sending;
  }

  all(): PushRecord[] {
    return this.records.all();
  }

  /** Waits until no push is under way, those that pushes cause included. */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.settle();
  }

  private async deliverAll(
    account: Account,
    person: Person,
    message: PushFields,
    conversation: boolean,
  ): Promise<PushRecord> {
    const { copies, delayMs } = this.disturbances.take();
    if (delayMs > 0) await wait(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    // Copies leave together: two deliveries of one message may well be handled at the same time.
    const deliveries = Array.from({ length: copies }, () => this.deliver(account, person, message));
    const [first] = await Promise.all(deliveries);
    const record = first as PushRecord;
    if (record.reply.kind === 'message') person.chat.add({ at: this.clock.iso(), ...record.reply.message });
    else if (conversation && (record.outcome === 'failed' || record.reply.kind === 'bad')) {
      person.chat.add({
        at: this.clock.iso(),
        from: 'wechat',
        channel: 'wechat',
        kind: 'notice',
        text: UNAVAILABLE,
      });
    }
    return record;
  }

  private async deliver(account: Account, person: Person, message: PushFields): Promise<PushRecord> {
    const record: PushRecord = {
      at: this.clock.iso(),
      account: account.kind,
      personId: person.id,
      message,
      attempts: [],
      outcome: account.pushTarget ? 'failed' : 'unsent',
      reply: { kind: 'none' },
    };
    this.records.add(record);
    const openid = account.openidOf(person);
    for (let attempt = 0; account.pushTarget && attempt <= this.timing.retries; attempt += 1) {
      if (attempt > 0) await wait(this.timing.pauseMs);
      if (this.stopping.signal.aborted) break;
      const answer = await this.attempt(account, account.pushTarget, message, openid);
      record.attempts.push({ outcome: answer.outcome, tookMs: answer.tookMs });
      if (answer.body === undefined) continue;
      record.outcome = 'accepted';
      record.reply = readReply(account.credentials, openid, answer.body);
      break;
    }
    return record;
  }

  private async attempt(
    account: Account,
    target: string,
    message: PushFields,
    openid: string,
  ): Promise<PushAttempt & { body?: string }> {
    const { query, body, contentType } = seal(
      account.credentials,
      account.pushFormat,
      message,
      openid,
      this.clock.seconds(),
    );
    const startedAt = performance.now();
    const took = (): number => Math.round(performance.now() - startedAt);
    const timeout = AbortSignal.timeout(this.timing.timeoutMs);
    try {
      const response = await fetch(addressed(target, query), {
        method: 'POST',
        body,
        headers: { 'content-type': contentType, 'user-agent': 'Mozilla/4.0' },
        redirect: 'manual',
        signal: AbortSignal.any([timeout, this.stopping.signal]),
      });
      const text = await response.text();
      return { outcome: response.status, tookMs: took(), ...(response.ok ? { body: text } : {}) };
    } catch {
      return { outcome: timeout.aborted ? 'timeout' : 'unreachable', tookMs: took() };
    }
  }
}
