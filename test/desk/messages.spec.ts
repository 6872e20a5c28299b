import { MINI_PROGRAM, OFFICIAL_ACCOUNT, openidOf } from '../../desk/accounts';
import { type Desk, startDesk } from '../../desk/wire';
import { ask, askToken, call } from './wire-client';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOTICE = 'simulated-template-notice';
const RESULT = 'simulated-template-signup-result';

let desk: Desk;
let tokens: { oa: string; mp: string };
beforeAll(async () => {
  desk = await startDesk({ miniProgramPages: ['pages/home/home'] });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  await desk.control.reset();
  desk.control.putPerson({ id: 'li', follows: true });
  desk.control.putPerson({ id: 'wang', follows: true });
  desk.control.putPerson({ id: 'stranger' });
  tokens = { oa: await askToken(desk, OFFICIAL_ACCOUNT), mp: await askToken(desk, MINI_PROGRAM) };
});

const oa = (id: string) => openidOf(OFFICIAL_ACCOUNT.appId, id);
const mp = (id: string) => openidOf(MINI_PROGRAM.appId, id);
const post = (whose: 'oa' | 'mp', path: string, body: unknown) =>
  call(desk, `${path}?access_token=${tokens[whose]}`, body);
const value = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, { value: text }]));

const noticeData = { thing1: '周六科普活动', thing2: '市科技馆', time3: '2026年3月5日 09:00' };
const template = (changes: object = {}) =>
  post('oa', '/cgi-bin/message/template/send', {
    touser: oa('li'),
    template_id: NOTICE,
    url: 'https://stvs.example/n/1',
    data: value(noticeData),
    ...changes,
  });

describe('template messages', () => {
  it('appear in the conversation and report their outcome', async () => {
    const sent = await template({ client_msg_id: 'n1' });
    expect(sent).toMatchObject({ errcode: 0, errmsg: 'ok' });
    expect(desk.control.person('li').chat).toMatchObject([
      { channel: 'template', fields: [{ label: '通知标题', value: '周六科普活动' }, {}, {}] },
    ]);
    await desk.control.settle();
    expect(desk.control.pushes().at(-1)?.message).toMatchObject({
      Event: 'TEMPLATESENDJOBFINISH',
      Status: 'success',
    });
  });

  it('reach nobody who blocks them: the call succeeds, the outcome does not', async () => {
    desk.control.putPerson({ id: 'li', blocksTemplates: true });
    expect(await template()).toMatchObject({ errcode: 0 });
    await desk.control.settle();
    expect(desk.control.pushes().at(-1)?.message.Status).toBe('failed:user block');
    expect(desk.control.person('li').chat).toEqual([]);
  });

  it('are sent once for one client_msg_id and person', async () => {
    await template({ client_msg_id: 'n1' });
    await template({ client_msg_id: 'n1' });
    await template({ client_msg_id: 'n1', touser: oa('wang') });
    expect(desk.control.person('li').chat).toHaveLength(1);
    expect(desk.control.person('wang').chat).toHaveLength(1);
  });

  it.each([
    ['an unknown openid', { touser: 'o-nobody' }, 40003],
    ['the openid of the mini-program', { touser: mp('li') }, 40003],
    ['somebody who does not follow', { touser: oa('stranger') }, 43004],
    ['an unknown template', { template_id: 'x' }, 40037],
    ['a template of the mini-program', { template_id: RESULT }, 40037],
    ['a missing field', { data: value({ thing1: 'a', thing2: 'b' }) }, 47003],
    ['21 characters in a thing', { data: value({ ...noticeData, thing1: '一'.repeat(21) }) }, 47003],
    ['a line break', { data: value({ ...noticeData, thing1: 'a\nb' }) }, 47003],
    ['a time in words', { data: value({ ...noticeData, time3: '明天上午' }) }, 47003],
  ])('refuse %s', async (_, changes, errcode) => {
    expect(await template(changes)).toMatchObject({ errcode });
  });
});

