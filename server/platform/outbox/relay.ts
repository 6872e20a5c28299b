import { In, LessThan } from 'typeorm';
import { type Clock, DAY, MINUTE } from '../clock';
import type { Database, Tx } from '../database/database';
import { violatedKey } from '../database/refusals';
import { type Logger, loggableError, scrub } from '../logger';
import type { Metrics } from '../metrics';
import type { EventName, Events } from './events';
import { OutboxEvent, OutboxHandled } from './outbox-event.entity';

/** What a handler learns besides the payload; `id` is its idempotency key for whatever it causes elsewhere. */
export interface Happened {
  id: string;
  at: Date;
}

type Handler = { name: string; run: (tx: Tx, payload: never, event: Happened) => Promise<void> };

const BATCH = 20;
const CLAIM_MS = MINUTE;
const MAX_ATTEMPTS = 10;
const KEEP_DONE_MS = 7 * DAY;

/** Delays 1 s, 2 s, 4 s … up to 10 minutes. */
const backoffMs = (attempts: number): number => Math.min(1000 * 2 ** (attempts - 1), 10 * MINUTE);

/**
 * Carries events from the outbox to their handlers. Any number of relays may run against one database:
 * they claim disjoint batches. Each handler runs in its own transaction together with the mark that it ran,
 * so a crash in between repeats nothing that was committed. Handlers never call the outside world; they write
 * rows that a job works off.
 */
export class OutboxRelay {
  private readonly handlers = new Map<string, Handler[]>();

  constructor(
    private readonly database: Database,
    /** Technical time of claims and backoff: the real clock in production, so that moving the product's clock disturbs nothing. */
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** @param handler unique among the handlers of `event`; stored, so renaming it replays events in flight */
  on<N extends EventName>(
    event: N,
    handler: string,
    run: (tx: Tx, payload: Events[N], event: Happened) => Promise<void>,
  ): void {
    this.handlers.set(event, [
      ...(this.handlers.get(event) ?? []),
      { name: handler, run: run as Handler['run'] },
    ]);
  }

  /** Handles everything that is due, including what handlers emit meanwhile. @returns how many events were handled */
  async drain(): Promise<number> {
    for (let total = 0; ; ) {
      const batch = await this.claim();
      if (batch.length === 0) return total;
      await this.deliverAll(batch);
      total += batch.length;
    }
  }

  /** A claim moves `availableAt` ahead: when the claimer dies, the event falls due again by itself. */
  private async claim(): Promise<OutboxEvent[]> {
    const now = this.clock.now();
    return this.database.transaction(async ({ manager }) => {
      const due = manager
        .createQueryBuilder(OutboxEvent, 'event')
        .where('event.state = :state AND event.availableAt <= :now', { state: 'PENDING', now })
        .orderBy('event.id')
        .limit(BATCH);
      // The embedded database runs one transaction at a time, so there is nothing to skip.
      if (!this.database.embedded) due.setLock('pessimistic_write').setOnLocked('skip_locked');
      const events = await due.getMany();
      if (events.length > 0) {
        await manager.update(
          OutboxEvent,
          { id: In(events.map((event) => event.id)) },
          { availableAt: new Date(now.getTime() + CLAIM_MS) },
        );
      }
      return events;
    });
  }

  /** What went well is marked together: one write for a batch instead of one for each event. */
  private async deliverAll(batch: OutboxEvent[]): Promise<void> {
    const done: string[] = [];
    for (const event of batch) {
      try {
        for (const handler of this.handlers.get(event.name) ?? []) await this.runOnce(handler, event);
        done.push(event.id);
        this.metrics.outboxHandled.inc({ event: event.name, outcome: 'done' });
      } catch (error) {
        await this.postpone(event, error as Error);
      }
    }
    if (done.length === 0) return;
    await this.database.manager.update(OutboxEvent, { id: In(done) }, { state: 'DONE', lastError: null });
  }

  private async runOnce(handler: Handler, event: OutboxEvent): Promise<void> {
    const mark = { eventId: event.id, handler: handler.name };
    try {
      await this.database.transaction(async (tx) => {
        await tx.manager.insert(OutboxHandled, mark);
        await handler.run(tx, event.payload as never, { id: event.id, at: event.createdAt });
      });
    } catch (error) {
      // It ran before, or another relay whose claim we outlived was faster: that commit is the one that counts.
      const beaten = violatedKey(this.database.manager, error) === 'PRIMARY';
      if (!(beaten && (await this.database.manager.existsBy(OutboxHandled, mark)))) throw error;
    }
  }

  private async postpone(event: OutboxEvent, error: Error): Promise<void> {
    const attempts = event.attempts + 1;
    const dead = attempts >= MAX_ATTEMPTS;
    this.logger[dead ? 'error' : 'warn'](
      { event: event.name, eventId: event.id, attempts, err: error },
      'outbox handler failed',
    );
    this.metrics.outboxHandled.inc({ event: event.name, outcome: dead ? 'dead' : 'retry' });
    await this.database.manager.update(
      OutboxEvent,
      { id: event.id },
      {
        attempts,
        state: dead ? 'DEAD' : 'PENDING',
        lastError: scrub(loggableError(error).message),
        availableAt: new Date(this.clock.now().getTime() + backoffMs(attempts)),
      },
    );
  }

  /** Dead letters, oldest first, for an operator to look at. */
  async listDead(limit: number): Promise<OutboxEvent[]> {
    return this.database.manager.find(OutboxEvent, {
      where: { state: 'DEAD' },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** Gives dead letters a new set of attempts. @param ids all dead ones when omitted. @returns how many were requeued */
  async requeueDead(tx: Tx, ids?: string[]): Promise<number> {
    const result = await tx.manager.update(
      OutboxEvent,
      { state: 'DEAD', ...(ids ? { id: In(ids) } : {}) },
      { state: 'PENDING', attempts: 0, availableAt: new Date(0) },
    );
    return result.affected ?? 0;
  }

  /** Drops what was handled more than a week ago and refreshes the backlog gauge; a daily schedule calls it. */
  async tidy(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_DONE_MS);
    const old = await this.database.manager.find(OutboxEvent, {
      where: { state: 'DONE', availableAt: LessThan(before) },
      select: { id: true },
      take: 5_000,
    });
    const ids = old.map((event) => event.id);
    if (ids.length === 0) return;
    await this.database.transaction(async ({ manager }) => {
      await manager.delete(OutboxHandled, { eventId: In(ids) });
      await manager.delete(OutboxEvent, { id: In(ids) });
    });
  }

  async countBacklog(): Promise<void> {
    for (const state of ['PENDING', 'DEAD'] as const) {
      this.metrics.outboxBacklog.set({ state }, await this.database.manager.countBy(OutboxEvent, { state }));
    }
  }
}
