import { randomBytes } from 'node:crypto';
import type { Account } from '../state/account';
import type { Person } from '../state/people';
import type { PushFields } from './push-xml';

/** @returns what every push begins with; `CreateTime` in seconds */
function head(account: Account, person: Person, seconds: number): PushFields {
  return {
    ToUserName: account.credentials.originalId,
    FromUserName: account.openidOf(person),
    CreateTime: seconds,
  };
}

/** A text that the person wrote to the account. Its `MsgId` is a bare 64-bit number. */
export function textMessage(account: Account, person: Person, seconds: number, text: string): PushFields {
  return { ...head(account, person, seconds), MsgType: 'text', Content: text, MsgId: messageId() };
}

/** An event; `details` are the fields that follow `Event`. */
export function event(
  account: Account,
  person: Person,
  seconds: number,
  name: string,
  details: PushFields = {},
): PushFields {
  return { ...head(account, person, seconds), MsgType: 'event', Event: name, ...details };
}

/**
 * The list of a `subscribe_msg_*` event. XML wraps it in an element of its own; JSON has it bare, and one entry may
 * come as an object instead of an array: the documentation shows both.
 */
export function subscriptionList(account: Account, wrapper: string, entries: PushFields[]): PushFields {
  if (account.pushFormat === 'xml') return { [wrapper]: { List: entries } };
  const [only] = entries;
  return { List: entries.length === 1 && only ? only : entries };
}

/** @returns a 19-digit number, as big as WeChat's own ids: more than a JavaScript number can hold */
export function messageId(): bigint {
  return 2n * 10n ** 18n + (randomBytes(8).readBigUInt64BE() % 10n ** 18n);
}
