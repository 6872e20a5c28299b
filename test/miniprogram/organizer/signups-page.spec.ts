import { closeApps, openApp } from '../support/app';
import { managedActivity, page } from './samples';

const PAGE = 'pages/organizer/signups/signups?id=a1';
const LIST = 'GET /api/organizer/activities/a1/signups';
const ACTIVITY = 'GET /api/organizer/activities/a1';
const DECISIONS = 'POST /api/organizer/activities/a1/signup-decisions';

const signUp = (more: object = {}) => ({
  id: 's1',
  postId: 'p1',
  state: 'APPLIED',
  origin: 'SELF',
  queueNumber: null,
  remark: '我带电源线',
  stateReason: null,
  excuse: null,
  excuseState: null,
  createdAt: '2026-11-24T01:00:00.000Z',
  volunteerId: 'v1',
  volunteerNumber: 'V0123456789',
  name: '王小明',
  phone: '139****0001',
  ...more,
});

const NOT_ADMIN = { code: 'not_organization_admin', message: '只有组织管理员可以进行这项操作。' };

jest.setTimeout(60_000);

describe('the sign-ups of an activity', () => {
  afterEach(closeApps);

  test('say who applied and who waits in which order, and are decided on the spot', async () => {
    let state = 'APPLIED';
    const phone = await openApp(PAGE, {
      [ACTIVITY]: managedActivity(),
      [LIST]: () =>
        page([signUp({ state }), signUp({ id: 's2', name: '李红', state: 'WAITLISTED', queueNumber: 2 })]),
      [DECISIONS]: () => {
        state = 'CONFIRMED';
        return { items: [{ signUpId: 's1', code: null, message: null }] };
      },
    });
    expect(phone.text()).toContain('待审核');
    expect(phone.text()).toContain('候补 #2');
    expect(phone.text()).toContain('我带电源线');
    await phone.tap('#approve-s1 wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked).toContain(DECISIONS);
    expect(phone.text()).toContain('已报名');
    expect(phone.find('#approve-s1')).toBeNull();
    expect(phone.errors).toEqual([]);
  });

  test('after the end, who did not come is noted, and what they say about it is decided', async () => {
    const NO_SHOW = 'POST /api/organizer/signups/s1/no-show';
    const EXCUSE = 'POST /api/organizer/signups/s2/excuse-decision';
    const phone = await openApp(PAGE, {
      [LIST]: page([
        signUp({ state: 'CONFIRMED' }),
        signUp({ id: 's2', state: 'NO_SHOW', excuse: '当天发烧', excuseState: 'MADE' }),
      ]),
      [ACTIVITY]: managedActivity({ phase: 'ended' }),
      [NO_SHOW]: [204, null],
      [EXCUSE]: [204, null],
    });
    expect(phone.text()).toContain('未到场说明：当天发烧');
    await phone.tap('#accept-excuse-s2 wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked).toContain(EXCUSE);
    expect(phone.find('#no-show-s1')).not.toBeNull();
    expect(phone.find('#no-show-s2')).toBeNull();
  });

  test('say where the deposit of each stands, and what to do about those that could not go back', async () => {
    const held = (signUpId: string, state: string, more: object = {}) => ({
      ...{ id: `d-${signUpId}`, signUpId, amountFen: 2_000, state, payBy: '2026-11-24T01:30:00.000Z' },
      ...{
        paidAt: null,
        refundReason: null,
        refundedAt: null,
        returnBy: '2026-12-05T01:00:00.000Z',
        ...more,
      },
    });
    const states = ['PAID', 'REFUNDING', 'REFUNDED', 'ABNORMAL', 'CLOSED', 'CREATED'];
    const phone = await openApp(PAGE, {
      [ACTIVITY]: managedActivity({ depositFen: 2_000 }),
      [LIST]: page([...states, 'none'].map((each) => signUp({ id: each, state: 'CONFIRMED', name: each }))),
      'GET /api/organizer/activities/a1/deposits': {
        items: states.map((state) => held(state, state, { payBy: '2099-01-01T00:00:00.000Z' })),
      },
      'GET /api/organizer/activities/a1/abnormal-deposits': page([
        { id: 'd1', signUpId: 'ABNORMAL', volunteerName: '王小明', volunteerNumber: 'V1', amountFen: 2_000 },
      ]),
    });
    for (let round = 0; round < 4; round += 1) await phone.settled();
    const text = phone.text();
    for (const words of ['已支付', '退款中', '已退回', '退款异常，平台处理中', '未支付', '待支付'])
      expect(text).toContain(`押金 ¥20 ${words}`);
    expect(text.match(/押金 ¥20/g)).toHaveLength(states.length);
    expect(phone.find('#abnormal')?.textContent).toMatch(/1 笔没能退回。王小明（¥20）.*平台正在处理/);
    expect(phone.errors).toEqual([]);
  });

  test('ask nothing about deposits where none is asked for', async () => {
    const phone = await openApp(PAGE, { [ACTIVITY]: managedActivity(), [LIST]: page([signUp()]) });
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked.filter((each) => each.includes('deposits'))).toEqual([]);
    expect(phone.find('#abnormal')).toBeNull();
    expect(phone.errors).toEqual([]);
  });

  test('are taken away as a spreadsheet of what is shown', async () => {
    const SHEET = 'GET /api/organizer/activities/a1/signup-sheet';
    const phone = await openApp(`${PAGE}&state=APPLIED`, {
      [ACTIVITY]: managedActivity(),
      [LIST]: page([signUp()]),
      [SHEET]: {},
    });
    await phone.tap('#export');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked).toContain(`${SHEET}?state=APPLIED`);
    expect(phone.calls.map(({ name }) => name)).toContain('openDocument');
  });

  test('those who take part are written to, also by a lead who is no admin', async () => {
    const NOTICES = 'POST /api/organizer/activities/a1/notices';
    const phone = await openApp('pages/organizer/notice-form/notice-form?activityId=a1&organizationId=o1', {
      'GET /api/organizer/organizations/o1/notice-audience': [403, NOT_ADMIN],
      'GET /api/organizer/activities/a1/notice-audience': { people: 2, inWechat: 1 },
      [NOTICES]: [201, { id: 'n1' }],
    });
    expect(phone.text()).toContain('将送到 2 位参加者，其中 1 位在公众号里也会收到');
    expect(phone.text()).not.toContain('关联活动');
    await phone.type('input', '请带水杯');
    await phone.type('textarea', '现场没有一次性水杯。');
    await phone.tap('#primary wx-button');
    await phone.settled();
    const { document } = phone.window;
    const sure = [...document.querySelectorAll('.phone-modal button')].find(
      (it) => it.textContent === '发布',
    );
    sure?.dispatchEvent(new phone.window.MouseEvent('click', { bubbles: true }));
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.asked).toContain(NOTICES);
    expect(phone.path).toContain('notice-report');
  });

  test('a decision that the places do not allow is told in the server’s words', async () => {
    const phone = await openApp(PAGE, {
      [ACTIVITY]: managedActivity(),
      [LIST]: page([signUp()]),
      [DECISIONS]: {
        items: [{ signUpId: 's1', code: 'post_full', message: '这个岗位的名额已满。' }],
      },
    });
    await phone.tap('#approve-s1 wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(phone.window.document.body.textContent).toContain('这个岗位的名额已满。');
  });
});
