import { OFFICIAL_ACCOUNT } from '../../desk/accounts';
import { type ApiFault, type Desk, startDesk } from '../../desk/wire';
import { ask, askToken, call } from './wire-client';

const MENU = '/cgi-bin/menu/get';

let desk: Desk;
let token: string;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  await desk.control.reset();
  token = await askToken(desk, OFFICIAL_ACCOUNT);
});

const menu = () => ask(desk, MENU, { access_token: token });
const fault = (kind: ApiFault['kind'], more: Partial<ApiFault> = {}) =>
  desk.control.addFault({ api: MENU, kind, times: 1, ...more });

describe('faults of the API', () => {
  it('hit as many calls as they were made for, and only their path', async () => {
    fault('errcode', { errcode: 45009, times: 2 });
    expect(await ask(desk, '/cgi-bin/user/get', { access_token: token })).not.toHaveProperty('errcode');
    expect([await menu(), await menu(), await menu()].map(({ errcode }) => errcode)).toEqual([
      45009, 45009, 46003,
    ]);
  });

  it('hit everything with *, until cleared', async () => {
    desk.control.addFault({ api: '*', kind: 'errcode', errcode: -1 });
    expect(await menu()).toMatchObject({ errcode: -1 });
    expect(desk.control.faults()).toHaveLength(1);
    desk.control.clearFaults();
    expect(await menu()).toMatchObject({ errcode: 46003 });
  });

  it('cut the connection before or after the work is done', async () => {
    const create = (name: string) =>
      call(desk, `/cgi-bin/menu/create?access_token=${token}`, {
        button: [{ type: 'click', name, key: 'K' }],
      });
    const api = '/cgi-bin/menu/create';
    desk.control.addFault({ api, kind: 'drop', times: 1 });
    await expect(create('一')).rejects.toThrow();
    expect(await menu()).toMatchObject({ errcode: 46003 });
    desk.control.addFault({ api, kind: 'lost-answer', times: 1 });
    await expect(create('二')).rejects.toThrow();
    expect(await menu()).toMatchObject({ menu: { button: [{ name: '二' }] } });
  });

  it('answer late, with another HTTP status, or with half a JSON text', async () => {
    const started = performance.now();
    fault('latency', { ms: 80 });
    await menu();
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
    fault('http', { status: 502 });
    const url = `${desk.url}${MENU}?access_token=${token}`;
    expect((await fetch(url, { signal: AbortSignal.timeout(20_000) })).status).toBe(502);
    fault('malformed');
    await expect(menu()).rejects.toThrow('JSON');
  });

  it('let the token of the call expire', async () => {
    fault('expire-token');
    expect(await menu()).toMatchObject({ errcode: 42001 });
    expect(await menu()).toMatchObject({ errcode: 42001 });
    token = await askToken(desk, OFFICIAL_ACCOUNT);
    expect(await menu()).toMatchObject({ errcode: 46003 });
  });
});

describe('the log of calls', () => {
  it('shows what was asked and answered, without secrets', async () => {
    await menu();
    const calls = desk.control.calls();
    expect(calls.map(({ api }) => api)).toEqual(['/cgi-bin/stable_token', MENU]);
    expect(desk.control.calls(MENU)).toMatchObject([
      { account: 'officialAccount', answer: { errcode: 46003 } },
    ]);
    const text = JSON.stringify(calls);
    expect(text).not.toContain(token);
    expect(text).not.toContain(OFFICIAL_ACCOUNT.secret);
  });
});
