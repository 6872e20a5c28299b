import type Koa from 'koa';
import { Fault, type FaultKind } from '../fault';
import type { Logger } from '../logger';

const STATUS: Record<FaultKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  limited: 429,
  upstream: 503,
};

/** Some refusals of the transport have a status of their own; their kind is `invalid`. */
const STATUS_BY_CODE: Record<string, number> = {
  body_too_large: 413,
  unsupported_media_type: 415,
  method_not_allowed: 405,
};

/** The one place where a Fault becomes a status. Anything else is a bug: logged once, answered as `internal`. */
export function faultHandler(logger: Logger): Koa.Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) {
        answer(ctx, 404, 'not_found', '没有这个地址，请检查链接。');
      } else if (ctx.status === 405 || ctx.status === 501) {
        answer(ctx, 405, 'method_not_allowed', '这个地址不支持该操作。');
      }
    } catch (error) {
      if (error instanceof Fault) {
        answer(
          ctx,
          STATUS_BY_CODE[error.code] ?? STATUS[error.kind],
          error.code,
          error.message,
          error.detail,
        );
        return;
      }
      if (isOutage(error)) {
        logger.error({ err: error, requestId: ctx.state.requestId }, 'the database does not answer');
        answer(ctx, 503, 'database_unavailable', '服务暂时不可用，请稍后再试。您刚才的操作没有保存。');
        return;
      }
      logger.error({ err: error, requestId: ctx.state.requestId, path: ctx.path }, 'unexpected error');
      answer(ctx, 500, 'internal', '系统出了点问题，我们已经记录。请稍后再试。', {
        requestId: ctx.state.requestId,
      });
    }
  };
}

/** What mysql2 says when the server is gone, going or full: nothing was done, and nothing is wrong with the request. */
const OUTAGES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
]);

const isOutage = (error: unknown): boolean => OUTAGES.has((error as { code?: string }).code ?? '');

function answer(
  ctx: Koa.Context,
  status: number,
  code: string,
  message: string,
  detail?: Record<string, unknown>,
): void {
  ctx.status = status;
  ctx.body = { code, message, ...(detail ? { detail } : {}) };
}