describe('fields', () => {
  const put = (name: string) =>
    desk.control.putTemplate({ id: 'f', account: 'officialAccount', title: '', fields: { [name]: '' } });

  it.each([
    ['thing1', ['一'.repeat(20), '😀'.repeat(20)], ['一'.repeat(21)]],
    ['number2', ['12.5', '1'.repeat(32)], ['1'.repeat(33), '十二', '1,000']],
    ['phrase3', ['已通过'], ['已经通过审核', 'ok', '通过!']],
    ['name4', ['一二三四五六七八九十', 'Alexander Hamilton'], ['一二三四五六七八九十一', 'x'.repeat(21)]],
    [
      'time5',
      ['15:01', '2019年10月1日 15:01', '2019-10-01 15:01:00', '15:01~16:00'],
      ['2019', '15点', '2019年10月1日 下午'],
    ],
    ['date6', ['2019年10月1日', '2019-10-01 15:01'], ['15:01', '10月1日']],
    ['character_string7', ['A-1'], ['编号1', 'x'.repeat(33)]],
    ['amount8', ['￥12.50', '100元'], ['12345678901', '一百元']],
  ])('%s', async (name, good, bad) => {
    put(name);
    const errcodes = async (values: string[]) =>
      Promise.all(
        values.map(
          async (text) => (await template({ template_id: 'f', data: value({ [name]: text }) })).errcode,
        ),
      );
    expect(await errcodes(good)).toEqual(good.map(() => 0));
    expect(await errcodes(bad)).toEqual(bad.map(() => 47003));
  });
});

describe('customer messages', () => {
  const say = (id = 'li') =>
    post('oa', '/cgi-bin/message/custom/send', {
      touser: oa(id),
      msgtype: 'text',
      text: { content: '您好' },
    }).then(({ errcode }) => errcode);

  it('need that the person wrote within 48 hours, five at most', async () => {
    expect(await say()).toBe(45015);
    await desk.control.sendText('li', '在吗');
    const errcodes = [];
    for (let i = 0; i < 6; i += 1) errcodes.push(await say());
    expect(errcodes).toEqual([0, 0, 0, 0, 0, 45047]);
    desk.control.advanceClock(48 * HOUR);
    tokens.oa = await askToken(desk, OFFICIAL_ACCOUNT);
    expect(await say()).toBe(45015);
    expect(desk.control.person('li').chat.filter(({ channel }) => channel === 'customer')).toHaveLength(5);
  });

  it('are three within a minute of a tap', async () => {
    await desk.control.tapMenu('li', 'HELP');
    expect([await say(), await say(), await say(), await say()]).toEqual([0, 0, 0, 45047]);
    await desk.control.tapMenu('li', 'HELP');
    desk.control.advanceClock(MINUTE);
    expect(await say()).toBe(45015);
  });

  it('end with the following', async () => {
    await desk.control.sendText('li', '在吗');
    await desk.control.unfollow('li');
    expect(await say()).toBe(45015);
    expect(await say('nobody')).toBe(40003);
  });
});

