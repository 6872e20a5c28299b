import { MINI_PROGRAM, OFFICIAL_ACCOUNT, openidOf } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';
import { decrypt, encrypt, sign } from '../../desk/wire/push/push-crypto';
import { fromXml, toXml } from '../../desk/wire/push/push-xml';
import { type ReceivedPush, type Receiver, startReceiver } from './push-receiver';

const PROMPT = 'simulated-template-signup-result';
const UNAVAILABLE = '该公众号暂时无法提供服务，请稍后再试';

let desk: Desk;
let receiver: Receiver;
beforeAll(async () => {
  desk = await startDesk({ pushTiming: { timeoutMs: 1_000, retries: 2 } });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  receiver = await startReceiver();
  desk.setPushTargets({ officialAccount: receiver.url, miniProgram: receiver.url });
  await desk.control.reset();
  desk.control.putPerson({ id: 'li', follows: true });
});
afterEach(() => receiver.stop());

const openid = openidOf(OFFICIAL_ACCOUNT.appId, 'li');
const key = OFFICIAL_ACCOUNT.aesKey as string;

/** Opens a push as the product must: signature first, then decryption. */
function opened({ query, body }: ReceivedPush): Record<string, unknown> {
  const { Encrypt } = fromXml(body) as { Encrypt: string };
  const { timestamp = '', nonce = '' } = query;
  expect(query.signature).toBe(sign(OFFICIAL_ACCOUNT.pushToken, timestamp, nonce));
  expect(query.msg_signature).toBe(sign(OFFICIAL_ACCOUNT.pushToken, timestamp, nonce, Encrypt));
  const { message, appId } = decrypt(key, Encrypt);
  expect(appId).toBe(OFFICIAL_ACCOUNT.appId);
  return fromXml(message);
}

/** An encrypted reply; `spoil` changes the finished fields. */
function reply(fields: Record<string, string | number> = {}, spoil: Record<string, string> = {}): string {
  const message = {
    ToUserName: openid,
    FromUserName: OFFICIAL_ACCOUNT.originalId,
    CreateTime: 1_700_000_000,
  };
  const text = toXml({ ...message, MsgType: 'text', Content: '您好', ...fields });
  const Encrypt = encrypt(key, spoil.appId ?? OFFICIAL_ACCOUNT.appId, text);
  const MsgSignature = spoil.signature ?? sign(OFFICIAL_ACCOUNT.pushToken, '1', 'n', Encrypt);
  return toXml({ Encrypt, MsgSignature, TimeStamp: 1, Nonce: 'n' });
}

const lastLine = () => desk.control.person('li').chat.at(-1);

describe('pushes of the official account', () => {
  it('are signed, encrypted XML, and keep the query of the callback address', async () => {
    await desk.control.sendText('li', '帮助 ]]>');
    const [push] = receiver.received as [ReceivedPush];
    expect(push.query).toMatchObject({ tenant: '1', openid, encrypt_type: 'aes' });
    expect(push.contentType).toBe('text/xml');
    expect(opened(push)).toMatchObject({
      ToUserName: OFFICIAL_ACCOUNT.originalId,
      FromUserName: openid,
      MsgType: 'text',
      Content: '帮助 ]]>',
      MsgId: expect.stringMatching(/^\d{19}$/),
      CreateTime: expect.stringMatching(/^\d{10}$/),
    });
  });

  it('tell follow, scan, menu, link and unfollow', async () => {
    await desk.control.unfollow('li');
    await desk.control.follow('li', { scene: 'act_1' });
    await desk.control.tapMenu('li', 'MINE');
    await desk.control.viewLink('li', 'https://stvs.example/a');
    const events = receiver.received.map(opened).map(({ Event, EventKey }) => [Event, EventKey]);
    expect(events).toEqual([
      ['unsubscribe', ''],
      ['subscribe', 'qrscene_act_1'],
      ['CLICK', 'MINE'],
      ['VIEW', 'https://stvs.example/a'],
    ]);
  });

  it('are plaintext without a key, and still signed', async () => {
    desk.control.setAesKey('officialAccount', undefined);
    await desk.control.sendText('li', '你好');
    const [{ query, body }] = receiver.received as [ReceivedPush];
    expect(query).not.toHaveProperty('msg_signature');
    expect(query.signature).toBe(sign(OFFICIAL_ACCOUNT.pushToken, query.timestamp ?? '', query.nonce ?? ''));
    expect(fromXml(body)).toMatchObject({ Content: '你好' });
  });
});

describe('pushes of the mini-program', () => {
  it('are JSON, one list entry as an object and several as an array', async () => {
    const second = { id: 'second', account: 'miniProgram' as const, title: '二', fields: {} };
    desk.control.putTemplate(second);
    await desk.control.answerPrompt('li', [PROMPT], 'accept');
    await desk.control.answerPrompt('li', [PROMPT, 'second'], 'reject');
    const lists = receiver.received.map(({ body }) => {
      const { message } = decrypt(MINI_PROGRAM.aesKey as string, JSON.parse(body).Encrypt);
      return JSON.parse(message).List;
    });
    expect(lists[0]).toMatchObject({ TemplateId: PROMPT, SubscribeStatusString: 'accept' });
    expect(lists[1]).toMatchObject([{ TemplateId: PROMPT }, { SubscribeStatusString: 'reject' }]);
    expect(desk.control.person('li').subscriptionCredits).toEqual({ [PROMPT]: 1 });
  });
});

