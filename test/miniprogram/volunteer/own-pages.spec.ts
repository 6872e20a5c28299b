import { willingHost } from '../../../desk/phone/runtime/willing-host';
import { type AppPhone, closeApps, openApp } from '../support/app';
import { activityDetail, deposit, pageOf } from '../support/samples';

const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const signUp = {
  id: 's1',
  activityId: 'a1',
  state: 'CONFIRMED',
  remark: null,
  stateReason: null,
  createdAt: later(-48),
  endedAt: null,
  title: '科学实验进社区',
  startsAt: later(72),
  endsAt: later(74),
  place: '望京',
  activityState: 'PUBLISHED',
  penaltyFree: false,
  depositFen: null as number | null,
};
const PARAMS = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'RSA', paySign: 's' };
const settled = async (phone: AppPhone) => {
  for (let round = 0; round < 4; round += 1) await phone.settled();
};
const modals = (phone: AppPhone) => phone.calls.filter(({ name }) => name === 'showModal');

jest.setTimeout(60_000);
afterEach(closeApps);

describe('my sign-ups', () => {
  const PAGE = 'pages/volunteer/signups/signups';

  test('cancelling asks why, once', async () => {
    let state = 'CONFIRMED';
    const phone = await openApp(PAGE, {
      'GET /api/volunteer/signups': () => pageOf([{ ...signUp, state, stateReason: '临时有事' }]),
      'POST /api/volunteer/signups/s1/cancellation': () => {
        state = 'CANCELLED';
        return { ...signUp, state };
      },
    });
    const cancellation = 'POST /api/volunteer/signups/s1/cancellation';
    await phone.tap('#cancel-s1');
    await settled(phone);
    await phone.tap('#submit wx-button');
    expect(phone.asked).not.toContain(cancellation);
    await phone.tap('#reason-0');
    phone.find('#submit wx-button')?.click();
    await phone.tap('#submit wx-button');
    await settled(phone);
    expect(phone.asked.filter((request) => request === cancellation)).toHaveLength(1);
    expect(phone.text()).toContain('原因：临时有事');
    expect(phone.data.busy).toBe(false);
  });

  test('what waits for somebody is found by itself', async () => {
    const asked: string[] = [];
    const phone = await openApp(PAGE, {
      'GET /api/volunteer/signups': (query: string) => {
        asked.push(query);
        return pageOf([{ ...signUp, state: 'WAITLISTED' }]);
      },
    });
    for (const [label, state] of [
      ['待审核', 'APPLIED'],
      ['候补中', 'WAITLISTED'],
      ['待确认', 'OFFERED'],
    ] as const) {
      const filters = phone.data.filters as { name: string }[];
      const index = filters.findIndex(({ name }) => name === label);
      await (phone.page as { filterPicked(event: object): Promise<void> }).filterPicked({
        currentTarget: { dataset: { index } },
      });
      expect(asked.at(-1)).toContain(`state=${state}`);
    }
  });

  test('a deposit that is due can be paid here, and its way back is told', async () => {
    let state = 'CREATED';
    const asked = 'POST /api/volunteer/signups/s1/deposit/check';
    const phone = await openApp(PAGE, {
      'GET /api/volunteer/signups': pageOf([
        { ...signUp, depositFen: 2_000 },
        { ...signUp, id: 's2', state: 'CANCELLED', depositFen: 2_000 },
        { ...signUp, id: 's3' },
      ]),
      'GET /api/volunteer/deposits': () => ({
        items: [
          deposit({ state }),
          deposit({ signUpId: 's2', state: 'REFUNDED', refundReason: 'CANCELLED', refundedAt: later(-1) }),
        ],
      }),
      'POST /api/volunteer/signups/s1/deposit/payment': { ...PARAMS },
      [asked]: () => {
        state = 'PAID';
        return deposit({ state });
      },
    });
    expect(phone.asked).toContain('GET /api/volunteer/deposits?signUpIds=s1%2Cs2');
    for (const words of ['待付押金', '押金 ¥20 · 待支付', '押金 ¥20 · 已退回', '报名已取消，'])
      expect(phone.text()).toContain(words);
    await phone.tap('#pay-s1 wx-button');
    await settled(phone);
    expect(phone.calls.find(({ name }) => name === 'requestPayment')?.options).toEqual(PARAMS);
    expect(phone.text()).toContain('押金 ¥20 · 已支付');
    expect(phone.find('#pay-s1')).toBeNull();
    expect(phone.errors).toEqual([]);
  });

  test('what lies ahead goes into the calendar; what is over or not settled is not offered', async () => {
    const phone = await openApp(PAGE, {
      'GET /api/volunteer/signups': pageOf([
        signUp,
        { ...signUp, id: 's2', state: 'WAITLISTED' },
        { ...signUp, id: 's3', startsAt: later(-1) },
      ]),
    });
    expect(phone.find('#calendar-s2')).toBeNull();
    expect(phone.find('#calendar-s3')).toBeNull();
    await phone.tap('#calendar-s1');
    await settled(phone);
    expect(phone.calls.find(({ name }) => name === 'addPhoneCalendar')?.options).toEqual({
      title: '科学实验进社区',
      startTime: Math.floor(Date.parse(signUp.startsAt) / 1000),
      endTime: String(Math.floor(Date.parse(signUp.endsAt) / 1000)),
      location: '望京',
    });
    expect(phone.window.document.body.textContent).toContain('已加入日历');
  });

  test('none yet leads to the activities', async () => {
    const phone = await openApp(PAGE, { 'GET /api/volunteer/signups': pageOf([]) });
    expect(phone.text()).toContain('您还没有报名活动。');
    await phone.tap('#action wx-button');
    expect(phone.path).toBe('pages/tabs/activities/activities');
  });
});

