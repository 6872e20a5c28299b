import { isFields, listOf, optionalText, type PushFields, textOf } from './fields';
import type { DeliveryStatus, Push, PushByKind, PushKind } from './pushes';

export interface ReceivedPush {
  /** Undefined for kinds that we do not know; they are acknowledged and left alone. */
  push: Push | undefined;
  openid: string;
  accountId: string;
  /** Equal for every delivery of one push and different between pushes; not meant to be read. */
  identity: string;
}

/**
 * Reads the common fields, then those of the kind.
 *
 * @returns undefined when it is no push at all (sender, time or type missing)
 */
export function parsePush(fields: PushFields): ReceivedPush | undefined {
  const type = textOf(fields, 'MsgType');
  const sender = textOf(fields, 'FromUserName');
  const accountId = textOf(fields, 'ToUserName');
  const createTime = textOf(fields, 'CreateTime');
  const event = textOf(fields, 'Event');
  if (!type || !sender || !/^\d{1,12}$/.test(createTime) || (type === 'event' && !event)) return undefined;

  const openid = textOf(fields, 'OpenID') || sender;
  const kind = type === 'event' ? `event:${event}` : type;
  const base = { openid, accountId, createTime: new Date(Number(createTime) * 1_000) };
  const push = Object.hasOwn(DETAILS, kind)
    ? ({ kind, ...base, ...DETAILS[kind as PushKind](fields) } as Push)
    : undefined;
  return { push, openid, accountId, identity: identityOf(fields, sender, createTime, kind) };
}

/**
 * WeChat's rule: messages by sender, MsgId and time, events by sender, time, Event and EventKey. To that the ids
 * of reports are added, because two messages to one person can be reported in the same second.
 */
function identityOf(fields: PushFields, sender: string, createTime: string, kind: string): string {
  const traceId = textOf(fields, 'trace_id');
  if (traceId) return `${kind}\n${traceId}`;
  const parts = [kind, sender, createTime];
  for (const name of ['MsgId', 'MsgID', 'EventKey']) parts.push(textOf(fields, name));
  for (const wrapper of Object.values(LISTS)) {
    for (const entry of listOf(fields, wrapper)) {
      parts.push(textOf(entry, 'TemplateId'), textOf(entry, 'MsgID'), textOf(entry, 'SubscribeStatusString'));
    }
  }
  return parts.join('\n');
}

const LISTS = {
  popup: 'SubscribeMsgPopupEvent',
  change: 'SubscribeMsgChangeEvent',
  sent: 'SubscribeMsgSentEvent',
};

type Details = {
  [K in PushKind]: (fields: PushFields) => Omit<PushByKind[K], 'openid' | 'accountId' | 'createTime'>;
};

const media = (f: PushFields) => ({ msgId: textOf(f, 'MsgId'), mediaId: textOf(f, 'MediaId') });

const changes = (wrapper: string) => (f: PushFields) => ({
  changes: listOf(f, wrapper).map((entry) => ({
    templateId: textOf(entry, 'TemplateId'),
    accepted: textOf(entry, 'SubscribeStatusString') === 'accept',
  })),
});

const DETAILS: Details = {
  text: (f) => ({ msgId: textOf(f, 'MsgId'), content: textOf(f, 'Content') }),
  image: (f) => ({ ...media(f), pictureUrl: textOf(f, 'PicUrl') }),
  voice: media,
  video: media,
  shortvideo: media,
  location: (f) => ({
    msgId: textOf(f, 'MsgId'),
    latitude: Number(textOf(f, 'Location_X')),
    longitude: Number(textOf(f, 'Location_Y')),
    label: textOf(f, 'Label'),
  }),
  link: (f) => ({ msgId: textOf(f, 'MsgId'), title: textOf(f, 'Title'), url: textOf(f, 'Url') }),
  'event:subscribe': (f) => ({
    scene: textOf(f, 'EventKey').replace(/^qrscene_/, '') || undefined,
    ticket: optionalText(f, 'Ticket'),
  }),
  'event:unsubscribe': () => ({}),
  'event:SCAN': (f) => ({ scene: textOf(f, 'EventKey'), ticket: optionalText(f, 'Ticket') }),
  'event:CLICK': (f) => ({ key: textOf(f, 'EventKey') }),
  'event:VIEW': (f) => ({ url: textOf(f, 'EventKey'), menuId: optionalText(f, 'MenuId') }),
  'event:view_miniprogram': (f) => ({ path: textOf(f, 'EventKey'), menuId: optionalText(f, 'MenuId') }),
  'event:TEMPLATESENDJOBFINISH': (f) => ({
    msgId: textOf(f, 'MsgID'),
    status: deliveryOf(textOf(f, 'Status')),
    reason: textOf(f, 'Status'),
  }),
  'event:MASSSENDJOBFINISH': (f) => ({
    msgId: textOf(f, 'MsgID'),
    reason: textOf(f, 'Status'),
    sent: Number(textOf(f, 'SentCount')),
    failed: Number(textOf(f, 'ErrorCount')),
  }),
  'event:subscribe_msg_popup_event': changes(LISTS.popup),
  'event:subscribe_msg_change_event': changes(LISTS.change),
  'event:subscribe_msg_sent_event': (f) => ({
    results: listOf(f, LISTS.sent).map((entry) => ({
      templateId: textOf(entry, 'TemplateId'),
      msgId: textOf(entry, 'MsgID'),
      errcode: Number(textOf(entry, 'ErrorCode')),
      reason: textOf(entry, 'ErrorStatus'),
    })),
  }),
  'event:wxa_media_check': (f) => ({ traceId: textOf(f, 'trace_id'), verdict: verdictOf(f) }),
  'event:user_authorization_revoke': (f) => ({ revoked: textOf(f, 'RevokeInfo') }),
};

/** `success`, `failed:user block` or `failed: system failed`, with spaces as WeChat pleases. */
function deliveryOf(status: string): DeliveryStatus {
  if (status === 'success') return 'delivered';
  return /user\s*block/i.test(status) ? 'blocked' : 'failed';
}

/** A check that failed or says something unknown is for a person to decide. */
function verdictOf(fields: PushFields): 'pass' | 'review' | 'risky' {
  const result = fields.result;
  const suggest = isFields(result) ? textOf(result, 'suggest') : '';
  return suggest === 'pass' || suggest === 'risky' ? suggest : 'review';
}
