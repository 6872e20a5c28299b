import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import Koa from 'koa';
import { MemoryCache } from '../../../server/platform/cache/memory-cache';
import { MovableClock } from '../../../server/platform/clock';
import { createLogger } from '../../../server/platform/logger';
import { Metrics } from '../../../server/platform/metrics';
import { createPushReceiver, type PushReceiver } from '../../../server/wechat/push/push-receiver';
import { OA } from './gateway';

const sha1 = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');
const keyOf = (aesKey: string) => Buffer.from(`${aesKey}=`, 'base64');

export interface SendOptions {
  /** Changes to the query after signing; undefined removes. */
  query?: Record<string, string | undefined>;
  /** Seconds that the timestamp differs from now. */
  skew?: number;
  aesKey?: string;
  appId?: string;
  plaintext?: boolean;
  format?: 'xml' | 'json';
  headers?: Record<string, string>;
  /** Replaces the body that would be sent. */
  rawBody?: string | Buffer;
  gzip?: boolean;
}

export interface Answer {
  status: number;
  type: string;
  body: string;
  /** The decrypted reply, when the answer was an encrypted one with the right signature. */
  reply?: string;
}

/** WeChat's side of the push protocol, written apart from the server's, and a receiver behind HTTP. */
export class PushSender {
  readonly clock = new MovableClock();
  readonly lines: string[] = [];
  readonly metrics = new Metrics();
  readonly receiver: PushReceiver;
  private readonly server: Server;

  constructor(
    readonly account: {
      appId: string;
      secret: string;
      pushToken: string;
      aesKey: string | undefined;
      previousAesKey: string | undefined;
    } = OA,
    options: { cache?: MemoryCache; answerWithinMs?: number } = {},
  ) {
    this.receiver = createPushReceiver({
      account,
      cache: options.cache ?? new MemoryCache(),
      clock: this.clock,
      logger: createLogger('debug', (line) => this.lines.push(line)),
      metrics: this.metrics,
      answerWithinMs: options.answerWithinMs,
    });
    this.server = createServer(new Koa().use(this.receiver.middleware()).callback());
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async get(query: Record<string, string>): Promise<Answer> {
    return this.read(await fetch(`${this.url}?${new URLSearchParams(query)}`));
  }

  /** Sends `message` (XML text or a JSON object) as WeChat would, encrypted unless told otherwise. */
  async post(message: string | object, options: SendOptions = {}): Promise<Answer> {
    const format = options.format ?? (typeof message === 'string' ? 'xml' : 'json');
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1_000) + (options.skew ?? 0));
    const nonce = randomBytes(5).toString('hex');
    const token = this.account.pushToken;
    const query: Record<string, string | undefined> = {
      signature: sha1(token, timestamp, nonce),
      timestamp,
      nonce,
    };
    let body = text;
    if (!options.plaintext) {
      const encrypt = this.encrypt(text, options);
      query.encrypt_type = 'aes';
      query.msg_signature = sha1(token, timestamp, nonce, encrypt);
      body =
        format === 'xml'
          ? `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`
          : JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypt });
    }
    const sent = { ...query, ...options.query };
    const given = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const raw = options.rawBody ?? body;
    const response = await fetch(`${this.url}?${new URLSearchParams(given)}`, {
      method: 'POST',
      body: options.gzip ? gzipSync(raw) : raw,
      headers: {
        'content-type': 'text/xml',
        ...(options.gzip ? { 'content-encoding': 'gzip' } : {}),
        ...options.headers,
      },
    });
    return this.read(response);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/wechat/callback`;
  }

  private encrypt(text: string, options: SendOptions): string {
    const key = keyOf(options.aesKey ?? this.account.aesKey ?? OA.aesKey);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(text));
    const body = Buffer.concat([
      randomBytes(16),
      length,
      Buffer.from(text + (options.appId ?? this.account.appId)),
    ]);
    const pad = 32 - (body.length % 32);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([
      cipher.update(Buffer.concat([body, Buffer.alloc(pad, pad)])),
      cipher.final(),
    ]).toString('base64');
  }

  private async read(response: Response): Promise<Answer> {
    const body = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, body, reply: this.openReply(body) };
  }

  private openReply(body: string): string | undefined {
    const part = (name: string) =>
      new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(body)?.[1] ??
      new RegExp(`"${name}":"?([^",}]*)"?[,}]`).exec(body)?.[1];
    const [encrypt, signature, timestamp, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map(
      part,
    );
    if (!encrypt || !timestamp || !nonce) return undefined;
    if (sha1(this.account.pushToken, timestamp, nonce, encrypt) !== signature)
      throw new Error('reply is signed wrongly');
    const key = keyOf(this.account.aesKey!);
    const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const plain = Buffer.concat([cipher.update(encrypt, 'base64'), cipher.final()]);
    const end = 20 + plain.readUInt32BE(16);
    const appId = plain.subarray(end, plain.length - plain[plain.length - 1]!).toString();
    if (appId !== this.account.appId) throw new Error('reply carries a wrong app id');
    return plain.toString('utf8', 20, end);
  }
}

let sequence = 0;

/** @returns the XML of a push; values are wrapped in CDATA as WeChat does */
export function pushXml(fields: Record<string, string | number>): string {
  const all = { ToUserName: 'gh_1', FromUserName: 'oPerson', CreateTime: 1_700_000_000, ...fields };
  const nodes = Object.entries(all).map(([name, value]) =>
    typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
  );
  return `<xml>${nodes.join('\n')}</xml>`;
}

/** @returns the XML of a text message, each with an id of its own unless given */
export const textXml = (content: string, msgId: string | number = `msg-${++sequence}`): string =>
  pushXml({ MsgType: 'text', Content: content, MsgId: msgId });
