import type { DeskAccount } from '../../accounts';
import type { ChatMessage } from '../state/people';
import { decrypt, sign } from './push-crypto';
import { fromXml } from './push-xml';

export type PassiveReply =
  | { kind: 'none' }
  | { kind: 'message'; message: Omit<ChatMessage, 'at'> }
  | { kind: 'bad'; why: string };

/**
 * Reads what the product answered to a push, as strictly as WeChat does: in safe mode the answer must be encrypted
 * and signed, and it must go from this account to the person who wrote.
 */
export function readReply(account: DeskAccount, openid: string, body: string): PassiveReply {
  const text = body.trim();
  if (text === '' || text === 'success') return { kind: 'none' };
  try {
    const reply = account.aesKey ? open(account, readDocument(text)) : readDocument(text);
    if (String(reply.MsgType ?? '') === '') return { kind: 'none' };
    if (reply.ToUserName !== openid) return bad('ToUserName is not the person who wrote');
    if (reply.FromUserName !== account.originalId) return bad('FromUserName is not this account');
    if (!/^\d+$/.test(String(reply.CreateTime ?? ''))) return bad('CreateTime is missing');
    return readMessage(reply);
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
}

function readDocument(text: string): Record<string, unknown> {
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : fromXml(text);
}

function open(account: DeskAccount, outer: Record<string, unknown>): Record<string, unknown> {
  const [ciphertext, signature, timestamp, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map(
    (name) => String(outer[name] ?? ''),
  ) as [string, string, string, string];
  if (!ciphertext) throw new Error('a reply in safe mode must be encrypted');
  if (signature !== sign(account.pushToken, timestamp, nonce, ciphertext)) {
    throw new Error('MsgSignature does not match');
  }
  for (const key of [account.aesKey, account.previousAesKey]) {
    const opened = key ? tryDecrypt(key, ciphertext) : undefined;
    if (opened?.appId === account.appId) return readDocument(opened.message);
  }
  throw new Error('the reply cannot be decrypted, or names another appid');
}

function tryDecrypt(key: string, ciphertext: string): ReturnType<typeof decrypt> | undefined {
  try {
    return decrypt(key, ciphertext);
  } catch {
    return undefined;
  }
}

function readMessage(reply: Record<string, unknown>): PassiveReply {
  const from = { from: 'account', channel: 'reply' } as const;
  switch (reply.MsgType) {
    case 'text': {
      const text = String(reply.Content ?? '');
      return text === ''
        ? bad('Content is empty')
        : { kind: 'message', message: { ...from, kind: 'text', text } };
    }
    case 'news': {
      const articles = readArticles(reply);
      if (articles.length === 0) return bad('a news reply needs an article');
      // Since 2018 a passive reply to a message shows one article; more are cut off.
      return { kind: 'message', message: { ...from, kind: 'news', articles: articles.slice(0, 1) } };
    }
    case 'image':
    case 'voice':
    case 'video':
    case 'music':
      return { kind: 'message', message: { ...from, kind: 'other', text: `[${String(reply.MsgType)}]` } };
    case 'transfer_customer_service':
      return { kind: 'message', message: { ...from, kind: 'other', text: '[转接人工客服]' } };
    default:
      return bad('unknown MsgType');
  }
}

function readArticles(reply: Record<string, unknown>): NonNullable<ChatMessage['articles']> {
  const item = (reply.Articles as { item?: unknown } | undefined)?.item;
  const items = (Array.isArray(item) ? item : [item]).filter(
    (one) => one !== null && typeof one === 'object',
  );
  return items.map((one: Record<string, unknown>) => ({
    title: String(one.Title ?? ''),
    description: String(one.Description ?? ''),
    picUrl: String(one.PicUrl ?? ''),
    url: String(one.Url ?? ''),
  }));
}

function bad(why: string): PassiveReply {
  return { kind: 'bad', why };
}
