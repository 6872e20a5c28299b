import { closeApps, openApp } from './support/app';
import { activityDetail, aPost, deposit, depositTerms, eligible, pageOf } from './support/samples';

const PAGE = 'pages/activity/detail/detail?id=a1';
const DETAIL = 'GET /api/public/activities/a1';
const ELIGIBILITY = 'GET /api/volunteer/activities/a1/eligibility';
const SIGN_UP = 'POST /api/volunteer/activities/a1/signups';
const SIGNED = {
  id: 's1',
  postId: 'p1',
  state: 'CONFIRMED',
  origin: 'SELF',
  offerExpiresAt: null,
  excuseState: null,
};
const having = (signUp: object, position: number | null = null) => ({
  ...refused(),
  signUp: { ...SIGNED, ...signUp },
  position,
});

const refused = (...codes: string[]) => ({
  eligible: false,
  reasons: codes.map((code) => ({ code, message: `因为 ${code}。` })),
  mayWait: false,
  posts: [],
  signUp: null as object | null,
  position: null as number | null,
});

jest.setTimeout(60_000);

describe('the page of an activity', () => {
  afterEach(closeApps);

  test('says when, where, for whom and at what risk', async () => {
    const phone = await openApp(PAGE, { [DETAIL]: activityDetail(), [ELIGIBILITY]: eligible });
    for (const words of [
      '11月28日 周六 09:00–11:30 · 3 天后',
      '北京市朝阳区望京街道',
      '年满 16 周岁',
      '志愿者保险',
      '现场有用电设备。',
      '有一定风险',
      '12个空位',
      '我要报名',
    ])
      expect(phone.text()).toContain(words);
    expect(phone.errors).toEqual([]);
  });

  test('once closed out it says how many it served, instead of free places', async () => {
    const phone = await openApp(PAGE, {
      [DETAIL]: activityDetail({ state: 'CLOSED', phase: 'ended' }),
      [ELIGIBILITY]: refused('ended'),
      'GET /api/public/activities/a1/outcome': { peopleServed: 1_260, closedAt: '2026-11-29T00:00:00.000Z' },
      'GET /api/public/recaps': pageOf([]),
    });
    expect(phone.text()).toContain('服务人数1260人');
    expect(phone.text()).not.toContain('个空位');
    expect(phone.errors).toEqual([]);
  });

  test('a deposit is said before the button; who closes the sheet keeps the place and can pay later', async () => {
    let signUp: object | null = null;
    let state = 'CREATED';
    const phone = await openApp(PAGE, {
      [DETAIL]: activityDetail({ depositFen: 2_000 }),
      [ELIGIBILITY]: () => (signUp ? having(signUp) : eligible),
      [SIGN_UP]: () => {
        signUp = SIGNED;
        return [201, SIGNED];
      },
      'GET /api/public/deposit-terms': depositTerms,
      'GET /api/volunteer/deposits': () => ({ items: [deposit({ state })] }),
      'POST /api/volunteer/signups/s1/deposit/payment': { package: 'prepay_id=wx1', signType: 'RSA' },
      'POST /api/volunteer/signups/s1/deposit/check': () => {
        state = 'PAID';
        return deposit({ state });
      },
    });
    for (const words of ['可退押金¥20', '30 分钟内支付', '活动结束 7 天后也会退', '报名并支付押金'])
      expect(phone.text()).toContain(words);
    const settled = async () => {
      for (let round = 0; round < 6; round += 1) await phone.settled();
    };
    phone.mock('requestPayment', { errMsg: 'requestPayment:fail cancel' });
    await phone.tap('#primary wx-button');
    await phone.tap('#accept');
    await phone.tap('#confirm wx-button');
    await settled();
    for (const words of ['支付押金 ¥20', '还剩 30 分钟', '名额已为您保留'])
      expect(phone.text()).toContain(words);
    expect(phone.text()).not.toContain('您已报名，请准时参加');
    phone.mock('requestPayment', { errMsg: 'requestPayment:fail system error' });
    await phone.tap('#primary wx-button');
    await settled();
    expect(phone.calls.findLast(({ name }) => name === 'showModal')?.options).toMatchObject({
      content: expect.stringContaining('没有扣款'),
    });
    phone.mock('requestPayment', undefined);
    await phone.tap('#primary wx-button');
    await settled();
    expect(phone.text()).toContain('您已报名，请准时参加');
    expect(phone.text()).toContain('最晚 12月5日');
  });

  test('a sign-up takes the acknowledged risk, and asks once whether WeChat may tell', async () => {
    let signUp: object | null = null;
    const phone = await openApp(PAGE, {
      [DETAIL]: activityDetail(),
      [ELIGIBILITY]: () => (signUp ? having(signUp) : eligible),
      [SIGN_UP]: () => {
        signUp = SIGNED;
        return [201, SIGNED];
      },
    });
    await phone.tap('#primary wx-button');
    await phone.tap('#confirm wx-button');
    expect(phone.asked).not.toContain(SIGN_UP);
    await phone.tap('#accept');
    // Two taps in the same moment.
    phone.find('#confirm wx-button')?.click();
    await phone.tap('#confirm wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked.filter((request) => request === SIGN_UP)).toHaveLength(1);
    expect(phone.calls.filter(({ name }) => name === 'requestSubscribeMessage')).toHaveLength(1);
    expect(phone.text()).toContain('您已报名');
    expect(phone.data.busy).toBe(false);
  });

  test('a sign-up that comes too late says so in the server’s words and shows the new state', async () => {
    let full = false;
    const phone = await openApp(PAGE, {
      [DETAIL]: () => activityDetail(full ? { freePlaces: 0 } : {}),
      [ELIGIBILITY]: () => (full ? refused('activity_full') : eligible),
      [SIGN_UP]: () => {
        full = true;
        return [409, { code: 'activity_full', message: '报名没有成功：名额刚刚满了。' }];
      },
    });
    await phone.tap('#primary wx-button');
    await phone.tap('#accept');
    await phone.tap('#confirm wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.window.document.body.textContent).toContain('报名没有成功：名额刚刚满了。');
    expect(phone.text()).toContain('名额已满');
  });

  test('a post is chosen, with its own reasons and its own button', async () => {
    const two = aPost({ id: 'p2', title: '讲解员', requirement: '熟悉天文', freePlaces: 0, waiting: 2 });
    const phone = await openApp(PAGE, {
      [DETAIL]: activityDetail({ posts: [aPost(), two] }),
      [ELIGIBILITY]: {
        ...eligible,
        posts: [
          ...eligible.posts,
          {
            postId: 'p2',
            eligible: false,
            mayWait: true,
            reasons: [{ code: 'activity_full', message: '满了。' }],
          },
        ],
      },
      [SIGN_UP]: [201, { ...SIGNED, state: 'WAITLISTED' }],
    });
    expect(phone.text()).toContain('熟悉天文');
    expect(phone.text()).toContain('候补 2 人');
    await phone.tap('#post-p2');
    expect(phone.text()).toContain('满了。');
    expect(phone.find('#primary')?.textContent).toContain('加入候补');
    await phone.tap('#primary wx-button');
    await phone.tap('#accept');
    await phone.tap('#confirm wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked).toContain(SIGN_UP);
  });

  test('who waits sees their place in the queue; who is offered a place accepts or leaves it', async () => {
    const waiting = await openApp(PAGE, {
      [DETAIL]: activityDetail(),
      [ELIGIBILITY]: having({ state: 'WAITLISTED' }, 3),
    });
    expect(waiting.text()).toContain('您在候补第 3 位');
    closeApps();

    let state = 'OFFERED';
    const ACCEPT = 'POST /api/volunteer/signups/s1/acceptance';
    const phone = await openApp(PAGE, {
      [DETAIL]: activityDetail(),
      [ELIGIBILITY]: () => having({ state, offerExpiresAt: '2026-11-25T04:00:00.000Z' }),
      [ACCEPT]: () => {
        state = 'CONFIRMED';
        return having({ state }).signUp as object;
      },
    });
    expect(phone.text()).toContain('名额为您保留到 11月25日 周三 12:00');
    expect(phone.find('#decline')?.textContent).toContain('放弃名额');
    await phone.tap('#primary wx-button');
    await phone.tap('#accept');
    await phone.tap('#confirm wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked).toContain(ACCEPT);
    expect(phone.text()).toContain('您已报名');
  });

  test.each([
    [['not_registered'], '去注册'],
    [['members_only'], '申请加入组织'],
    [['not_verified'], '查看认证'],
    [['time_overlap'], '暂不能报名'],
    [['not_registered', 'activity_full'], '名额已满'],
    [['not_verified', 'not_recruiting'], '不在报名时间'],
  ])('reasons %j stand on the page, and the button says %s', async (codes, label) => {
    const phone = await openApp(PAGE, { [DETAIL]: activityDetail(), [ELIGIBILITY]: refused(...codes) });
    for (const code of codes) expect(phone.text()).toContain(`因为 ${code}。`);
    expect(phone.find('#primary')?.textContent).toContain(label);
  });

  test('opened from Moments it neither logs in nor offers what needs it', async () => {
    const phone = await openApp(PAGE, { [DETAIL]: activityDetail() }, { scene: 1154 });
    expect(phone.asked).toEqual([DETAIL]);
    expect(phone.text()).toContain('科学实验进社区');
    expect(phone.text()).not.toContain('请先登录');
    expect(phone.find('#primary')).toBeNull();
  });

  test('its poster is drawn when asked for, saved to the album, and not offered once it is over', async () => {
    const POSTER = 'GET /api/public/activities/a1/poster';
    const phone = await openApp(PAGE, {
      [DETAIL]: activityDetail(),
      [ELIGIBILITY]: eligible,
      [POSTER]: { url: '/files/a1.png', width: 1080, height: 1440 },
      'GET /files/a1.png': {},
    });
    expect(phone.asked).not.toContain(POSTER);
    await phone.tap('#poster');
    await phone.settled();
    expect(phone.asked).toContain(POSTER);
    await phone.tap('#save wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.calls.map(({ name }) => name)).toContain('saveImageToPhotosAlbum');
    closeApps();
    const over = await openApp(PAGE, {
      [DETAIL]: activityDetail({ phase: 'ended' }),
      [ELIGIBILITY]: eligible,
      'GET /api/public/recaps': pageOf([]),
    });
    expect(over.text()).toContain('科学实验进社区');
    expect(over.find('#poster')).toBeNull();
  });

  test('who signed up puts it into the calendar, in seconds', async () => {
    const phone = await openApp(PAGE, { [DETAIL]: activityDetail(), [ELIGIBILITY]: having({}) });
    await phone.tap('#calendar');
    for (let round = 0; round < 3; round += 1) await phone.settled();
    const start = Date.parse('2026-11-28T01:00:00.000Z') / 1000;
    expect(phone.calls.find(({ name }) => name === 'addPhoneCalendar')?.options).toEqual({
      title: '科学实验进社区',
      startTime: start,
      endTime: String(start + 9_000),
      location: '朝阳区望京街道',
    });
    expect(phone.data.busy).toBe(false);
  });

  test('goes to a friend and to Moments with its id', async () => {
    const phone = await openApp(PAGE, { [DETAIL]: activityDetail(), [ELIGIBILITY]: eligible });
    phone.share('friend');
    phone.share('timeline');
    await phone.settled();
    expect(phone.shares.map(({ title, path }) => [title, path])).toEqual([
      ['科学实验进社区', PAGE],
      ['科学实验进社区', PAGE],
    ]);
  });

  test('what is gone says so and leads home', async () => {
    const gone = [404, { code: 'activity_not_found', message: '没有找到这个活动，它可能已经下架。' }];
    const phone = await openApp(PAGE, { [DETAIL]: gone, [ELIGIBILITY]: gone });
    expect(phone.text()).toContain('没有找到这个活动');
    expect(phone.text()).not.toContain('重试');
    await phone.tap('#action wx-button');
    expect(phone.path).toBe('pages/tabs/home/home');
  });

  test('a slow or broken server can be asked again', async () => {
    let broken = true;
    const phone = await openApp(PAGE, {
      [DETAIL]: () => (broken ? [500, { code: 'internal', message: '系统出了点问题。' }] : activityDetail()),
      [ELIGIBILITY]: eligible,
    });
    expect(phone.text()).toContain('系统出了点问题。');
    broken = false;
    await phone.tap('#action wx-button');
    for (let round = 0; round < 3; round += 1) await phone.settled();
    expect(phone.text()).toContain('我要报名');
  });
});
