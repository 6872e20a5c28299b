import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

type Answer =
  | Record<string, unknown>
  | { raw: string | Buffer; type: string; status?: number }
  | 'drop'
  | 'hang';
type Route = Answer | ((request: Received, nth: number) => Answer);

/** A WeChat host of a few lines: answers what the test says and remembers what it was asked. */
export class StubWechat {
  readonly calls: Received[] = [];
  private readonly server: Server;

  private constructor(private readonly routes: Record<string, Route>) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  /** @param routes by path; the stable token is answered with `token-1`, `token-2` … unless given */
  static async start(routes: Record<string, Route> = {}): Promise<StubWechat> {
    const stub = new StubWechat({
      '/cgi-bin/stable_token': (_request, nth) => ({ access_token: `token-${nth}`, expires_in: 7200 }),
      ...routes,
    });
    await new Promise<void>((resolve) => stub.server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  to(path: string): Received[] {
    return this.calls.filter((call) => call.path === path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stub');
    let text = '';
    for await (const chunk of request) text += chunk;
    const call = { path: url.pathname, query: url.searchParams, body: text ? JSON.parse(text) : {} };
    this.calls.push(call);
    const route = this.routes[url.pathname] ?? { errcode: 40066, errmsg: 'invalid url' };
    const answer = typeof route === 'function' ? route(call, this.to(url.pathname).length) : route;
    if (answer === 'hang') return;
    if (answer === 'drop') {
      request.socket.destroy();
      return;
    }
    const raw =
      'raw' in answer && 'type' in answer
        ? (answer as { raw: string; type: string; status?: number })
        : undefined;
    response.writeHead(raw?.status ?? 200, {
      'content-type': raw?.type ?? 'application/json; charset=utf-8',
    });
    response.end(raw ? raw.raw : JSON.stringify(answer));
  }
}
