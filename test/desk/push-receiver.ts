import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPush {
  query: Record<string, string>;
  contentType: string | undefined;
  body: string;
}

export interface Receiver {
  url: string;
  received: ReceivedPush[];
  /** What to answer, per push in order; the last one stays. `silent` = never. */
  answers: ({ status?: number; body?: string } | 'silent')[];
  stop(): Promise<void>;
}

/** A product's callback address that notes what comes and answers as it is told. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Omit<Receiver, 'url' | 'stop'> = { received: [], answers: [{}] };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://receiver');
    const query = Object.fromEntries(url.searchParams);
    receiver.received.push({
      query,
      contentType: request.headers['content-type'],
      body: await text(request),
    });
    const [answer = {}] = receiver.answers.length > 1 ? receiver.answers.splice(0, 1) : receiver.answers;
    if (answer === 'silent') return;
    response.writeHead(answer.status ?? 200).end(answer.body ?? query.echostr ?? 'success');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/wechat/callback?tenant=1`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
