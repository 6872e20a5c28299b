import Router from '@koa/router';
import type Koa from 'koa';
import type { Actor, RegisteredActor } from '../actor';
import type { Clock } from '../clock';
import { unauthenticated } from '../fault';
import { FileAnswer, sendFile } from './file-answer';
import { type Class, type InputPart, readInput, readNothing } from './input';
import type { WriteLimits } from './rate-limit';
import { sessionCookieOf } from './session-cookie';

/** Who an endpoint is for. The router settles who is calling before the endpoint runs, so a route cannot forget it. */
export const AUDIENCES = ['public', 'volunteer', 'organizer', 'unit', 'platform'] as const;
export type Audience = (typeof AUDIENCES)[number];

type ActorOf<A extends Audience> = A extends 'public'
  ? null
  : A extends 'volunteer'
    ? Actor
    : RegisteredActor;

/**
 * @param reading whether the request only reads
 * @returns the actor of a session token
 * @throws Fault unauthenticated when the session is unknown or expired; forbidden when the audience is not theirs
 */
export type Authenticate = (
  token: string,
  audience: Exclude<Audience, 'public'>,
  reading: boolean,
) => Promise<Actor>;

export interface Endpoint<P extends object, Q extends object, B extends object, R extends object> {
  /** Chinese, a verb phrase; the title in the API document. */
  summary: string;
  params?: Class<P>;
  query?: Class<Q>;
  body?: Class<B>;
  /** The view answered with; omitted for 204. Wrap in `pageOf` for lists; `FileAnswer` for a file. */
  returns?: Class<R>;
  /** 200 by default, 201 for creations, 204 without `returns`. */
  status?: 200 | 201;
}

export interface Call<A extends Audience, P, Q, B> {
  actor: ActorOf<A>;
  params: P;
  query: Q;
  body: B;
  now: Date;
  requestId: string;
  ctx: Koa.Context;
}

/** No PATCH: a mini-program cannot send it. */
type Method = 'get' | 'post' | 'put' | 'delete';

export interface RegisteredEndpoint {
  audience: Audience;
  method: Method;
  path: string;
  endpoint: Endpoint<object, object, object, object>;
}

const isFile = (view: Class): boolean => (view as unknown) === FileAnswer;

/** A part that an endpoint does not have; the brand keeps other classes from passing for it. */
class Nothing {
  declare private readonly nothing: never;
}

function take<T extends object>(form: Class<T> | undefined, value: object, part: InputPart): T {
  if (form) return readInput(form, value, part);
  readNothing(value, part);
  return {} as T;
}

/** The routes of one audience, below `/api/<audience>`. */
export class AudienceRouter<A extends Audience> {
  readonly koa: Router;

  constructor(
    readonly audience: A,
    private readonly registry: RegisteredEndpoint[],
    private readonly authenticate: Authenticate,
    private readonly limits: WriteLimits,
    private readonly clock: Clock,
  ) {
    this.koa = new Router({ prefix: `/api/${audience}` });
  }

  get = this.verb('get');
  post = this.verb('post');
  put = this.verb('put');
  delete = this.verb('delete');

  private verb(method: Method) {
    return <
      P extends object = Nothing,
      Q extends object = Nothing,
      B extends object = Nothing,
      R extends object = Nothing,
    >(
      path: string,
      endpoint: Endpoint<P, Q, B, R>,
      handler: (call: Call<A, P, Q, B>) => Promise<NoInfer<R> extends Nothing ? unknown : NoInfer<R>>,
    ): void => {
      this.registry.push({
        audience: this.audience,
        method,
        path: `/api/${this.audience}${path}`,
        endpoint: endpoint as unknown as RegisteredEndpoint['endpoint'],
      });
      this.koa[method](path, async (ctx) => {
        const actor = await this.actorOf(ctx);
        const answer = await handler({
          actor,
          params: take(endpoint.params, { ...ctx.params }, 'params'),
          query: take(endpoint.query, { ...ctx.query }, 'query'),
          body: take(endpoint.body, (ctx.request as { body?: object }).body ?? {}, 'body'),
          now: this.clock.now(),
          requestId: ctx.state.requestId,
          ctx,
        });
        ctx.status = endpoint.returns ? (endpoint.status ?? 200) : 204;
        if (endpoint.returns && isFile(endpoint.returns)) sendFile(ctx, answer as FileAnswer);
        else if (endpoint.returns) ctx.body = answer;
      });
    };
  }

  private async actorOf(ctx: Koa.Context): Promise<ActorOf<A>> {
    if (this.audience === 'public') return null as ActorOf<A>;
    // The mini-program carries its token itself; a browser has it in a cookie.
    const token = /^Bearer ([\w-]{20,200})$/.exec(ctx.get('authorization'))?.[1] ?? sessionCookieOf(ctx);
    if (!token) throw unauthenticated('session_missing', '请先登录。');
    const audience = this.audience as Exclude<Audience, 'public'>;
    const actor = await this.authenticate(token, audience, ctx.method === 'GET');
    await this.limits.bySession(ctx, actor.sessionId);
    return actor as ActorOf<A>;
  }
}

/** All audience routers and the list of what they offer, from which the API document is made. */
export class Api {
  readonly endpoints: RegisteredEndpoint[] = [];
  readonly public: AudienceRouter<'public'>;
  readonly volunteer: AudienceRouter<'volunteer'>;
  readonly organizer: AudienceRouter<'organizer'>;
  readonly unit: AudienceRouter<'unit'>;
  readonly platform: AudienceRouter<'platform'>;

  constructor(authenticate: Authenticate, limits: WriteLimits, clock: Clock) {
    const router = <A extends Audience>(audience: A) =>
      new AudienceRouter(audience, this.endpoints, authenticate, limits, clock);
    this.public = router('public');
    this.volunteer = router('volunteer');
    this.organizer = router('organizer');
    this.unit = router('unit');
    this.platform = router('platform');
  }

  routers(): Router[] {
    return AUDIENCES.map((audience) => this[audience].koa);
  }
}
