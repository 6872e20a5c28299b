import { willingHost } from '../../desk/phone/runtime/willing-host';
import { closeApps, openApp } from './support/app';
import { AS_OF, demand, pageOf } from './support/samples';

const BOARD = 'GET /api/public/demands';
const MINE = 'GET /api/volunteer/demands';
const ORGANIZATIONS = 'GET /api/organizer/organizations';
const OWN = '/api/organizer/organizations/o1/demands/d1';

const detail = (more: object = {}) => ({
  ...demand(),
  place: '文化活动中心二楼',
  description: '托管班有四十名孩子。',
  riskNotice: '活动室在二楼，没有电梯。',
  contactName: '王*',
  activityId: null,
  rating: null,
  ratingComment: null,
  ...more,
});
const file = (more: object = {}) => ({
  ...detail(),
  contactPhone: '139****5678',
  stateReason: null,
  trail: [{ step: 'SUBMIT', organizationName: null, reason: null, at: AS_OF }],
  ...more,
});

jest.setTimeout(60_000);
afterEach(closeApps);

test('the board shows what is asked for, by filters, and leads to posting', async () => {
  const phone = await openApp('pages/demand/board/board', { [BOARD]: pageOf([demand()]) });
  expect(phone.text()).toContain('想请人为孩子们讲航天');
  expect(phone.text()).toContain('12月1日至12月20日');
  const page = phone.page as Record<string, (event?: object) => Promise<void>>;
  await page.categoryPicked!({ detail: { index: 3 } });
  await page.toggleAnswered!();
  await phone.settled();
  expect(phone.asked.at(-1)).toBe(`${BOARD}?category=popularization&answered=true&limit=10`);
  await phone.tap('#primary wx-button');
  await phone.settled();
  expect(phone.path).toBe('pages/demand/form/form');
});

test('an admin takes an open demand for the organization', async () => {
  const phone = await openApp('pages/demand/detail/detail?id=d1', {
    'GET /api/public/demands/d1': detail(),
    [ORGANIZATIONS]: pageOf([{ organizationId: 'o1', organizationName: '科普队' }]),
    [`POST ${OWN}/taking`]: [204, null],
    [`GET ${OWN}`]: file({ state: 'ACCEPTED', organization: { id: 'o1', name: '科普队' } }),
  });
  expect(phone.text()).toContain('可能的风险');
  phone.mock('showModal', { confirm: true });
  await phone.tap('#primary wx-button');
  for (let round = 0; round < 4; round += 1) await phone.settled();
  expect(phone.asked).toContain(`POST ${OWN}/taking`);
  expect(phone.text()).toContain('为它安排活动');
});

test('who asked sees what happens next, and rates once it is done', async () => {
  const phone = await openApp('pages/demand/detail/detail?id=d1&as=mine', {
    [`${MINE}/d1`]: file({
      state: 'COMPLETED',
      organization: { id: 'o1', name: '科普队' },
      activityId: 'a1',
    }),
    'POST /api/volunteer/demands/d1/rating': [204, null],
  });
  expect(phone.text()).toContain('服务已完成，请评价');
  expect(phone.text()).toContain('办理经过');
  await phone.tap('#primary wx-button');
  await phone.settled();
  expect(phone.asked).toContain('POST /api/volunteer/demands/d1/rating');
});

test('a form with gaps says what is missing and sends nothing', async () => {
  const phone = await openApp('pages/demand/form/form', {});
  await phone.tap('#primary wx-button');
  await phone.settled();
  expect(phone.text()).toContain('请填写需求单位的名称');
  expect(phone.text()).toContain('请写明可能的风险');
  expect(phone.asked).toEqual([]);
});

test('a posting whose answer was lost is sent again as the same, what was changed as another', async () => {
  const host = willingHost();
  const draft = {
    bodyName: '望京街道实践所',
    bodyKind: 'practice_centre',
    areaCode: '110105',
    areaName: '朝阳区',
    place: '文化活动中心',
    title: '想请人讲航天',
    category: 'popularization',
    fromDay: '2026-12-01',
    untilDay: '2026-12-31',
    peopleExpected: '40',
    description: '四十名孩子希望听一次航天科普。',
    riskNotice: '活动室在二楼，上下楼梯要有人照看。',
    contactName: '王需求',
    contactPhone: '',
  };
  host.storage.setItem('demand.draft', JSON.stringify({ data: { draft, key: '' } }));
  const keys: string[] = [];
  const phone = await openApp(
    'pages/demand/form/form',
    {
      'POST /api/volunteer/demands': (_: string, body: string) => {
        keys.push(JSON.parse(body).key);
        throw new TypeError('Failed to fetch');
      },
    },
    { host },
  );
  const send = async () => {
    await phone.tap('#primary wx-button');
    for (let round = 0; round < 3; round += 1) await phone.settled();
  };
  await phone.type('[aria-label="联系电话"]', '19900000001');
  expect(host.storage.getItem('demand.draft')).toContain('想请人讲航天');
  expect(host.storage.getItem('demand.draft')).not.toContain('19900000001');
  await send();
  await send();
  await phone.type('[aria-label="一句话说明"]', '想请人讲火箭');
  await send();
  expect(keys).toEqual([keys[0], keys[0], keys[2]]);
  expect(keys[0]).toMatch(/^[a-z0-9]{16,32}$/);
  expect(keys[2]).not.toBe(keys[0]);
});

test('my demands and those of my organization', async () => {
  const mine = await openApp('pages/demand/mine/mine', { [MINE]: pageOf([demand({ state: 'SUBMITTED' })]) });
  expect(mine.text()).toContain('当地科协正在审核');
  const empty = await openApp('pages/demand/mine/mine?organizationId=o1', {
    'GET /api/organizer/organizations/o1/demands': pageOf([]),
  });
  expect(empty.text()).toContain('还没有派给本组织');
});

describe('the showcase', () => {
  const counts = {
    volunteers: 12_345,
    organizations: 210,
    activitiesPublished: 30,
    activitiesHeld: 28,
    signUps: 400,
    attended: 380,
    peopleServed: 5_200,
    minutes: 66_600,
  };
  const answers = {
    'GET /api/public/figures': { asOf: AS_OF, name: '全国', total: counts, range: counts, periods: [] },
    'GET /api/public/showcase/honours': {
      volunteer: { activities: 10, minutes: 1200 },
      organization: { people: 20, activities: 50, minutesPerHead: 300, minutes: 6000 },
    },
    'GET /api/public/showcase/organizations': {
      asOf: AS_OF,
      items: [{ ...counts, organizationId: 'o1', name: '科普队', areaName: '北京市', memberCount: 30 }],
      next: null,
    },
    'GET /api/public/showcase/volunteers': { asOf: AS_OF, items: [], next: null },
  };

  test('tells figures as of midnight and who serves, by period and honour', async () => {
    const phone = await openApp('pages/showcase/showcase/showcase', answers);
    expect(phone.text()).toContain('1.2万');
    expect(phone.text()).toContain('截至 11月25日 周三 10:00');
    expect(phone.text()).toContain('科普队');
    expect(phone.text()).toContain('1110');
    const page = phone.page as Record<string, (event?: object) => Promise<void>>;
    await page.toggleHonoured!();
    await phone.settled();
    expect(phone.text()).toContain('成员不少于 20 人，活动不少于 50 场');
    expect(phone.asked.at(-1)).toBe('GET /api/public/showcase/organizations?honoured=true&limit=20');
    await page.tabTapped!({ currentTarget: { dataset: { tab: 'volunteers' } } });
    await phone.settled();
    expect(phone.text()).toContain('还没有同意展示的志愿者');
  });
});
