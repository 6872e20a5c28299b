import type { Push, PushKind } from '../../../server/wechat';
import { MP } from '../support/gateway';
import { PushSender, pushXml, textXml } from '../support/push-sender';

let sender: PushSender;
let received: Push[];

const KINDS: PushKind[] = [
  'text',
  'image',
  'voice',
  'video',
  'shortvideo',
  'location',
  'link',
  'event:subscribe',
  'event:unsubscribe',
  'event:SCAN',
  'event:CLICK',
  'event:VIEW',
  'event:view_miniprogram',
  'event:TEMPLATESENDJOBFINISH',
  'event:MASSSENDJOBFINISH',
  'event:subscribe_msg_popup_event',
  'event:subscribe_msg_change_event',
  'event:subscribe_msg_sent_event',
  'event:wxa_media_check',
  'event:user_authorization_revoke',
];

beforeEach(async () => {
  received = [];
  sender = await new PushSender(MP).start();
  for (const kind of KINDS) {
    sender.receiver.on(kind, async (push) => {
      received.push(push);
    });
  }
});
afterEach(() => sender.stop());

const event = (name: string, fields: Record<string, string | number> = {}) =>
  pushXml({ MsgType: 'event', Event: name, ...fields });
const list = (wrapper: string, entries: string) =>
  event('X')
    .replace('[X]', `[${WRAPPED[wrapper]}]`)
    .replace('</xml>', `<${wrapper}>${entries}</${wrapper}></xml>`);
const WRAPPED: Record<string, string> = {
  SubscribeMsgPopupEvent: 'subscribe_msg_popup_event',
  SubscribeMsgChangeEvent: 'subscribe_msg_change_event',
  SubscribeMsgSentEvent: 'subscribe_msg_sent_event',
};

const XML: [string, string, object][] = [
  [
    'text',
    textXml(' 1 < 2 &amp; ]] ', '24762'),
    { kind: 'text', content: ' 1 < 2 &amp; ]] ', msgId: '24762' },
  ],
  [
    'a 64-bit message id',
    pushXml({ MsgType: 'text', Content: 'x', MsgId: '1' }).replace('<![CDATA[1]]>', '6054768590064713728'),
    { msgId: '6054768590064713728' },
  ],
  [
    'image',
    pushXml({ MsgType: 'image', PicUrl: 'http://p', MediaId: 'm', MsgId: 7 }),
    { kind: 'image', pictureUrl: 'http://p', mediaId: 'm', msgId: '7' },
  ],
  [
    'location',
    pushXml({
      MsgType: 'location',
      Location_X: '23.137466',
      Location_Y: '113.352425',
      Label: '广州',
      MsgId: 1,
    }),
    { kind: 'location', latitude: 23.137466, longitude: 113.352425, label: '广州' },
  ],
  [
    'a follow',
    event('subscribe', { EventKey: '' }),
    { kind: 'event:subscribe', scene: undefined, ticket: undefined },
  ],
  [
    'a follow by scene code',
    event('subscribe', { EventKey: 'qrscene_activity_qrscene_9', Ticket: 'T' }),
    { kind: 'event:subscribe', scene: 'activity_qrscene_9', ticket: 'T' },
  ],
  ['an unfollow', event('unsubscribe'), { kind: 'event:unsubscribe' }],
  [
    'a scan',
    event('SCAN', { EventKey: 'activity_9', Ticket: 'T' }),
    { kind: 'event:SCAN', scene: 'activity_9', ticket: 'T' },
  ],
  ['a menu click', event('CLICK', { EventKey: 'MINE' }), { kind: 'event:CLICK', key: 'MINE' }],
  [
    'a menu link',
    event('VIEW', { EventKey: 'https://a.cn/x', MenuId: '12' }),
    { kind: 'event:VIEW', url: 'https://a.cn/x', menuId: '12' },
  ],
  [
    'a menu mini-program',
    event('view_miniprogram', { EventKey: 'pages/index/index', MenuId: '12' }),
    { kind: 'event:view_miniprogram', path: 'pages/index/index' },
  ],
  [
    'a delivered template',
    event('TEMPLATESENDJOBFINISH', { MsgID: 200163836, Status: 'success' }),
    { msgId: '200163836', status: 'delivered' },
  ],
  [
    'a blocked template',
    event('TEMPLATESENDJOBFINISH', { MsgID: 1, Status: 'failed:user block' }),
    { status: 'blocked', reason: 'failed:user block' },
  ],
  [
    'a failed template',
    event('TEMPLATESENDJOBFINISH', { MsgID: 1, Status: 'failed: system failed' }),
    { status: 'failed' },
  ],
  [
    'a mass send',
    event('MASSSENDJOBFINISH', { MsgID: 9, Status: 'send success', SentCount: 75, ErrorCount: 5 }),
    { msgId: '9', reason: 'send success', sent: 75, failed: 5 },
  ],
  [
    'an accepted prompt',
    list(
      'SubscribeMsgPopupEvent',
      '<List><TemplateId><![CDATA[t1]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString></List><List><TemplateId><![CDATA[t2]]></TemplateId><SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString></List>',
    ),
    {
      kind: 'event:subscribe_msg_popup_event',
      changes: [
        { templateId: 't1', accepted: true },
        { templateId: 't2', accepted: false },
      ],
    },
  ],
  [
    'a withdrawn subscription',
    list(
      'SubscribeMsgChangeEvent',
      '<List><TemplateId>t1</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>',
    ),
    { kind: 'event:subscribe_msg_change_event', changes: [{ templateId: 't1', accepted: false }] },
  ],
  [
    'a sent subscription message',
    list(
      'SubscribeMsgSentEvent',
      '<List><TemplateId>t1</TemplateId><MsgID>1864323726461255680</MsgID><ErrorCode>0</ErrorCode><ErrorStatus>success</ErrorStatus></List>',
    ),
    { results: [{ templateId: 't1', msgId: '1864323726461255680', errcode: 0, reason: 'success' }] },
  ],
  [
    'a checked picture',
    event('wxa_media_check', { trace_id: 'tr1' }).replace(
      '</xml>',
      '<result><suggest>risky</suggest><label>20001</label></result></xml>',
    ),
    { traceId: 'tr1', verdict: 'risky' },
  ],
  [
    'a picture that could not be checked',
    event('wxa_media_check', { trace_id: 'tr1', errcode: -1008 }),
    { verdict: 'review' },
  ],
  [
    'a withdrawn authorization',
    event('user_authorization_revoke', { OpenID: 'oOther', RevokeInfo: '301' }),
    { openid: 'oOther', revoked: '301' },
  ],
];

