import type { DeskTemplate } from '../../accounts';
import { event, messageId } from '../push/push-messages';
import { MINUTE } from '../state/clock';
import { type Call, type Endpoint, OK, objectOf, personAt, textOf } from './endpoint';
import { WireError } from './errcodes';
import { readFields } from './template-fields';

/** How long the same `client_msg_id` to the same person is recognized. */
const REPEAT_WINDOW_MS = 10 * MINUTE;

/** @returns the template of this account; 40037 when it has none of that id */
export function templateOf(call: Call): DeskTemplate {
  const template = call.world.templates.get(textOf(call.body, 'template_id'));
  if (template?.account !== call.account.kind) throw new WireError(40037);
  return template;
}

/** @returns where a tap on the message leads, as the chat keeps it */
export function destinationOf(body: Record<string, unknown>): {
  url?: string;
  miniProgram?: { appId: string; path: string };
} {
  const link = objectOf(body, 'miniprogram');
  const url = textOf(body, 'url');
  return {
    ...(url ? { url } : {}),
    ...(link.appid ? { miniProgram: { appId: String(link.appid), path: String(link.pagepath ?? '') } } : {}),
  };
}

function sendTemplate(call: Call): Record<string, unknown> {
  const { world, account, body } = call;
  const template = templateOf(call);
  const person = personAt(call, textOf(body, 'touser'));
  if (!person.follows) throw new WireError(43004);
  const fields = readFields(template, objectOf(body, 'data'));
  const clientId = textOf(body, 'client_msg_id');
  const key = `template ${person.oaOpenid} ${clientId}`;
  const earlier = clientId ? world.sentMessages.get(key) : undefined;
  if (earlier && world.clock.now() - earlier.at < REPEAT_WINDOW_MS) return { ...OK, msgid: earlier.msgId };

  const msgId = messageId();
  if (clientId) world.sentMessages.set(key, { msgId, at: world.clock.now() });
  if (!person.blocksTemplates) {
    person.chat.add({
      at: world.clock.iso(),
      from: 'account',
      channel: 'template',
      kind: 'template',
      title: template.title,
      fields,
      ...destinationOf(body),
    });
  }
  const Status = person.blocksTemplates ? 'failed:user block' : 'success';
  const finished = event(account, person, world.clock.seconds(), 'TEMPLATESENDJOBFINISH', {
    MsgID: msgId,
    Status,
  });
  void world.pushes.push(account, person, finished);
  return { ...OK, msgid: msgId };
}

export const TEMPLATE_MESSAGE_ENDPOINTS: Endpoint[] = [
  {
    method: 'POST',
    path: '/cgi-bin/message/template/send',
    access: 'officialAccount',
    handle: sendTemplate,
  },
];
