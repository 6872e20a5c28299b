import { fitBytes } from '../message-fields';
import type { PushFormat } from './push-format';
import { cdata } from './xml';

export interface Article {
  title: string;
  description: string;
  pictureUrl: string;
  url: string;
}

/** What answers a push in the same breath. `none` answers nothing and keeps later handlers from answering. */
export type Reply =
  | { type: 'text'; content: string }
  | { type: 'image'; mediaId: string }
  | { type: 'news'; article: Article }
  | { type: 'transfer_customer_service'; account?: string }
  | { type: 'none' };

const TEXT_BYTES = 2_048;

type Node = string | number | { [name: string]: Node };

/** @param to openid of the person; @param from original id of the account; @returns the unencrypted body, '' for `none` */
export function renderReply(
  reply: Reply | undefined,
  envelope: { to: string; from: string; at: Date },
  format: PushFormat,
): string {
  if (!reply || reply.type === 'none') return '';
  const node = {
    ToUserName: envelope.to,
    FromUserName: envelope.from,
    CreateTime: Math.floor(envelope.at.getTime() / 1_000),
    MsgType: reply.type,
    ...bodyOf(reply),
  };
  return render(node, format);
}

/** The envelope of an encrypted reply. */
export function renderEncrypted(
  sealed: { encrypt: string; signature: string; timestamp: number; nonce: string },
  format: PushFormat,
): string {
  return render(
    {
      Encrypt: sealed.encrypt,
      MsgSignature: sealed.signature,
      TimeStamp: sealed.timestamp,
      Nonce: sealed.nonce,
    },
    format,
  );
}

function bodyOf(reply: Exclude<Reply, { type: 'none' }>): { [name: string]: Node } {
  switch (reply.type) {
    case 'text':
      return { Content: fitBytes(reply.content, TEXT_BYTES) };
    case 'image':
      return { Image: { MediaId: reply.mediaId } };
    case 'news': {
      const { title, description, pictureUrl, url } = reply.article;
      const item = { Title: title, Description: description, PicUrl: pictureUrl, Url: url };
      return { ArticleCount: 1, Articles: { item } };
    }
    case 'transfer_customer_service':
      return reply.account ? { TransInfo: { KfAccount: reply.account } } : {};
  }
}

const render = (node: { [name: string]: Node }, format: PushFormat): string =>
  format === 'json' ? JSON.stringify(node) : `<xml>${toXml(node)}</xml>`;

function toXml(node: Node): string {
  if (typeof node === 'number') return String(node);
  if (typeof node === 'string') return cdata(node);
  return Object.entries(node)
    .map(([name, value]) => `<${name}>${toXml(value)}</${name}>`)
    .join('');
}
