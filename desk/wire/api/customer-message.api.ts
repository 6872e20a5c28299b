import type { ChatMessage } from '../state/people';
import { type Call, type Endpoint, OK, objectOf, personAt, textOf } from './endpoint';
import { WireError } from './errcodes';

const LONGEST_TEXT_BYTES = 2_048;

type Content = Pick<ChatMessage, 'kind' | 'text' | 'title' | 'articles' | 'miniProgram'>;

/** @returns the message as the chat shows it; there is no media library on the desk, so media ids are unknown: 40007 */
function readContent(body: Record<string, unknown>): Content {
  const type = textOf(body, 'msgtype');
  const content = objectOf(body, type);
  switch (type) {
    case 'text': {
      const text = textOf(content, 'content');
      const size = Buffer.byteLength(text);
      if (size < 1) throw new WireError(44002, 'hint: text is empty');
      if (size > LONGEST_TEXT_BYTES) throw new WireError(45002);
      return { kind: 'text', text };
    }
    case 'news': {
      const articles = Array.isArray(content.articles) ? content.articles : [];
      if (articles.length !== 1) throw new WireError(45002, 'hint: exactly one article');
      const { title = '', description = '', url = '', picurl = '' } = articles[0] ?? {};
      return { kind: 'news', articles: [{ title, description, url, picUrl: picurl }] };
    }
    case 'miniprogrampage': {
      const link = { appId: textOf(content, 'appid'), path: textOf(content, 'pagepath') };
      if (!textOf(content, 'thumb_media_id')) throw new WireError(40007);
      return { kind: 'mini-program', title: textOf(content, 'title'), miniProgram: link };
    }
    case 'image':
    case 'voice':
    case 'video':
      throw new WireError(40007);
    default:
      throw new WireError(40008);
  }
}

/** The account may answer only what the person did lately: each act opens a window with a number of messages. */
function sendToCustomer(call: Call): Record<string, unknown> {
  const { world, body } = call;
  const person = personAt(call, textOf(body, 'touser'));
  const content = readContent(body);
  const now = world.clock.now();
  const open = person.customerWindows.filter(({ until }) => until > now);
  if (!person.follows || open.length === 0) throw new WireError(45015);
  const window = open.find(({ left }) => left > 0);
  if (!window) throw new WireError(45047);
  window.left -= 1;
  person.chat.add({ at: world.clock.iso(), from: 'account', channel: 'customer', ...content });
  return OK;
}

export const CUSTOMER_MESSAGE_ENDPOINTS: Endpoint[] = [
  {
    method: 'POST',
    path: '/cgi-bin/message/custom/send',
    access: 'officialAccount',
    handle: sendToCustomer,
  },
];
