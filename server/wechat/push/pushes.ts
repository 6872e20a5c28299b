/** What every push says. `openid` is the person's at the account that received the push. */
interface PushBase {
  openid: string;
  /** Original id (`gh_…`) of the account that received it. */
  accountId: string;
  createTime: Date;
}

interface MessagePush extends PushBase {
  msgId: string;
}

export type DeliveryStatus = 'delivered' | 'blocked' | 'failed';

export interface SubscriptionChange {
  templateId: string;
  accepted: boolean;
}

/** The pushes that we understand, by kind. Ids are strings, empty when WeChat leaves them out. */
export interface PushByKind {
  text: MessagePush & { content: string };
  image: MessagePush & { pictureUrl: string; mediaId: string };
  voice: MessagePush & { mediaId: string };
  video: MessagePush & { mediaId: string };
  shortvideo: MessagePush & { mediaId: string };
  location: MessagePush & { latitude: number; longitude: number; label: string };
  link: MessagePush & { title: string; url: string };
  /** `scene` when the person followed by scanning a scene code; without the prefix `qrscene_`. */
  'event:subscribe': PushBase & { scene?: string; ticket?: string };
  'event:unsubscribe': PushBase;
  'event:SCAN': PushBase & { scene: string; ticket?: string };
  'event:CLICK': PushBase & { key: string };
  'event:VIEW': PushBase & { url: string; menuId?: string };
  'event:view_miniprogram': PushBase & { path: string; menuId?: string };
  'event:TEMPLATESENDJOBFINISH': PushBase & { msgId: string; status: DeliveryStatus; reason: string };
  'event:MASSSENDJOBFINISH': PushBase & { msgId: string; reason: string; sent: number; failed: number };
  'event:subscribe_msg_popup_event': PushBase & { changes: SubscriptionChange[] };
  'event:subscribe_msg_change_event': PushBase & { changes: SubscriptionChange[] };
  'event:subscribe_msg_sent_event': PushBase & {
    results: { templateId: string; msgId: string; errcode: number; reason: string }[];
  };
  'event:wxa_media_check': PushBase & { traceId: string; verdict: 'pass' | 'review' | 'risky' };
  /** The person took back what they had authorized, or deregistered from WeChat: their data must go. */
  'event:user_authorization_revoke': PushBase & { revoked: string };
}

export type PushKind = keyof PushByKind;

/** A push with its kind; `Push` alone is the union, narrowed by `push.kind`. */
export type Push<K extends PushKind = PushKind> = { [Kind in K]: PushByKind[Kind] & { kind: Kind } }[K];
