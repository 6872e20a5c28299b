import { event, messageId } from '../push/push-messages';
import type { Person } from '../state/people';
import { type Call, type Endpoint, objectOf, textOf } from './endpoint';
import { WireError } from './errcodes';

const PER_MONTH = 4;
const MOST_RECEIVERS = 10_000;

function listedReceivers({ world, body }: Call): Person[] {
  const openids = body.touser;
  if (!Array.isArray(openids) || openids.length < 2 || openids.length > MOST_RECEIVERS)
    throw new WireError(40130);
  return openids.map((openid) => {
    const person = world.people.findByOpenid(String(openid));
    if (!person || person.oaOpenid !== openid) throw new WireError(40003);
    return person;
  });
}

function allFollowers({ world, body }: Call): Person[] {
  if (objectOf(body, 'filter').is_to_all !== true) throw new WireError(40035, 'hint: the desk has no tags');
  return world.people.all().filter(({ follows }) => follows);
}

/** Sends to everybody who follows and got fewer than four mass messages this month; the outcome comes as an event. */
function sendMass(call: Call, receivers: Person[]): Record<string, unknown> {
  const { world, account, body } = call;
  const text = textOf(objectOf(body, 'text'), 'content');
  if (textOf(body, 'msgtype') !== 'text') throw new WireError(40008);
  if (!text) throw new WireError(44002);
  const clientId = textOf(body, 'clientmsgid');
  if (Buffer.byteLength(clientId) > 64) throw new WireError(45067);
  const earlier = clientId ? world.sentMessages.get(`mass ${clientId}`) : undefined;
  if (earlier) throw new WireError(45065, undefined, { msg_id: earlier.msgId });

  const month = world.clock.shanghaiDay().slice(0, 7);
  const reached = receivers.filter((person) => person.follows && receivedIn(person, month) < PER_MONTH);
  if (reached.length === 0) throw new WireError(45028);
  for (const person of reached) {
    person.massMessages.set(month, receivedIn(person, month) + 1);
    person.chat.add({ at: world.clock.iso(), from: 'account', channel: 'mass', kind: 'text', text });
  }
  const msgId = messageId();
  if (clientId) world.sentMessages.set(`mass ${clientId}`, { msgId, at: world.clock.now() });
  const finished = event(account, reached[0] as Person, world.clock.seconds(), 'MASSSENDJOBFINISH', {
    FromUserName: 'mphelper',
    MsgID: msgId,
    Status: 'send success',
    TotalCount: receivers.length,
    FilterCount: reached.length,
    SentCount: reached.length,
    ErrorCount: 0,
  });
  void world.pushes.push(account, reached[0] as Person, finished);
  return { errcode: 0, errmsg: 'send job submission success', msg_id: msgId, msg_data_id: messageId() };
}

function receivedIn(person: Person, month: string): number {
  return person.massMessages.get(month) ?? 0;
}

export const MASS_MESSAGE_ENDPOINTS: Endpoint[] = [
  {
    method: 'POST',
    path: '/cgi-bin/message/mass/send',
    access: 'officialAccount',
    handle: (call) => sendMass(call, listedReceivers(call)),
  },
  {
    method: 'POST',
    path: '/cgi-bin/message/mass/sendall',
    access: 'officialAccount',
    handle: (call) => sendMass(call, allFollowers(call)),
  },
];
