import { willingHost } from '../../desk/phone/runtime/willing-host';
import { ENTRIES } from '../../miniprogram/pages/tabs/home/entries';
import { closeApps, openApp } from './support/app';
import { AS_OF, activity, organization, pageOf } from './support/samples';

const ACTIVITIES = 'GET /api/public/activities';
const ORGANIZATION = 'GET /api/public/organizations/o1';
const ORGANIZATIONS = 'GET /api/public/organizations';
const RECAPS = 'GET /api/public/recaps';
const MEMBERSHIPS = 'GET /api/volunteer/memberships';
const FOLLOWINGS = 'GET /api/volunteer/followings';
const JOIN = 'POST /api/volunteer/organizations/o1/memberships';
const LEAVE = 'POST /api/volunteer/organizations/o1/departure';
const FOLLOW = 'PUT /api/volunteer/organizations/o1/following';

const home = { 'GET /api/public/activities': pageOf([]), [RECAPS]: pageOf([]) };
const last = <T>(items: T[]): T | undefined => items.at(-1);

jest.setTimeout(60_000);
afterEach(closeApps);

describe('the list of activities', () => {
  const LIST = 'pages/tabs/activities/activities';

  test('asks for what the filters say and shows what is free', async () => {
    const phone = await openApp(LIST, {
      [ACTIVITIES]: pageOf([activity(), activity({ id: 'a2', title: '天文夜', freePlaces: 0 })]),
    });
    expect(phone.text()).toContain('余 12 位');
    expect(phone.text()).toContain('已满');
    const page = phone.page as Record<string, (event?: object) => Promise<void>>;
    await page.categoryPicked!({ detail: { index: 3 } });
    await page.toggleFree!();
    await phone.settled();
    expect(last(phone.asked)).toBe(`${ACTIVITIES}?category=popularization&free=true&limit=10`);
  });

  test('an empty answer to filters offers to clear them', async () => {
    const phone = await openApp(LIST, { [ACTIVITIES]: pageOf([]) });
    expect(phone.text()).toContain('过几天再来看看');
    const page = phone.page as Record<string, (event?: object) => Promise<void>>;
    await page.scenePicked!({ detail: { index: 1 } });
    await phone.settled();
    expect(phone.text()).toContain('换个条件试试');
    await phone.tap('#action wx-button');
    await phone.settled();
    expect(last(phone.asked)).toBe(`${ACTIVITIES}?limit=10`);
  });

  test('the bottom brings the next page', async () => {
    let turn = 0;
    const phone = await openApp(LIST, {
      [ACTIVITIES]: () => {
        turn += 1;
        return turn === 1 ? pageOf([activity()], 'n1') : pageOf([activity({ id: 'a2', title: '天文夜' })]);
      },
    });
    phone.scrollToBottom();
    await phone.settled();
    await phone.settled();
    expect(last(phone.asked)).toBe(`${ACTIVITIES}?cursor=n1&limit=10`);
    expect(phone.text()).toContain('科学实验进社区');
    expect(phone.text()).toContain('天文夜');
    expect(phone.text()).toContain('没有更多了');
  });

  test('says on each card whether one may join, asks once for all, and nothing without a log-in', async () => {
    const FLAGS = 'GET /api/volunteer/eligibility';
    const flag = (activityId: string, more: object) => ({
      ...{ activityId, eligible: false, mayWait: false, reasons: [], signUpState: null },
      ...more,
    });
    const young = [
      { code: 'too_young', message: '这里需要年满 16 周岁，可以看看其他活动。' },
      { code: 'activity_full', message: '名额刚刚满了。' },
    ];
    const cards = ['a1', 'a2', 'a3'].map((id) => activity({ id }));
    const phone = await openApp(LIST, {
      [ACTIVITIES]: pageOf([...cards, activity({ id: 'a4', phase: 'in_progress' })]),
      [FLAGS]: {
        items: [
          flag('a1', { eligible: true }),
          flag('a2', { reasons: young }),
          flag('a3', { signUpState: 'CONFIRMED' }),
        ],
      },
    });
    expect(phone.asked.some((each) => each.startsWith(FLAGS))).toBe(false);
    phone.wx.setStorageSync('session.token', 'token');
    await (phone.page as Record<string, () => Promise<void>>).clearFilters!();
    for (let round = 0; round < 3; round += 1) await phone.settled();
    expect(phone.asked.filter((each) => each.startsWith(FLAGS))).toEqual([
      `${FLAGS}?activityIds=${encodeURIComponent('a1,a2,a3')}`,
    ]);
    expect(phone.text()).toMatch(/您可以报名.*年满 16 周岁.*您已报名/);
    expect(phone.text()).not.toContain('名额刚刚满了');
  });

  test.each([LIST, 'pages/tabs/home/home'])(
    'on the way back %s knows of places taken meanwhile',
    async (path) => {
      let freePlaces = 12;
      const phone = await openApp(path, { ...home, [ACTIVITIES]: () => pageOf([activity({ freePlaces })]) });
      expect(phone.text()).toContain('余 12 位');
      freePlaces = 11;
      (phone.page as { onShow(): void }).onShow();
      for (let round = 0; round < 3; round += 1) await phone.settled();
      expect(phone.text()).toContain('余 11 位');
    },
  );

  test('a card opens its activity', async () => {
    const phone = await openApp(LIST, { [ACTIVITIES]: pageOf([activity()]) });
    await phone.tap('[role="link"]');
    expect([phone.path, phone.query]).toEqual(['pages/activity/detail/detail', { id: 'a1' }]);
  });
});

