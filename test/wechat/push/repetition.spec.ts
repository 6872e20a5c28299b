import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryCache } from '../../../server/platform/cache/memory-cache';
import type { HandlerOptions, PushHandler } from '../../../server/wechat';
import { OA } from '../support/gateway';
import { PushSender, pushXml, textXml } from '../support/push-sender';

let sender: PushSender;
let runs: number;

async function listen(handler: PushHandler<'text'>, options: HandlerOptions = {}, answerWithinMs?: number) {
  runs = 0;
  sender = await new PushSender(OA, { answerWithinMs }).start();
  sender.receiver.on(
    'text',
    (push, context) => {
      runs += 1;
      return handler(push, context);
    },
    options,
  );
}
afterEach(() => sender.stop());

describe('a push that WeChat delivers again', () => {
  it('is handled once and answered the same', async () => {
    await listen(async () => ({ type: 'text', content: `第 ${runs} 次` }));
    const push = textXml('报名');
    const first = await sender.post(push);
    const again = await sender.post(push);
    expect(first.reply).toContain('第 1 次');
    expect(again.reply).toBe(first.reply);
    expect(runs).toBe(1);
    expect(await sender.metrics.registry.metrics()).toContain('{kind="text",outcome="replayed"} 1');
  });

  it('without an answer is acknowledged again', async () => {
    await listen(async () => {});
    const push = textXml('x');
    await sender.post(push);
    expect(await sender.post(push)).toMatchObject({ status: 200, body: 'success' });
    expect(runs).toBe(1);
  });

  it('while the first still runs waits for the same answer', async () => {
    await listen(async () => {
      await sleep(300);
      return { type: 'text', content: '慢慢来' };
    });
    const push = textXml('x');
    const answers = await Promise.all([sender.post(push), sender.post(push), sender.post(push)]);
    expect(answers.map((answer) => answer.reply)).toEqual(Array(3).fill(answers[0]!.reply));
    expect(answers[0]!.reply).toContain('慢慢来');
    expect(runs).toBe(1);
  });

  it('to another process is handled once', async () => {
    const cache = new MemoryCache();
    let handled = 0;
    const senders = [new PushSender(OA, { cache }), new PushSender(OA, { cache })];
    for (const each of senders) {
      each.receiver.on('text', async () => {
        handled += 1;
      });
    }
    await Promise.all(senders.map((each) => each.start()));
    sender = senders[0]!;
    const push = textXml('x');
    await Promise.all(senders.map((each) => each.post(push)));
    await senders[1]!.stop();
    expect(handled).toBe(1);
  });
});

describe('told apart', () => {
  const event = (fields: Record<string, string | number>) => pushXml({ MsgType: 'event', ...fields });
  const report = (id: number) => event({ Event: 'TEMPLATESENDJOBFINISH', MsgID: id, Status: 'success' });

  it.each([
    ['messages with another id', textXml('x', 'a'), textXml('x', 'b'), 2],
    ['the same message', textXml('x', 'a'), textXml('x', 'a'), 1],
    [
      'clicks on another button',
      event({ Event: 'CLICK', EventKey: 'A' }),
      event({ Event: 'CLICK', EventKey: 'B' }),
      2,
    ],
    [
      'clicks at another time',
      event({ Event: 'CLICK', EventKey: 'A' }),
      event({ Event: 'CLICK', EventKey: 'A', CreateTime: 1_700_000_001 }),
      2,
    ],
    [
      'a click delivered twice',
      event({ Event: 'CLICK', EventKey: 'A' }),
      event({ Event: 'CLICK', EventKey: 'A' }),
      1,
    ],
    ['reports of two messages in one second', report(1), report(2), 2],
    ['one report twice', report(1), report(1), 1],
    ['two people', textXml('x', 'a'), textXml('x', 'a').replace('oPerson', 'oOther'), 2],
    [
      'checks of two pictures',
      event({ Event: 'wxa_media_check', trace_id: '1' }),
      event({ Event: 'wxa_media_check', trace_id: '2' }),
      2,
    ],
    [
      'one check reported at two times',
      event({ Event: 'wxa_media_check', trace_id: '1' }),
      event({ Event: 'wxa_media_check', trace_id: '1', CreateTime: 1_700_000_009 }),
      1,
    ],
  ])('%s', async (_what, first, second, times) => {
    await listen(async () => {});
    const handler = async () => {
      runs += 1;
    };
    sender.receiver.on('event:CLICK', handler);
    sender.receiver.on('event:TEMPLATESENDJOBFINISH', handler);
    sender.receiver.on('event:wxa_media_check', handler);
    await sender.post(first);
    await sender.post(second);
    expect(runs).toBe(times);
  });
});