describe('subscription messages of the mini-program', () => {
  const send = (changes: object = {}) =>
    post('mp', '/cgi-bin/message/subscribe/send', {
      touser: mp('li'),
      template_id: RESULT,
      page: 'pages/home/home?from=notice',
      data: value({ thing1: '科普活动', phrase2: '已通过', time3: '2026-03-05 09:00', thing4: '请准时' }),
      miniprogram_state: 'formal',
      lang: 'zh_CN',
      ...changes,
    }).then(({ errcode }) => errcode);

  it('cost one accepted prompt each', async () => {
    expect(await send()).toBe(43101);
    await desk.control.answerPrompt('li', [RESULT], 'accept');
    expect([await send(), await send()]).toEqual([0, 43101]);
    expect(desk.control.person('li').serviceNotices).toMatchObject([
      { templateId: RESULT, page: 'pages/home/home?from=notice' },
    ]);
    await desk.control.settle();
    expect(desk.control.pushes().map(({ message }) => message.Event)).toEqual([
      'subscribe_msg_popup_event',
      'subscribe_msg_sent_event',
    ]);
  });

  it('are lost when the person refuses the template in the settings', async () => {
    await desk.control.answerPrompt('li', [RESULT], 'accept');
    await desk.control.refuseTemplate('li', RESULT);
    expect(await send()).toBe(43101);
  });

  it('do not spend the credit when refused for another reason', async () => {
    await desk.control.answerPrompt('li', [RESULT], 'accept');
    expect([await send({ page: 'pages/none/none' }), await send({ data: {} })]).toEqual([41030, 47003]);
    expect(await send()).toBe(0);
  });

  it('of the official account work alike', async () => {
    const id = 'sub';
    desk.control.putTemplate({
      id,
      account: 'officialAccount',
      title: '开课提醒',
      fields: { thing1: '课程' },
    });
    const bizsend = () =>
      post('oa', '/cgi-bin/message/subscribe/bizsend', {
        touser: oa('li'),
        template_id: id,
        data: value({ thing1: '物理' }),
      }).then(({ errcode }) => errcode);
    expect(await bizsend()).toBe(43101);
    await desk.control.answerPrompt('li', [id], 'accept');
    expect([await bizsend(), await bizsend()]).toEqual([0, 43101]);
    expect(desk.control.person('li').chat).toMatchObject([{ channel: 'subscription', title: '开课提醒' }]);
  });
});

describe('mass messages', () => {
  const mass = (clientmsgid: string, ids = ['li', 'wang']) =>
    post('oa', '/cgi-bin/message/mass/send', {
      touser: ids.map(oa),
      msgtype: 'text',
      text: { content: '通知' },
      clientmsgid,
    });

  it('need two people, go out once per clientmsgid, and four times a month', async () => {
    expect(await mass('a', ['li'])).toMatchObject({ errcode: 40130 });
    expect(await mass('a')).toMatchObject({ errcode: 0 });
    expect(await mass('a')).toMatchObject({ errcode: 45065 });
    expect(await mass('x'.repeat(65))).toMatchObject({ errcode: 45067 });
    for (const id of ['b', 'c', 'd']) await mass(id);
    expect(await mass('e')).toMatchObject({ errcode: 45028 });
    expect(desk.control.person('li').chat).toHaveLength(4);
    await desk.control.settle();
    expect(desk.control.pushes()[0]?.message).toMatchObject({ Event: 'MASSSENDJOBFINISH', SentCount: 2 });
  });

  it('reach followers only', async () => {
    const body = { filter: { is_to_all: true }, msgtype: 'text', text: { content: '通知' } };
    expect(await post('oa', '/cgi-bin/message/mass/sendall', body)).toMatchObject({ errcode: 0 });
    expect(desk.control.person('stranger').chat).toHaveLength(0);
    expect(desk.control.person('wang').chat).toHaveLength(1);
  });
});

describe('followers', () => {
  it('are described, and others only as not following', async () => {
    const info = (id: string) => ask(desk, '/cgi-bin/user/info', { access_token: tokens.oa, openid: oa(id) });
    expect(await info('li')).toMatchObject({ subscribe: 1, openid: oa('li'), unionid: expect.any(String) });
    expect(await info('stranger')).toEqual({ subscribe: 0, openid: oa('stranger'), tagid_list: [] });
    expect(await info('nobody')).toMatchObject({ errcode: 40003 });
  });

  it('are listed in pages', async () => {
    const list = (next_openid = '') =>
      ask(desk, '/cgi-bin/user/get', { access_token: tokens.oa, next_openid });
    expect(await list()).toEqual({
      total: 2,
      count: 2,
      data: { openid: [oa('li'), oa('wang')] },
      next_openid: oa('wang'),
    });
    expect(await list(oa('wang'))).toEqual({ total: 2, count: 0, next_openid: '' });
  });
});