describe('home', () => {
  test.each(ENTRIES.filter(({ url }) => /showcase|recap/.test(url)))(
    'calls $name as its page does',
    ({ name, url }) => {
      expect(require(`../../miniprogram${url}.json`).navigationBarTitleText).toBe(name);
    },
  );

  test('recommends only what one can sign up for, in the chosen area', async () => {
    const running = activity({ id: 'a2', title: '天文夜', phase: 'in_progress' });
    const phone = await openApp('pages/tabs/home/home', {
      ...home,
      [ACTIVITIES]: pageOf([running, activity()]),
    });
    expect(phone.text()).toContain('科学实验进社区');
    expect(phone.text()).not.toContain('天文夜');
    const page = phone.page as Record<string, (event?: object) => Promise<void>>;
    await page.areaChosen!({ detail: { code: '110105', name: '北京市朝阳区' } });
    expect(phone.asked).toContain(`${ACTIVITIES}?areaCode=110105&free=true&limit=20`);
    expect(phone.text()).toContain('北京市朝阳区');
  });

  test('puts what suits the reader first, and asks for no log-in to find out', async () => {
    const answers = {
      ...home,
      [ACTIVITIES]: pageOf([activity(), activity({ id: 'a2', title: '抢险演练', category: 'emergency' })]),
      'GET /api/volunteer/me': {
        verifiedPhone: null,
        volunteer: { serviceCategories: ['emergency'], state: 'VERIFIED' },
      },
    };
    const stranger = await openApp('pages/tabs/home/home', answers);
    expect(stranger.asked).not.toContain('GET /api/volunteer/me');
    expect(stranger.text()).toContain('正在招募');
    stranger.wx.setStorageSync('session.token', 'token');
    await (stranger.page as Record<string, () => Promise<void>>).load!();
    expect(stranger.text()).toMatch(/为您推荐.*抢险演练.*科学实验进社区/);
  });

  test('tells a position only when asked to, and only roughly', async () => {
    const NEARBY = 'GET /api/public/nearby-activities';
    const near = { ...activity(), metres: 3_210 };
    const host = willingHost({
      location: async () => ({ latitude: 39.92191, longitude: 116.44362, accuracy: 9 }),
    });
    const phone = await openApp('pages/tabs/home/home', { ...home, [NEARBY]: { items: [near] } }, { host });
    expect(phone.asked.some((each) => each.startsWith(NEARBY))).toBe(false);
    await phone.tap('#nearby wx-button');
    for (let round = 0; round < 3; round += 1) await phone.settled();
    expect(phone.asked).toContain(`${NEARBY}?near=${encodeURIComponent('39.92,116.44')}`);
    expect(phone.text()).toContain('约 3.2 公里');
  });

  test('text is larger in 长者模式', async () => {
    const phone = await openApp('pages/tabs/home/home', home);
    const root = () => phone.window.document.querySelector('[class*="large-type"]');
    expect(root()).toBeNull();
    phone.wx.setStorageSync('settings.large-type', true);
    phone.leave();
    phone.enter();
    await phone.settled();
    expect(root()).not.toBeNull();
  });
});