describe('what the product answers', () => {
  it('appears in the conversation when it is a proper reply', async () => {
    receiver.answers = [{ body: reply() }];
    const { reply: said } = await desk.control.sendText('li', '你好');
    expect(said).toMatchObject({ from: 'account', channel: 'reply', text: '您好' });
    expect(lastLine()).toMatchObject({ text: '您好' });
  });

  it.each(['', 'success'])('says nothing when it is "%s"', async (body) => {
    receiver.answers = [{ body }];
    await desk.control.sendText('li', '你好');
    expect(lastLine()).toMatchObject({ from: 'person' });
  });

  it.each([
    ['unencrypted', () => toXml({ ToUserName: openid, MsgType: 'text', Content: 'x' })],
    ['wrongly signed', () => reply({}, { signature: 'f'.repeat(40) })],
    ['for another appid', () => reply({}, { appId: 'wxother' })],
    ['to another person', () => reply({ ToUserName: 'o-somebody' })],
    ['from another account', () => reply({ FromUserName: 'gh_other' })],
    ['empty', () => reply({ Content: '' })],
    ['of an unknown type', () => reply({ MsgType: 'hologram' })],
    ['not XML at all', () => 'Internal error'],
  ])('is shown as a failure when it is %s', async (_, body) => {
    receiver.answers = [{ body: body() }];
    await desk.control.sendText('li', '你好');
    expect(lastLine()).toMatchObject({ from: 'wechat', text: UNAVAILABLE });
    expect(desk.control.pushes().at(-1)?.reply.kind).toBe('bad');
  });

  it('may be encrypted with the key before the last rotation', async () => {
    receiver.answers = [{ body: reply() }];
    desk.control.setAesKey('officialAccount', 'N'.repeat(43));
    await desk.control.sendText('li', '你好');
    expect(lastLine()).toMatchObject({ text: '您好' });
  });
});

describe('repetition', () => {
  it('repeats the same message, newly signed, until it is answered', async () => {
    receiver.answers = ['silent', { status: 503 }, {}];
    const { push } = await desk.control.sendText('li', '你好');
    expect(push?.attempts.map(({ outcome }) => outcome)).toEqual(['timeout', 503, 200]);
    const ids = receiver.received.map((one) => opened(one).MsgId);
    expect(new Set(ids).size).toBe(1);
    expect(new Set(receiver.received.map(({ query }) => query.nonce)).size).toBe(3);
  });

  it('gives up after the last try and tells the person only if they wait for an answer', async () => {
    receiver.answers = [{ status: 500 }];
    const { push } = await desk.control.viewLink('li', 'https://stvs.example/');
    expect([push?.outcome, push?.attempts.length]).toEqual(['failed', 3]);
    expect(lastLine()).toBeUndefined();
    await desk.control.tapMenu('li', 'MINE');
    expect(lastLine()).toMatchObject({ text: UNAVAILABLE });
  });

  it('delivers one message twice at once when told to, and one answer only', async () => {
    receiver.answers = [{ body: reply() }];
    desk.control.disturbPushes({ kind: 'duplicate', times: 1 });
    await desk.control.sendText('li', '一');
    await desk.control.sendText('li', '二');
    expect(receiver.received.map((one) => opened(one).Content)).toEqual(['一', '一', '二']);
    const said = desk.control.person('li').chat.filter(({ from }) => from === 'account');
    expect(said).toHaveLength(2);
  });

  it('can come late', async () => {
    desk.control.disturbPushes({ kind: 'delay', ms: 60, times: 1 });
    const sending = desk.control.sendText('li', '你好');
    expect(receiver.received).toHaveLength(0);
    await sending;
    expect(receiver.received).toHaveLength(1);
  });
});

describe('the callback check and forgeries', () => {
  it('accepts only the echo', async () => {
    expect(await desk.control.verifyCallback('officialAccount')).toBe(true);
    receiver.answers = [{ body: 'hello' }];
    expect(await desk.control.verifyCallback('officialAccount')).toBe(false);
  });

  it.each([
    ['signature', (p: ReceivedPush) => p.query.msg_signature === 'f'.repeat(40)],
    ['stale', (p: ReceivedPush) => Date.now() / 1_000 - Number(p.query.timestamp) > 3_000],
    ['unsigned', (p: ReceivedPush) => p.query.signature === undefined],
    ['plaintext', (p: ReceivedPush) => fromXml(p.body).Content === '伪造的消息'],
    ['foreign-appid', (p: ReceivedPush) => appIdIn(p) === 'wxsomebodyelse0001'],
    ['tampered', (p: ReceivedPush) => !signatureFits(p)],
  ] as const)('forges a push: %s', async (forgery, isSpoilt) => {
    receiver.answers = [{ status: 403 }];
    expect((await desk.control.forgePush('li', 'officialAccount', forgery)).status).toBe(403);
    expect(isSpoilt(receiver.received[0] as ReceivedPush)).toBe(true);
  });

  const ciphertext = ({ body }: ReceivedPush) => String(fromXml(body).Encrypt);
  const appIdIn = (push: ReceivedPush) => signatureFits(push) && decrypt(key, ciphertext(push)).appId;
  function signatureFits(push: ReceivedPush): boolean {
    const { timestamp = '', nonce = '', msg_signature } = push.query;
    return msg_signature === sign(OFFICIAL_ACCOUNT.pushToken, timestamp, nonce, ciphertext(push));
  }
});
