import type { Logger } from '../../platform/logger';
import type { Push, PushKind } from './pushes';
import type { Reply } from './replies';

export interface PushContext {
  /** Runs the handlers after this one now and gives their reply; otherwise they run afterwards, unless this one replies. */
  next(): Promise<Reply | undefined>;
}

/** A handler that only acts returns nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: `async (push) => { … }` is typed Promise<void>
export type HandlerResult = Reply | undefined | void;

export type PushHandler<K extends PushKind> = (push: Push<K>, context: PushContext) => Promise<HandlerResult>;

export interface HandlerOptions {
  /**
   * When this handler fails or does not finish in time, WeChat is told to deliver the push again.
   * All handlers of the kind then run again: they must tolerate a repeated push. It runs whoever has already replied.
   */
  mustNotBeLost?: boolean;
}

interface Entry {
  handler: PushHandler<PushKind>;
  mustNotBeLost: boolean;
}

/** The handlers of an account by kind of push: an onion in the order of registration. */
export class PushHandlers {
  private readonly entries = new Map<string, Entry[]>();

  constructor(private readonly logger: Logger) {}

  on<K extends PushKind>(kind: K, handler: PushHandler<K>, options: HandlerOptions = {}): void {
    const entry = {
      handler: handler as unknown as PushHandler<PushKind>,
      mustNotBeLost: options.mustNotBeLost ?? false,
    };
    const known = this.entries.get(kind);
    if (known) known.push(entry);
    else this.entries.set(kind, [entry]);
  }

  handles(kind: PushKind): boolean {
    return this.entries.has(kind);
  }

  mustNotBeLost(kind: PushKind): boolean {
    return this.entries.get(kind)?.some((entry) => entry.mustNotBeLost) ?? false;
  }

  /**
   * Runs all handlers of the push; the first reply wins. One that throws is logged and does not keep the next from running.
   *
   * @returns `outcome` `lost` when a handler that must not be lost threw, `failed` when another did
   */
  async run(push: Push): Promise<{ reply: Reply | undefined; outcome: 'handled' | 'failed' | 'lost' }> {
    const entries = this.entries.get(push.kind) ?? [];
    let outcome: 'handled' | 'failed' | 'lost' = 'handled';

    const runFrom = async (index: number, answered: boolean): Promise<Reply | undefined> => {
      const entry = entries[index];
      if (!entry) return undefined;
      if (answered && !entry.mustNotBeLost) return runFrom(index + 1, answered);
      let rest: Promise<Reply | undefined> | undefined;
      const next = (nowAnswered: boolean) => {
        rest ??= runFrom(index + 1, nowAnswered);
        return rest;
      };
      let reply: Reply | undefined;
      try {
        reply = (await entry.handler(push, { next: () => next(answered) })) ?? undefined;
      } catch (error) {
        this.logger.error({ err: error, kind: push.kind }, 'push handler failed');
        if (entry.mustNotBeLost) outcome = 'lost';
        else if (outcome === 'handled') outcome = 'failed';
      }
      const later = await next(answered || reply !== undefined);
      return reply ?? later;
    };
    return { reply: await runFrom(0, false), outcome };
  }
}
