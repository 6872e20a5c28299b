import { OA } from '../support/gateway';
import { PushSender, type SendOptions, textXml } from '../support/push-sender';
import { vector } from '../support/vectors';

const OTHER_KEY = 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba';
let sender: PushSender;
let handled: number;

async function listen(account = OA as ConstructorParameters<typeof PushSender>[0]) {
  handled = 0;
  sender = await new PushSender(account).start();
  sender.receiver.on('text', async () => {
    handled += 1;
  });
}
afterEach(() => sender.stop());

const refused = { status: 403, body: '' };

describe('with a key configured', () => {
  beforeEach(() => listen());

  it('a genuine push is handled', async () => {
    expect(await sender.post(textXml('你好'))).toMatchObject({ status: 200, body: 'success' });
    expect(handled).toBe(1);
  });

  it.each<[string, SendOptions]>([
    ['a wrong msg_signature', { query: { msg_signature: 'f'.repeat(40) } }],
    ['a short msg_signature', { query: { msg_signature: 'f' } }],
    ['no msg_signature', { query: { msg_signature: undefined } }],
    ['a wrong signature beside a right msg_signature', { query: { signature: 'f'.repeat(40) } }],
    ['a changed nonce', { query: { nonce: 'other', signature: undefined } }],
    ['no nonce', { query: { nonce: undefined, signature: undefined } }],
    ['no timestamp', { query: { timestamp: undefined, signature: undefined } }],
    ['a timestamp that is no number', { query: { timestamp: 'now' } }],
    ['a timestamp 11 minutes old', { skew: -660 }],
    ['a timestamp 11 minutes ahead', { skew: 660 }],
    ['another account’s app id', { appId: 'wxsomebodyelse0001' }],
    ['an unknown key', { aesKey: OTHER_KEY }],
    ['plaintext, rightly signed', { plaintext: true }],
    ['plaintext that claims to be encrypted', { plaintext: true, query: { encrypt_type: 'aes' } }],
    ['encrypted without encrypt_type', { query: { encrypt_type: undefined } }],
    ['encrypt_type raw', { query: { encrypt_type: 'raw' } }],
    ['a compressed body', { gzip: true }],
    ['a body that claims to be compressed', { headers: { 'content-encoding': 'gzip' } }],
    ['an empty body', { rawBody: '' }],
    ['no XML', { rawBody: 'hello' }],
    ['XML that is not closed', { rawBody: '<xml><Encrypt>aaaa' }],
    ['JSON that is not closed', { rawBody: '{"Encrypt":' }],
    ['a JSON array', { rawBody: '[]' }],
    ['an Encrypt that is an object', { rawBody: '{"Encrypt":{}}' }],
  ])('%s is refused without a reason', async (_what, options) => {
    expect(await sender.post(textXml('你好'), options)).toMatchObject(refused);
    expect(handled).toBe(0);
  });

  it.each([
    ['a DTD', `<!DOCTYPE xml [<!ENTITY a "b">]>${textXml('&a;')}`],
    ['an external DTD', `<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd">${textXml('x')}`],
    ['an entity declared', textXml('x').replace('<xml>', '<xml><!ENTITY a SYSTEM "file:///etc/passwd">')],
    ['a comment', textXml('x').replace('<xml>', '<xml><!-- -->')],
    ['XML that does not nest', textXml('x').replace('</MsgType>', '</Type>')],
    ['XML that is cut off', textXml('x').replace('</xml>', '')],
    ['300 kB', textXml('x'.repeat(300_000))],
    ['something after the end', `${textXml('x')}<xml/>`],
    ['another root', textXml('x').replaceAll('xml>', 'push>')],
    ['no sender', textXml('x').replaceAll('FromUserName', 'From')],
    ['no time', textXml('x').replaceAll('CreateTime', 'Time')],
    [
      'a time that is no number',
      textXml('x').replace(/<CreateTime>.*<\/CreateTime>/, '<CreateTime>soon</CreateTime>'),
    ],
    ['no type', textXml('x').replaceAll('MsgType', 'Type')],
    [
      'a thousand levels',
      textXml('x').replace('</xml>', `${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}</xml>`),
    ],
  ])('%s inside the encryption is refused', async (_what, xml) => {
    expect(await sender.post(xml)).toMatchObject(refused);
    expect(handled).toBe(0);
  });

  it('a repeated parameter is refused', async () => {
    const response = await fetch(`${sender.url}?timestamp=1&timestamp=2&nonce=a&signature=b`, {
      method: 'POST',
    });
    expect(response.status).toBe(403);
  });

  it.each(['PUT', 'DELETE', 'HEAD'])('%s is refused', async (method) => {
    expect((await fetch(sender.url, { method })).status).toBe(403);
  });

  it('a person may write what a DTD looks like', async () => {
    expect(await sender.post(textXml('<!DOCTYPE html> <!ENTITY> &lol;'))).toMatchObject({ status: 200 });
    expect(handled).toBe(1);
  });

  it('a push signed without the plain signature is handled, as older samples send it', async () => {
    expect(await sender.post(textXml('你好'), { query: { signature: undefined } })).toMatchObject({
      status: 200,
    });
  });

  it('is counted, and nothing of it logged', async () => {
    await sender.post(textXml('秘密内容'), { query: { msg_signature: 'f'.repeat(40) } });
    expect(await sender.metrics.registry.metrics()).toContain(
      'stvs_wechat_callbacks_total{kind="unknown",outcome="refused"} 1',
    );
    expect(sender.lines.join()).not.toContain('秘密内容');
  });
});