describe('a handler that fails', () => {
  const failing = (until: number) => async () => {
    if (runs <= until) throw new Error('database away');
    return { type: 'text', content: '好了' } as const;
  };

  it('is logged, and WeChat is told success', async () => {
    await listen(failing(9));
    const push = textXml('身份证 11010519491231002X');
    expect(await sender.post(push)).toMatchObject({ status: 200, body: 'success' });
    await sender.post(push);
    expect(runs).toBe(1);
    expect(sender.lines.join()).toContain('database away');
    expect(sender.lines.join()).not.toMatch(/11010519491231002X|oPerson/);
    expect(await sender.metrics.registry.metrics()).toContain('{kind="text",outcome="failed"} 1');
  });

  it('that must not be lost makes WeChat come again, and then runs again', async () => {
    await listen(failing(2), { mustNotBeLost: true });
    const push = textXml('x');
    expect(await sender.post(push)).toMatchObject({ status: 503, body: '' });
    expect(await sender.post(push)).toMatchObject({ status: 503, body: '' });
    expect((await sender.post(push)).reply).toContain('好了');
    expect((await sender.post(push)).reply).toContain('好了');
    expect(runs).toBe(3);
  });

  it('while a repetition waits leaves the push to that one', async () => {
    await listen(
      async () => {
        await sleep(200);
        if (runs === 1) throw new Error('database away');
        return { type: 'text', content: '好了' };
      },
      { mustNotBeLost: true },
    );
    const push = textXml('x');
    const [first, second] = await Promise.all([sender.post(push), sleep(50).then(() => sender.post(push))]);
    expect(first.status).toBe(503);
    expect(second.reply).toContain('好了');
  });
});

describe('a handler that takes too long', () => {
  it('is answered for in time, and its answer kept', async () => {
    await listen(
      async () => {
        await sleep(1_200);
        return { type: 'text', content: '终于' };
      },
      {},
      700,
    );
    const push = textXml('x');
    expect(await sender.post(push)).toMatchObject({ status: 200, body: 'success' });
    expect(await sender.post(push)).toMatchObject({ status: 200, body: 'success' });
    await sleep(800);
    expect((await sender.post(push)).reply).toContain('终于');
    expect(runs).toBe(1);
  });

  it('and must not be lost makes WeChat come again', async () => {
    await listen(() => sleep(1_000), { mustNotBeLost: true }, 700);
    const push = textXml('x');
    const early = await Promise.all([sender.post(push), sleep(50).then(() => sender.post(push))]);
    expect(early.map(({ status }) => status)).toEqual([503, 503]);
    await sleep(500);
    expect(await sender.post(push)).toMatchObject({ status: 200, body: 'success' });
    expect(runs).toBe(1);
  });
});

it('a push is handled while the cache is away', async () => {
  const cache = new MemoryCache();
  jest.spyOn(cache, 'setIfAbsent').mockRejectedValue(new Error('redis away'));
  sender = await new PushSender(OA, { cache }).start();
  sender.receiver.on('text', async () => ({ type: 'text', content: '还在' }));
  expect((await sender.post(textXml('x'))).reply).toContain('还在');
});

it('no openid is kept in a key of the cache', async () => {
  const cache = new MemoryCache();
  const keys = jest.spyOn(cache, 'setIfAbsent');
  sender = await new PushSender(OA, { cache }).start();
  sender.receiver.on('text', async () => {});
  await sender.post(textXml('x'));
  expect(keys).toHaveBeenCalledTimes(1);
  expect(keys.mock.calls[0]![0]).not.toContain('oPerson');
});
