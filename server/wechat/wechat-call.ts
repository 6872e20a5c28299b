import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { outcomeOfStatus } from './errcodes';
import { WechatError } from './wechat.error';
import { parseWechatJson } from './wechat-json';

export interface WechatRequest {
  method?: string;
  data?: string | Buffer;
  headers?: Record<string, string>;
}

/** @returns one exchange with WeChat: parsed JSON without error, or the bytes of a picture */
export type WechatCall = (url: string, request?: WechatRequest) => Promise<unknown>;

/**
 * The one way to call WeChat: a deadline over the whole exchange, errcodes as outcomes, a metric and, on failure,
 * one log line. URLs carry tokens and secrets and bodies carry openids, so neither is ever logged or put into an error;
 * an errmsg can repeat them and is reduced to WeChat's request id.
 *
 * @param deps.timeoutMs milliseconds from the first byte sent to the last received
 */
export function createWechatCall(deps: { timeoutMs: number; logger: Logger; metrics: Metrics }): WechatCall {
  return async (url, request = {}) => {
    const api = new URL(url).pathname.slice(1);
    const fail = (error: WechatError, hint: { rid?: string; reason?: string } = {}): never => {
      deps.metrics.wechatCalls.inc({ api, outcome: error.outcome });
      deps.logger.warn(
        { api, outcome: error.outcome, errcode: error.errcode, ...hint },
        'wechat call failed',
      );
      throw error;
    };

    let answer: Answer;
    try {
      answer = await exchange(url, request, deps.timeoutMs);
    } catch (error) {
      return fail(new WechatError(api, 'network', undefined), { reason: reasonOf(error) });
    }
    if (answer.status < 200 || answer.status > 204) {
      return fail(new WechatError(api, outcomeOfStatus(answer.status), undefined), {
        reason: `HTTP ${answer.status}`,
      });
    }
    if (/^(image|audio|video)\//.test(answer.type)) {
      deps.metrics.wechatCalls.inc({ api, outcome: 'ok' });
      return answer.body;
    }
    let body: unknown;
    try {
      body = parseWechatJson(answer.body.toString('utf8'));
    } catch {
      return fail(new WechatError(api, 'network', undefined), { reason: 'unreadable answer' });
    }
    const { errcode, errmsg } = (body ?? {}) as { errcode?: unknown; errmsg?: unknown };
    const code = Number(errcode ?? 0);
    if (code !== 0) {
      return fail(WechatError.ofCode(api, code), { rid: /\brid: ([\w-]+)/.exec(String(errmsg))?.[1] });
    }
    deps.metrics.wechatCalls.inc({ api, outcome: 'ok' });
    return body;
  };
}

interface Answer {
  status: number;
  type: string;
  body: Buffer;
}

async function exchange(url: string, request: WechatRequest, timeoutMs: number): Promise<Answer> {
  const response = await fetch(url, {
    method: request.method ?? 'GET',
    body: request.data,
    headers: request.headers,
    // A redirect would carry the token to a place that was not asked for.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** A short name such as ECONNREFUSED or TimeoutError; the messages of network errors can repeat the URL. */
function reasonOf(error: unknown): string | undefined {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  return cause?.code ?? name;
}
