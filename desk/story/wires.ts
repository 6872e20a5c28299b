import type { Exchange } from './narrator';

const TIMEOUT_MS = 15_000;

/** JSON over HTTP to one origin: the product's API, or the control of the simulated WeChat. */
export class Wire {
  constructor(readonly origin: string) {}

  async send(method: string, path: string, body?: unknown, token?: string): Promise<Exchange> {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, body: json ? JSON.parse(text) : text };
  }
}
