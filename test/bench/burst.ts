import { connect, type Socket } from 'node:net';
import type { Round, Shot } from './load';

export interface BurstAnswer {
  status: number;
  /** JSON text */
  body: string;
}

/**
 * Like `fire`, for bursts in which the load itself must cost little: on two cores it shares them with what it measures.
 * HTTP/1.1 on bare sockets, one request at a time on each; shots go to the origins in turn.
 *
 * @param answered hears of every answer as it arrives
 */
export async function burst(
  origins: readonly string[],
  shots: readonly Shot[],
  connections: number,
  answered: (shot: Shot, answer: BurstAnswer) => void = () => {},
): Promise<Round> {
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const started = performance.now();
  const shooter = async (_: unknown, index: number) => {
    const line = await Line.open(origins[index % origins.length]!);
    while (next < shots.length) {
      const shot = shots[next++]!;
      const begin = performance.now();
      const answer = await line.ask(shot);
      if (!answer) break;
      latencies.push(performance.now() - begin);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      answered(shot, answer);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: connections }, shooter));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return { perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99), statuses };
}

const HEAD_END = '\r\n\r\n';

/** One kept-alive connection. */
class Line {
  private received = '';
  private waiting: ((answer: BurstAnswer | undefined) => void) | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.take(text));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.settle(undefined));
  }

  static open(origin: string): Promise<Line> {
    const { hostname, port, host } = new URL(origin);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(line));
      const line = new Line(socket, host);
      socket.once('error', () => resolve(line));
    });
  }

  /** @returns nothing when the connection ended without an answer */
  ask({ method, path, headers = {}, body = '' }: Shot): Promise<BurstAnswer | undefined> {
    return new Promise((resolve) => {
      if (this.socket.destroyed) return resolve(undefined);
      this.waiting = resolve;
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const length = Buffer.byteLength(body);
      this.socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: ${this.host}\r\n${lines.join('')}content-length: ${length}${HEAD_END}${body}`,
      );
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(text: string): void {
    this.received += text;
    const end = this.received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.received.slice(0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const from = end + HEAD_END.length;
    if (this.received.length < from + length) return;
    const body = this.received.slice(from, from + length);
    this.received = '';
    this.settle({ status: Number(head.slice(9, 12)), body });
  }

  private settle(answer: BurstAnswer | undefined): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.(answer);
  }
}
