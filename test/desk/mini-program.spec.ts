import { MINI_PROGRAM, OFFICIAL_ACCOUNT, openidOf } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';
import { askToken, call } from './wire-client';

let desk: Desk;
let token: string;
beforeAll(async () => {
  desk = await startDesk({ miniProgramPages: ['pages/activity/activity'] });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  await desk.control.reset();
  desk.control.putPerson({ id: 'li' });
  token = await askToken(desk, MINI_PROGRAM);
});

const post = (path: string, body: unknown) => call(desk, `${path}?access_token=${token}`, body);

describe('mini-program codes', () => {
  const PATH = '/wxa/getwxacodeunlimit';

  it('are pictures that a person can scan', async () => {
    const body = JSON.stringify({ scene: 'a=1', page: 'pages/activity/activity' });
    const signal = AbortSignal.timeout(20_000);
    const url = `${desk.url}${PATH}?access_token=${token}`;
    const response = await fetch(url, { method: 'POST', body, signal });
    const picture = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(await desk.control.scan('li', { miniProgramScene: 'a=1' })).toMatchObject({
      kind: 'mini-program',
      path: 'pages/activity/activity?scene=a%3D1',
    });
  });

  it.each([
    ['33 characters', { scene: 'x'.repeat(33) }, 40129],
    ['no scene', { scene: '' }, 40129],
    ['Chinese in the scene', { scene: '活动' }, 40129],
    ['a page with a leading slash', { scene: 'a', page: '/pages/activity/activity' }, 41030],
    ['an unknown page', { scene: 'a', page: 'pages/none/none' }, 41030],
    ['a tiny width', { scene: 'a', page: 'pages/activity/activity', width: 100 }, 40097],
  ])('answer %s with JSON', async (_, body, errcode) => {
    expect(await post(PATH, body)).toMatchObject({ errcode });
  });

  it('are not checked against the pages when check_path is off', async () => {
    const body = JSON.stringify({ scene: 'b', page: 'pages/soon/soon', check_path: false });
    const signal = AbortSignal.timeout(20_000);
    const response = await fetch(`${desk.url}${PATH}?access_token=${token}`, {
      method: 'POST',
      body,
      signal,
    });
    expect(response.headers.get('content-type')).toBe('image/png');
  });
});

describe('links into the mini-program', () => {
  it('are made, and refused for unknown pages and lifetimes over 30 days', async () => {
    const path = 'pages/activity/activity';
    expect(await post('/wxa/generate_urllink', { path })).toMatchObject({
      url_link: expect.stringMatching(/^https:\/\/wxaurl\.cn\/\w+$/),
    });
    expect(await post('/wxa/generatescheme', { jump_wxa: { path, query: 'id=1' } })).toMatchObject({
      openlink: expect.stringMatching(/^weixin:\/\/dl\/business\/\?t=\w+$/),
    });
    expect(await post('/wxa/generatescheme', { jump_wxa: { path: 'x' } })).toMatchObject({ errcode: 40165 });
    const long = { path, expire_type: 1, expire_interval: 31 };
    expect(await post('/wxa/generate_urllink', long)).toMatchObject({ errcode: 85401 });
  });
});

describe('content checks', () => {
  const openid = openidOf(MINI_PROGRAM.appId, 'li');
  const check = (content: string, changes: object = {}) =>
    post('/wxa/msg_sec_check', { version: 2, scene: 2, openid, content, ...changes });

  it('judge by the words they were told', async () => {
    desk.control.loginCode('li');
    desk.control.setWords({ risky: ['赌博'], review: ['代购'] });
    const verdicts = [await check('科普'), await check('网上赌博'), await check('好', { title: '代购' })];
    expect(verdicts.map(({ result }) => result.suggest)).toEqual(['pass', 'risky', 'review']);
  });

  it('ask for an author who opened the mini-program within two hours', async () => {
    expect(await check('科普')).toMatchObject({ errcode: 61010 });
    desk.control.loginCode('li');
    desk.control.advanceClock(3 * 3_600_000);
    token = await askToken(desk, MINI_PROGRAM);
    expect(await check('科普')).toMatchObject({ errcode: 61010 });
    expect(await check('科普', { openid: openidOf(OFFICIAL_ACCOUNT.appId, 'li') })).toMatchObject({
      errcode: 40003,
    });
  });

  it.each([
    ['an old version', { version: 1 }, 40097],
    ['another scene', { scene: 5 }, 40097],
    ['too long a text', { content: '长'.repeat(2_501) }, 45002],
    ['a number as text', { content: 5 }, 47001],
  ])('refuse %s', async (_, changes, errcode) => {
    desk.control.loginCode('li');
    expect(await check('科普', changes)).toMatchObject({ errcode });
  });

  it('judge pictures later, by an event with the same trace_id', async () => {
    desk.control.loginCode('li');
    desk.control.setWords({ risky: ['bad'] });
    const media = { media_url: 'https://stvs.example/bad.png', media_type: 2, version: 2, scene: 1, openid };
    const { trace_id } = await post('/wxa/media_check_async', media);
    await desk.control.settle();
    expect(desk.control.pushes().at(-1)?.message).toMatchObject({
      Event: 'wxa_media_check',
      trace_id,
      result: { suggest: 'risky' },
    });
  });
});
