import { event, messageId, subscriptionList } from '../push/push-messages';
import type { Person } from '../state/people';
import { type Call, type Endpoint, OK, objectOf, personAt, textOf } from './endpoint';
import { WireError } from './errcodes';
import { readFields } from './template-fields';
import { destinationOf, templateOf } from './template-message.api';

interface Ready {
  person: Person;
  title: string;
  templateId: string;
  fields: { label: string; value: string }[];
  page: string;
}

/** What both kinds have in common: a known template and person, a page that exists, right fields, and a credit left. */
function prepare(call: Call): Ready {
  const template = templateOf(call);
  const person = personAt(call, textOf(call.body, 'touser'));
  const page = textOf(call.body, 'page');
  if (call.account.kind === 'miniProgram' && page !== '' && !call.world.hasPage(page))
    throw new WireError(41030);
  const fields = readFields(template, objectOf(call.body, 'data'));
  const credits = person.subscriptionCredits.get(template.id) ?? 0;
  if (credits < 1) throw new WireError(43101);
  person.subscriptionCredits.set(template.id, credits - 1);
  return { person, title: template.title, templateId: template.id, fields, page };
}

function announceSent({ world, account }: Call, person: Person, templateId: string): bigint {
  const MsgID = messageId();
  const entries = [{ TemplateId: templateId, MsgID, ErrorCode: 0, ErrorStatus: 'success' }];
  const list = subscriptionList(account, 'SubscribeMsgSentEvent', entries);
  const sent = event(account, person, world.clock.seconds(), 'subscribe_msg_sent_event', list);
  void world.pushes.push(account, person, sent);
  return MsgID;
}

/** One-time subscription message of the mini-program: a card under 服务通知. */
function sendByMiniProgram(call: Call): Record<string, unknown> {
  const { person, title, templateId, fields, page } = prepare(call);
  person.serviceNotices.add({
    at: call.world.clock.iso(),
    templateId,
    title,
    fields,
    ...(page ? { page } : {}),
  });
  return { ...OK, msgid: announceSent(call, person, templateId) };
}

/** 订阅通知 of the official account: a card in its conversation. */
function sendByOfficialAccount(call: Call): Record<string, unknown> {
  const { person, title, templateId, fields, page } = prepare(call);
  person.chat.add({
    at: call.world.clock.iso(),
    from: 'account',
    channel: 'subscription',
    kind: 'template',
    title,
    fields,
    ...(page ? { url: page } : {}),
    ...destinationOf(call.body),
  });
  announceSent(call, person, templateId);
  return OK;
}

export const SUBSCRIPTION_MESSAGE_ENDPOINTS: Endpoint[] = [
  {
    method: 'POST',
    path: '/cgi-bin/message/subscribe/send',
    access: 'miniProgram',
    handle: sendByMiniProgram,
  },
  {
    method: 'POST',
    path: '/cgi-bin/message/subscribe/bizsend',
    access: 'officialAccount',
    handle: sendByOfficialAccount,
  },
];
