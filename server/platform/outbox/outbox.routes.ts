import { type Api, Id, Instant, ListOf, Nullable, Optional, Output, OutputNumber } from '../http';
import type { Parts } from '../parts';
import type { OutboxEvent } from './outbox-event.entity';

class DeadLetterView {
  @Output() id: string;
  @Output('name of the event') name: string;
  @OutputNumber() attempts: number;
  @Nullable() @Output() lastError: string | null;
  @Instant() createdAt: Date;
}

const LISTED = 50;

class DeadLettersView {
  @ListOf(() => DeadLetterView, LISTED) items: DeadLetterView[];
}

class JobQueueView {
  @Output() queue: string;
  @OutputNumber() waiting: number;
  @OutputNumber() running: number;
}

class JobQueuesView {
  @ListOf(() => JobQueueView, 200) items: JobQueueView[];
}

class RequeueForm {
  /** one dead letter; all of them when omitted */
  @Optional() @Id() id?: string;
}

class RequeuedView {
  @OutputNumber() requeued: number;
}

const deadLetterView = ({ id, name, attempts, lastError, createdAt }: OutboxEvent): DeadLetterView => ({
  id,
  name,
  attempts,
  lastError,
  createdAt,
});

/** Dead letters: events whose handlers gave up, for a platform admin to look at and to set going again. */
export function outboxRoutes(
  api: Api,
  { database, relay, jobs, audit }: Pick<Parts, 'database' | 'relay' | 'jobs' | 'audit'>,
) {
  api.platform.get('/dead-letters', { summary: '未能处理的事件', returns: DeadLettersView }, async () => ({
    items: (await relay.listDead(LISTED)).map(deadLetterView),
  }));

  api.platform.get('/jobs', { summary: '后台任务', returns: JobQueuesView }, async () => ({
    items: Object.entries(await jobs.counts()).map(([queue, counts]) => ({ queue, ...counts })),
  }));

  api.platform.post(
    '/dead-letters/requeue',
    { summary: '重新处理事件', body: RequeueForm, returns: RequeuedView },
    async ({ actor, body: { id } }) => ({
      requeued: await database.transaction(async (tx) => {
        const requeued = await relay.requeueDead(tx, id ? [id] : undefined);
        await audit.record(tx, actor, 'dead-letters.requeued', id ?? 'all', { requeued });
        return requeued;
      }),
    }),
  );
}
