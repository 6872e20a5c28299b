import { Agent, request } from 'node:http';

export interface Shot {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Round {
  perSecond: number;
  /** milliseconds */
  p50: number;
  p99: number;
  /** how often each status was answered */
  statuses: Map<number, number>;
}

/**
 * Fires `shots` at `origin`, `connections` at a time on kept-alive connections, and waits for every answer.
 * The load comes from this process, the server runs in another.
 */
export async function fire(origin: string, shots: Shot[], connections: number): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const started = performance.now();
  const shooter = async () => {
    while (next < shots.length) {
      const shot = shots[next++]!;
      const begin = performance.now();
      const status = await send(origin, shot, agent);
      latencies.push(performance.now() - begin);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: connections }, shooter));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: shots.length / seconds, p50: at(0.5), p99: at(0.99), statuses };
}

function send(origin: string, shot: Shot, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = shot.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(shot.body)) };
    const outgoing = request(
      origin + shot.path,
      { method: shot.method, agent, headers: { ...shot.headers, ...length }, timeout: 30_000 },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')));
    outgoing.on('error', reject);
    outgoing.end(shot.body);
  });
}

/** Machines are noisy: ours and the yardstick take turns, and the median of each counts. */
export async function takeTurns<A, B>(
  rounds: number,
  ours: () => Promise<A>,
  yardstick: () => Promise<B>,
): Promise<{ ours: A[]; yardstick: B[] }> {
  const results = { ours: [] as A[], yardstick: [] as B[] };
  for (let round = 0; round < rounds; round++) {
    results.yardstick.push(await yardstick());
    results.ours.push(await ours());
  }
  return results;
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