describe('the page of an organization', () => {
  const PAGE = 'pages/organization/detail/detail?id=o1';
  const answers = (more: object = {}) => ({
    ...home,
    [ORGANIZATION]: organization(),
    [`${ORGANIZATION}/figures`]: {
      asOf: AS_OF,
      activitiesHeld: 36,
      attended: 410,
      peopleServed: 0,
      minutes: 75_150,
    },
    [MEMBERSHIPS]: pageOf([]),
    [FOLLOWINGS]: pageOf([]),
    ...more,
  });
  const member = (state: string) => pageOf([{ organizationId: 'o1', state }]);
  const answerDialog = async (phone: Awaited<ReturnType<typeof openApp>>, label: string) => {
    const buttons = [...phone.window.document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === label)!.click();
    for (let round = 0; round < 4; round += 1) await phone.settled();
  };

  test('shows who they are: mark, level, figures', async () => {
    const phone = await openApp(PAGE, answers());
    for (const words of ['望', '分队 · 北京市朝阳区', '1.2万', '朝阳区科协', '科普类'])
      expect(phone.text()).toContain(words);
    const text = phone.text();
    for (const words of ['1252.5小时', '36场', '410人次', '其余截至 11月25日 周三 10:00'])
      expect(text).toContain(words);
  });

  test('asking to join says what happens next', async () => {
    let state: string | null = null;
    const phone = await openApp(
      PAGE,
      answers({
        [MEMBERSHIPS]: () => (state ? member(state) : pageOf([])),
        [JOIN]: () => {
          state = 'APPLIED';
          return [201, { state }];
        },
      }),
    );
    await phone.tap('#primary wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.window.document.body.textContent).toContain('申请已经送到组织管理员那里');
    expect(phone.text()).toContain('等待组织管理员审核');
    expect(phone.find('#primary')?.textContent).toContain('撤回申请');
  });

  test('leaving asks once, with the consequence', async () => {
    const phone = await openApp(PAGE, answers({ [MEMBERSHIPS]: member('ACTIVE'), [LEAVE]: [204] }));
    await phone.tap('#primary wx-button');
    expect(phone.window.document.body.textContent).toContain('您的服务记录会保留');
    await answerDialog(phone, '再想想');
    expect(phone.asked).not.toContain(LEAVE);
    await phone.tap('#primary wx-button');
    await answerDialog(phone, '退出');
    expect(phone.asked.filter((request) => request === LEAVE)).toHaveLength(1);
    expect(phone.window.document.body.textContent).toContain('已退出');
  });

  test('a membership that ended does not count', async () => {
    const phone = await openApp(PAGE, answers({ [MEMBERSHIPS]: member('LEFT') }));
    expect(phone.find('#primary')?.textContent).toContain('申请加入');
  });

  test('following is found on any page of the list, and one tap away', async () => {
    let turn = 0;
    const followings = () => {
      turn += 1;
      return turn === 1
        ? pageOf([{ organizationId: 'o9' }], 'n1')
        : pageOf(turn === 2 ? [{ organizationId: 'o1' }] : []);
    };
    const phone = await openApp(PAGE, answers({ [FOLLOWINGS]: followings, [FOLLOW]: [204] }));
    expect(phone.text()).toContain('已关注');
    const stranger = await openApp(PAGE, answers({ [FOLLOW]: [204] }));
    await stranger.tap('#follow');
    await stranger.settled();
    expect(stranger.asked).toContain(FOLLOW);
    expect(stranger.text()).toContain('已关注');
  });

  test('who has not registered is shown the way', async () => {
    const refusal = [403, { code: 'not_registered', message: '请先注册成为科技志愿者，再加入组织。' }];
    const phone = await openApp(PAGE, answers({ [JOIN]: refusal }));
    await phone.tap('#primary wx-button');
    expect(phone.window.document.body.textContent).toContain('请先注册成为科技志愿者，再加入组织。');
    await answerDialog(phone, '去注册');
    expect(phone.path).toBe('pages/volunteer/registration/registration');
  });
});

describe('finding organizations', () => {
  test('by name, of one system', async () => {
    const phone = await openApp('pages/tabs/organizations/organizations', {
      [ORGANIZATIONS]: pageOf([organization()]),
    });
    const page = phone.page as Record<string, (event?: object) => Promise<void>>;
    await page.searched!({ detail: { value: ' 望京 ' } });
    await page.linePicked!({ detail: { index: 2 } });
    expect(last(phone.asked)).toBe(
      `${ORGANIZATIONS}?line=SYSTEM&name=${encodeURIComponent('望京')}&limit=15`,
    );
  });
});

describe('the tree of organizations', () => {
  const TREE = 'GET /api/public/organization-tree';
  const node = (id: string, name: string, more: object = {}) => ({
    ...organization({ id, name }),
    kind: 'ORGANIZATION',
    hasChildren: false,
    ...more,
  });

  test('is read level by level as it is unfolded, page by page, and folds again', async () => {
    const asked: string[] = [];
    const phone = await openApp('pages/tabs/organizations/organizations', {
      [ORGANIZATIONS]: pageOf([organization()]),
      [TREE]: (query: string) => {
        asked.push(query);
        if (query.includes('parentId=u1')) return pageOf([node('o7', '北京大学科协')]);
        if (query.includes('cursor=n1')) return pageOf([node('s2', '中国物理学会')]);
        return pageOf(
          [node('u1', '北京市科协', { kind: 'CAST_UNIT', hasChildren: true }), node('s1', '中国数学会')],
          'n1',
        );
      },
    });
    expect(asked).toEqual([]);
    (phone.page as Record<string, () => void>).showBySystem!();
    await phone.settled();
    await phone.settled();
    expect(phone.text()).toContain('中国数学会');
    expect(phone.text()).not.toContain('望京队');
    await phone.tap('[aria-label="展开北京市科协"]');
    await phone.settled();
    expect(phone.text()).toContain('北京大学科协');
    await phone.tap('[aria-label="收起北京市科协"]');
    await phone.settled();
    expect(phone.text()).not.toContain('北京大学科协');
    await phone.tap('#more-');
    await phone.settled();
    expect(phone.text()).toContain('中国物理学会');
    expect(phone.text()).not.toContain('显示更多');
    expect(asked).toHaveLength(3);
  });
});

describe('a recap', () => {
  const PAGE = 'pages/recap/detail/detail?id=r1';
  const photo = (photoId: string) => ({ photoId, url: `/files/${photoId}.jpg`, width: 1200, height: 900 });
  const recap = {
    id: 'r1',
    activityId: 'a1',
    activityTitle: '天文夜',
    place: '望京',
    startsAt: AS_OF,
    endsAt: AS_OF,
    organizationId: 'o1',
    organizationName: '望京队',
    text: '第一段。\n\n第二段。',
    photos: [photo('p1'), photo('p2'), photo('p3')],
    peopleServed: 186,
    volunteers: 8,
    minutes: 960,
    views: 5,
    shares: 1,
    publishedAt: AS_OF,
  };
  const answers = {
    'GET /api/public/recaps/r1': recap,
    'POST /api/public/recaps/r1/views': [204],
    'POST /api/public/recaps/r1/shares': [204],
  };

  test('is read without log-in, counted once, told in figures', async () => {
    const phone = await openApp(PAGE, answers, { scene: 1154 });
    expect(phone.asked.sort()).toEqual(['GET /api/public/recaps/r1', 'POST /api/public/recaps/r1/views']);
    for (const words of ['天文夜', '186人', '8人', '16小时', '第一段。', '第二段。'])
      expect(phone.text()).toContain(words);
    expect(phone.text()).not.toContain('转发给朋友');
  });

  test('photos stand between the paragraphs, each once', async () => {
    const phone = await openApp(PAGE, answers);
    const { blocks } = phone.data.recap as { blocks: { key: string }[] };
    expect(blocks.map(({ key }) => key)).toEqual(['text-0', 'p2', 'text-1', 'p3']);
  });

  test('sharing is counted by its way, and a count that fails disturbs nobody', async () => {
    const phone = await openApp(PAGE, {
      ...answers,
      'POST /api/public/recaps/r1/shares': [500, {}],
    });
    phone.share('timeline');
    await phone.settled();
    expect(phone.asked).toContain('POST /api/public/recaps/r1/shares');
    expect(last(phone.shares)).toMatchObject({ title: '天文夜', path: PAGE });
    expect(phone.errors).toEqual([]);
  });
});
