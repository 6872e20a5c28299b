import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { OFFICIAL_ACCOUNT } from '../../desk/accounts';
import { fire, median, type Shot, takeTurns } from './load';
import { startServer } from './server-process';

const MESSAGES = 6_000;
const CONNECTIONS = 32;
const ROUNDS = 3;

/**
 * The official-account callback against the co-wechat middleware on bare Koa: the same text messages in safe mode,
 * each with an id of its own (a repeated one would only be replayed), each answered with the same encrypted text.
 */
export async function callback(): Promise<string> {
  const [ours, theirs] = await Promise.all([startServer('our-callback'), startServer('co-wechat-callback')]);
  try {
    const turn = (url: string) => async () => fire(url, messages(), CONNECTIONS);
    const results = await takeTurns(ROUNDS, turn(`${ours.url}`), turn(`${theirs.url}`));
    const rate = (rounds: { perSecond: number }[]) => median(rounds.map((round) => round.perSecond));
    const failed = [...results.ours, ...results.yardstick].some(
      (round) => round.statuses.get(200) !== MESSAGES,
    );
    if (failed) throw new Error('a message was not answered with 200');
    const [we, they] = [rate(results.ours), rate(results.yardstick)];
    const p99 = median(results.ours.map((round) => round.p99));
    return `ratio=${(we / they).toFixed(2)} ours=${we.toFixed(0)}/s co-wechat=${they.toFixed(0)}/s p99=${p99.toFixed(1)}ms`;
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
  }
}

const key = Buffer.from(`${OFFICIAL_ACCOUNT.aesKey}=`, 'base64');
let messageId = 1;

function messages(): Shot[] {
  return Array.from({ length: MESSAGES }, () => textMessage(messageId++));
}

/** Encrypted here by hand: the bench borrows neither side's code. */
function textMessage(id: number): Shot {
  const seconds = Math.floor(Date.now() / 1000);
  const openid = `obench${String(id).padStart(22, '0')}`;
  const xml = `<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，科技志愿服务]]></Content><MsgId>${id}</MsgId></xml>`;
  const body = Buffer.from(xml);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const plain = Buffer.concat([randomBytes(16), size, body, Buffer.from(OFFICIAL_ACCOUNT.appId)]);
  const padding = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  const encrypted = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  const [timestamp, nonce] = [String(seconds), String(id)];
  const sign = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');
  const signature = sign(OFFICIAL_ACCOUNT.pushToken, timestamp, nonce);
  const msgSignature = sign(OFFICIAL_ACCOUNT.pushToken, timestamp, nonce, encrypted);
  const query = new URLSearchParams({
    signature,
    timestamp,
    nonce,
    openid,
    encrypt_type: 'aes',
    msg_signature: msgSignature,
  });
  return {
    method: 'POST',
    path: `/wechat/callback?${query}`,
    headers: { 'content-type': 'text/xml' },
    body: `<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}