describe('checking in', () => {
  const PAGE = 'pages/volunteer/check-in/check-in?id=a1';
  const CHECK_IN = 'POST /api/volunteer/activities/a1/check-in';
  const running = {
    'GET /api/public/activities/a1': activityDetail({ phase: 'in_progress' }),
    'GET /api/volunteer/activities/a1/check-in': { checkIn: null } as object,
  };
  const open = {
    id: 'c1',
    activityId: 'a1',
    state: 'OPEN',
    method: 'QR',
    inAt: later(0),
    outAt: null,
    sentence: '已签到，离开时请签退。',
  };

  test('by the code at the place; afterwards leaving is next', async () => {
    let checkIn: object | null = null;
    const host = willingHost({ scan: async () => 'a1-7.signature' });
    const phone = await openApp(
      PAGE,
      {
        ...running,
        'GET /api/volunteer/activities/a1/check-in': () => ({ checkIn }),
        [CHECK_IN]: () => {
          checkIn = open;
          return open;
        },
      },
      { host },
    );
    await phone.tap('#primary wx-button');
    await settled(phone);
    expect(phone.text()).toContain('已签到，离开时请签退。');
    expect(phone.text()).toContain('扫码签退');
  });

  test('by position shows the distance, also when the server finds it too far', async () => {
    const host = willingHost({
      location: async () => ({ latitude: 39.99, longitude: 116.58, accuracy: 20 }),
    });
    const message = '您距离活动地点还有 9.4 公里。';
    const phone = await openApp(
      PAGE,
      { ...running, [CHECK_IN]: [403, { code: 'too_far', message }] },
      { host },
    );
    await phone.tap('#locate');
    await settled(phone);
    expect(phone.text()).toContain('9.4 公里');
    expect(modals(phone)).toMatchObject([{ options: { content: message } }]);
    expect(phone.data.busy).toBe(false);
  });

  test('without a position nothing is sent, and the code is named as the other way', async () => {
    const host = willingHost({ location: () => Promise.reject(new Error('fail auth deny')) });
    const phone = await openApp(PAGE, running, { host });
    await phone.tap('#locate');
    await settled(phone);
    expect(phone.asked).not.toContain(CHECK_IN);
    expect(modals(phone)).toMatchObject([{ options: { content: expect.stringContaining('改用扫码') } }]);
  });

  test('a closed camera is no failure', async () => {
    const host = willingHost({ scan: () => Promise.reject(new Error('fail cancel')) });
    const phone = await openApp(PAGE, running, { host });
    await phone.tap('#primary wx-button');
    await settled(phone);
    expect([phone.asked.includes(CHECK_IN), modals(phone).length, phone.data.busy]).toEqual([
      false,
      0,
      false,
    ]);
  });
});