it.each(XML)('reads %s', async (_what, xml, expected) => {
  expect(await sender.post(xml)).toMatchObject({ status: 200, body: 'success' });
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    openid: 'oPerson',
    accountId: 'gh_1',
    createTime: new Date(1_700_000_000_000),
    ...expected,
  });
});

const base = { ToUserName: 'gh_1', FromUserName: 'oPerson', CreateTime: 1_700_000_000 };
const one = { TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '0' };
const JSONS: [string, object, object][] = [
  [
    'text',
    { ...base, MsgType: 'text', Content: '你好', MsgId: 24762 },
    { kind: 'text', content: '你好', msgId: '24762' },
  ],
  [
    'one entry as an object',
    { ...base, MsgType: 'event', Event: 'subscribe_msg_popup_event', List: one },
    { changes: [{ templateId: 't1', accepted: true }] },
  ],
  [
    'entries as an array',
    {
      ...base,
      MsgType: 'event',
      Event: 'subscribe_msg_popup_event',
      List: [one, { ...one, TemplateId: 't2', SubscribeStatusString: 'reject' }],
    },
    {
      changes: [
        { templateId: 't1', accepted: true },
        { templateId: 't2', accepted: false },
      ],
    },
  ],
  [
    'a checked picture',
    {
      ...base,
      MsgType: 'event',
      Event: 'wxa_media_check',
      trace_id: 'tr',
      result: { suggest: 'pass', label: 100 },
    },
    { verdict: 'pass' },
  ],
];

it.each(JSONS)('reads %s from JSON', async (_what, json, expected) => {
  expect(await sender.post(json)).toMatchObject({ status: 200, body: 'success' });
  expect(received).toEqual([expect.objectContaining({ openid: 'oPerson', ...expected })]);
});

it.each([
  ['an unknown event', event('debug_demo')],
  ['an unknown type', pushXml({ MsgType: 'hologram' })],
  ['a type named like a method of every object', pushXml({ MsgType: 'constructor' })],
  ['a type named like the prototype', pushXml({ MsgType: '__proto__' })],
])('acknowledges %s', async (_what, xml) => {
  expect(await sender.post(xml)).toMatchObject({ status: 200, body: 'success' });
  expect(received).toHaveLength(0);
});