describe('during a rotation of the key', () => {
  beforeEach(() => listen({ ...OA, previousAesKey: OTHER_KEY }));

  it('the previous key is accepted and the answer uses the current', async () => {
    sender.receiver.on('image', async () => ({ type: 'text', content: '收到' }));
    const push = textXml('x').replace('[text]', '[image]');
    const answer = await sender.post(push, { aesKey: OTHER_KEY });
    expect(answer.reply).toContain('收到');
  });
});

describe('without a key', () => {
  beforeEach(() => listen({ ...OA, aesKey: undefined }));

  it('a signed plaintext push is handled', async () => {
    expect(await sender.post(textXml('你好'), { plaintext: true })).toMatchObject({ status: 200 });
    expect(handled).toBe(1);
  });

  it.each<[string, SendOptions]>([
    ['a wrong signature', { plaintext: true, query: { signature: 'f'.repeat(40) } }],
    ['no signature', { plaintext: true, query: { signature: undefined } }],
    ['a stale one', { plaintext: true, skew: -660 }],
    ['an encrypted one', {}],
  ])('%s is refused', async (_what, options) => {
    expect(await sender.post(textXml('你好'), options)).toMatchObject(refused);
    expect(handled).toBe(0);
  });
});

describe('the official plaintext sample', () => {
  const { input, expected } = vector('push.plaintext.json.post');
  const asSent = { plaintext: true, query: { ...input.query, signature: expected.signature } };
  beforeEach(async () => {
    await listen({ ...OA, pushToken: input.token, aesKey: undefined });
    sender.clock.set(new Date(Number(input.query.timestamp) * 1_000));
  });

  it('is taken for what it is, though nobody handles its event', async () => {
    expect(await sender.post(input.body, asSent)).toMatchObject({ status: 200, body: 'success' });
  });

  it.each([
    ['another nonce', { ...asSent, query: { ...asSent.query, nonce: '1' } }],
    ['another signature', { ...asSent, query: { ...asSent.query, signature: 'f'.repeat(40) } }],
  ])('is refused with %s', async (_what, options) => {
    expect(await sender.post(input.body, options)).toMatchObject(refused);
  });
});

describe('the URL check', () => {
  const { input } = vector('push.url-verify.get');
  const query = {
    signature: input.signature,
    timestamp: input.timestamp,
    nonce: input.nonce,
    echostr: input.echostr,
  };
  beforeEach(async () => {
    await listen({ ...OA, pushToken: input.token });
    sender.clock.set(new Date(Number(input.timestamp) * 1_000));
  });

  it('echoes to WeChat as text', async () => {
    const answer = await sender.get(query);
    expect(answer).toMatchObject({ status: 200, body: input.echostr });
    expect(answer.type).toContain('text/plain');
  });

  it.each([
    ['a wrong signature', { ...query, signature: 'f'.repeat(40) }],
    ['nothing to echo', { ...query, echostr: '' }],
    ['another nonce', { ...query, nonce: '1' }],
  ])('answers nothing to %s', async (_what, changed) => {
    expect(await sender.get(changed)).toMatchObject(refused);
  });

  it('answers nothing to an old request', async () => {
    sender.clock.advance(660_000);
    expect(await sender.get(query)).toMatchObject(refused);
  });
});
