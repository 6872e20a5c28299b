import { XMLParser } from 'fast-xml-parser';
import type { Reply } from '../../../server/wechat';
import { OA } from '../support/gateway';
import { PushSender, textXml } from '../support/push-sender';

let sender: PushSender;
const listen = async (reply: Reply, account = OA as ConstructorParameters<typeof PushSender>[0]) => {
  sender = await new PushSender(account).start();
  sender.receiver.on('text', async () => reply);
};
afterEach(() => sender.stop());

const parse = (xml: string) => new XMLParser({ parseTagValue: false, processEntities: false }).parse(xml).xml;

describe('a reply in XML', () => {
  it('goes back to the sender, encrypted', async () => {
    await listen({ type: 'text', content: '欢迎参加科技志愿服务' });
    const answer = await sender.post(textXml('你好'));
    expect(answer).toMatchObject({ status: 200, type: expect.stringContaining('application/xml') });
    const { CreateTime, ...reply } = parse(answer.reply!);
    expect(reply).toEqual({
      ToUserName: 'oPerson',
      FromUserName: 'gh_1',
      MsgType: 'text',
      Content: '欢迎参加科技志愿服务',
    });
    expect(Math.abs(Number(CreateTime) * 1_000 - sender.clock.now().getTime())).toBeLessThan(5_000);
  });

  it.each<[Reply, object]>([
    [
      { type: 'image', mediaId: 'm1' },
      { MsgType: 'image', Image: { MediaId: 'm1' } },
    ],
    [
      { type: 'news', article: { title: 'T', description: 'D', pictureUrl: 'http://p', url: 'http://u' } },
      {
        MsgType: 'news',
        ArticleCount: '1',
        Articles: { item: { Title: 'T', Description: 'D', PicUrl: 'http://p', Url: 'http://u' } },
      },
    ],
    [{ type: 'transfer_customer_service' }, { MsgType: 'transfer_customer_service' }],
    [{ type: 'transfer_customer_service', account: 'kf@1' }, { TransInfo: { KfAccount: 'kf@1' } }],
  ])('%j', async (reply, expected) => {
    await listen(reply);
    expect(parse((await sender.post(textXml('x'))).reply!)).toMatchObject(expected);
  });

  it('cannot be broken out of', async () => {
    const content = 'a]]></Content><MsgType><![CDATA[image]]></MsgType>]]]]>>b';
    await listen({ type: 'text', content });
    expect(parse((await sender.post(textXml('x'))).reply!)).toMatchObject({
      MsgType: 'text',
      Content: content,
    });
  });

  it('is shortened to what WeChat takes', async () => {
    await listen({ type: 'text', content: '志'.repeat(1_000) });
    const { Content } = parse((await sender.post(textXml('x'))).reply!);
    expect(Content).toMatch(/^志{680,682}…$/);
    expect(Buffer.byteLength(Content)).toBeLessThanOrEqual(2_048);
  });
});

it('a reply in JSON answers a push in JSON', async () => {
  await listen({ type: 'text', content: '收到' });
  const push = {
    ToUserName: 'gh_1',
    FromUserName: 'oPerson',
    CreateTime: 1,
    MsgType: 'text',
    Content: 'x',
    MsgId: 5,
  };
  const answer = await sender.post(push);
  expect(answer.type).toContain('application/json');
  expect(JSON.parse(answer.reply!)).toMatchObject({
    ToUserName: 'oPerson',
    MsgType: 'text',
    Content: '收到',
  });
  expect(JSON.parse(answer.body).TimeStamp).toEqual(expect.any(Number));
});

it('a plaintext push is answered in plaintext', async () => {
  await listen({ type: 'text', content: '收到' }, { ...OA, aesKey: undefined });
  const answer = await sender.post(textXml('x'), { plaintext: true });
  expect(parse(answer.body)).toMatchObject({ MsgType: 'text', Content: '收到' });
});

describe('several handlers', () => {
  const text = (content: string): Reply => ({ type: 'text', content });
  let order: string[];
  const says = (mark: string, content: string) => async () => {
    order.push(mark);
    return text(content);
  };
  beforeEach(async () => {
    order = [];
    sender = await new PushSender().start();
  });

  it('run in order, and the first reply wins', async () => {
    sender.receiver.on('text', async () => void order.push('1'));
    sender.receiver.on('text', says('2', '二'));
    sender.receiver.on('text', says('3', '三'));
    expect((await sender.post(textXml('x'))).reply).toContain('二');
    expect(order).toEqual(['1', '2']);
  });

  it('may wrap those after them', async () => {
    sender.receiver.on('text', async (_push, { next }) => {
      order.push('before');
      const inner = await next();
      order.push('after');
      return inner?.type === 'text' ? text(`${inner.content}！`) : undefined;
    });
    sender.receiver.on('text', says('inner', '里'));
    expect((await sender.post(textXml('x'))).reply).toContain('里！');
    expect(order).toEqual(['before', 'inner', 'after']);
  });

  it('run once even when one asks for them twice and says nothing itself', async () => {
    sender.receiver.on('text', async (_push, { next }) => {
      await next();
      await next();
    });
    sender.receiver.on('text', says('inner', '里'));
    expect((await sender.post(textXml('x'))).reply).toContain('里');
    expect(order).toEqual(['inner']);
  });

  it('run even if one before them fails', async () => {
    sender.receiver.on('text', async () => {
      throw new Error('broken');
    });
    sender.receiver.on('text', async () => text('好'));
    expect((await sender.post(textXml('x'))).reply).toContain('好');
    expect(sender.lines.join()).toContain('broken');
  });

  it('can be silenced', async () => {
    sender.receiver.on('text', async () => ({ type: 'none' }));
    sender.receiver.on('text', async () => text('不该出现'));
    expect(await sender.post(textXml('x'))).toMatchObject({ status: 200, body: 'success' });
  });

  it('that must not be lost run behind a reply too', async () => {
    sender.receiver.on('text', async () => text('欢迎'));
    sender.receiver.on('text', async () => void order.push('optional'));
    sender.receiver.on('text', async () => void order.push('must'), { mustNotBeLost: true });
    expect((await sender.post(textXml('x'))).reply).toContain('欢迎');
    expect(order).toEqual(['must']);
  });
});
