import type { Conformity } from './conformity';

/** One answer of the product, with the status asserted where it is used. */
export class Answer {
  constructor(
    readonly status: number,
    // biome-ignore lint/suspicious/noExplicitAny: tests read what the wire says
    readonly body: any,
    readonly headers: Headers,
  ) {}

  /** `[status, code]`, the shape in which refusals are asserted. */
  get refusal(): [number, string | undefined] {
    return [this.status, this.body?.code];
  }

  /** @returns the body; throws with the whole answer when the status is another */
  // biome-ignore lint/suspicious/noExplicitAny: tests read what the wire says
  expect(status: number): any {
    if (this.status !== status)
      throw new Error(`expected ${status}, got ${this.status}: ${JSON.stringify(this.body)}`);
    return this.body;
  }
}

const TIMEOUT_MS = 20_000;

/** Speaks JSON over real HTTP, as the mini-program does. */
export class Client {
  token: string | undefined;

  constructor(
    readonly baseUrl: string,
    private readonly conformity?: Conformity,
  ) {}

  get = (path: string) => this.request('GET', path);
  delete = (path: string) => this.request('DELETE', path);
  post = (path: string, body: unknown = {}) => this.request('POST', path, body);
  put = (path: string, body: unknown = {}) => this.request('PUT', path, body);
  patch = (path: string, body: unknown = {}) => this.request('PATCH', path, body);

  async request(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    const answer = new Answer(response.status, json && text ? JSON.parse(text) : text, response.headers);
    this.conformity?.check(method, path, answer.status, answer.body);
    return answer;
  }
}