describe('messages', () => {
  const message = (id: string, read: boolean) => ({
    id,
    title: `消息${id}`,
    body: '正文',
    organizationName: null,
    activityId: 'a1' as string | null,
    pastActivityId: null as string | null,
    read,
    publishedAt: later(-1),
  });

  test('opening one marks it read once; all can be marked together', async () => {
    const phone = await openApp('pages/volunteer/inbox/inbox', {
      'GET /api/volunteer/inbox': pageOf([message('m1', false), message('m2', false)]),
      'GET /api/volunteer/inbox/unread': { unread: 2 },
      'POST /api/volunteer/inbox/m1/reading': {},
      'POST /api/volunteer/inbox/reading': {},
    });
    await phone.tap('#message-m1');
    await settled(phone);
    await phone.tap('#message-m1');
    await settled(phone);
    expect(phone.asked.filter((request) => request.endsWith('m1/reading'))).toHaveLength(1);
    expect(phone.text()).toContain('1 条未读');
    await phone.tap('#read-all');
    await settled(phone);
    expect(phone.text()).not.toContain('未读');
  });

  test('one about what was entered afterwards opens the entry', async () => {
    const decided = { ...message('m1', true), activityId: null, pastActivityId: 'p1' };
    const phone = await openApp('pages/volunteer/inbox/inbox', {
      'GET /api/volunteer/inbox': pageOf([decided]),
      'GET /api/volunteer/inbox/unread': { unread: 0 },
    });
    expect(phone.text()).not.toContain('查看补录');
    await phone.tap('#message-m1');
    expect(phone.text()).not.toContain('查看活动');
    await phone.tap('.link');
    await settled(phone);
    expect(phone.path).toBe('pages/organizer/past-activity/past-activity');
    expect(phone.asked).toContain('GET /api/organizer/past-activities/p1');
  });
});

describe('我的', () => {
  const nobody = { verifiedPhone: null, followsOfficialAccount: false, volunteer: null };

  test('invites who is not registered', async () => {
    const phone = await openApp('pages/tabs/me/me', { 'GET /api/volunteer/me': nobody });
    await phone.tap('#register');
    expect(phone.path).toBe('pages/volunteer/registration/registration');
  });

  test('who logged out stays out until they log in again', async () => {
    const host = willingHost();
    const answers = { 'GET /api/volunteer/me': nobody, 'DELETE /api/volunteer/session': {} };
    const settings = await openApp('pages/volunteer/settings/settings', answers, { host });
    settings.mock('showModal', { confirm: true });
    await settings.tap('#log-out');
    await settled(settings);
    expect(settings.path).toBe('pages/tabs/me/me');
    expect(settings.text()).toContain('您已退出登录');
    const logIns = () => settings.asked.filter((request) => request === 'POST /api/public/sessions').length;
    const before = logIns();
    settings.pullDown();
    await settled(settings);
    expect(logIns()).toBe(before);
    await settings.tap('#log-in');
    await settled(settings);
    expect(logIns()).toBe(before + 1);
    expect(settings.text()).toContain('成为科技志愿者');
  });
});

test('长者模式 changes this page at once, both ways, and the next page too', async () => {
  const host = willingHost();
  const PAGE = 'pages/volunteer/settings/settings';
  const large = (phone: AppPhone) =>
    /large-type/.test(
      phone.window.document.querySelector('.phone-page')!.innerHTML.replace(/id="[^"]*"/g, ''),
    );
  const phone = await openApp(PAGE, {}, { host });
  expect(large(phone)).toBe(false);
  await phone.tap('#large-type');
  await settled(phone);
  expect(large(phone)).toBe(true);
  const again = await openApp(PAGE, {}, { host });
  expect(large(again)).toBe(true);
  await again.tap('#large-type');
  await settled(again);
  expect(large(again)).toBe(false);
});
