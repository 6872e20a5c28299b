import { PAY_ORIGIN } from './signing-pay';

/** The most an answer may hold: a day's bill of some hundred thousand rows, zipped. */
const ANSWER_LIMIT = 64 * 1_024 * 1_024;

/** An answer of which nothing was checked yet. */
export interface RawAnswer {
  status: number;
  header: (name: string) => string;
  body: Buffer;
}

/** One exchange. @throws when there is no answer in time, or a redirect: it would carry the authorization elsewhere */
export type PayTransport = (
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: string,
) => Promise<RawAnswer>;

/**
 * @param deps.host      origin that stands in for WeChat Pay's; undefined means the real one
 * @param deps.timeoutMs milliseconds from the first byte sent to the last received
 */
export function payTransport(deps: { host: string | undefined; timeoutMs: number }): PayTransport {
  const { host, timeoutMs } = deps;
  return async (method, url, headers, body) => {
    const response = await fetch(host ? url.replace(PAY_ORIGIN, host) : url, {
      method,
      body,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (Number(response.headers.get('content-length') ?? 0) > ANSWER_LIMIT)
      throw new Error('answer too large');
    return {
      status: response.status,
      header: (name) => response.headers.get(name) ?? '',
      body: Buffer.from(await response.arrayBuffer()),
    };
  };
}
