import { MemoryCache } from '../../../server/platform/cache/memory-cache';
import { signJsSdk } from '../../../server/wechat/official-account/js-sdk';
import { OA, testGateway } from '../support/gateway';
import { StubWechat } from '../support/stub-wechat';
import { vector } from '../support/vectors';

const TICKET = '/cgi-bin/ticket/getticket';
let stub: StubWechat | undefined;
afterEach(() => stub?.stop());

it.each(['jssdk.official.params', 'jssdk.official.old'])('signs the official sample %s', (id) => {
  const { input, expected } = vector(id);
  const page = {
    ticket: input.jsapi_ticket,
    nonceStr: input.noncestr,
    timestamp: input.timestamp,
    url: input.url,
  };
  expect(signJsSdk(page)).toBe(expected.signature);
  expect(signJsSdk({ ...page, url: `${page.url}#/route?x#y` })).toBe(expected.signature);
});

it('signs for the page with a ticket that all processes share', async () => {
  stub = await StubWechat.start({
    [TICKET]: (_call, nth) => ({ errcode: 0, ticket: `ticket-${nth}`, expires_in: 7200 }),
  });
  const cache = new MemoryCache();
  const gateways = [testGateway(stub.url, { cache }), testGateway(stub.url, { cache })];
  const configs = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      gateways[i % 2]!.wechat.officialAccount.jsSdkConfig('https://a.cn/p?x=1#top'),
    ),
  );
  expect(stub.to(TICKET)).toHaveLength(1);
  expect(new Set(configs.map((config) => config.nonceStr)).size).toBe(10);
  for (const { appId, timestamp, nonceStr, signature } of configs) {
    expect(appId).toBe(OA.appId);
    expect(signature).toBe(signJsSdk({ ticket: 'ticket-1', nonceStr, timestamp, url: 'https://a.cn/p?x=1' }));
  }
});
