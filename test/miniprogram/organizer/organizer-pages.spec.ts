import { ACTIVITY_POINTS } from '../../../miniprogram/api/unit';
import { type Answers, type AppPhone, closeApps, openApp } from '../support/app';
import { activity, demand } from '../support/samples';
import { managedActivity, notAnOfficer, page, refusal } from './samples';

const ORGANIZATIONS = 'GET /api/organizer/organizations';
const APPLICANTS = 'GET /api/organizer/organizations/o1/members';
const ACTIVITIES = 'GET /api/organizer/activities';
const GROUPS = 'GET /api/organizer/activity-groups';
const DECISIONS = 'GET /api/organizer/signups-to-decide';
const DRAFTS = 'GET /api/organizer/plan-drafts';
const DEMANDS = 'GET /api/organizer/organizations/o1/demands';
const RECORDS = 'GET /api/organizer/organizations/o1/service-records';
const RECAPS = 'GET /api/organizer/organizations/o1/recaps';
const PAST = 'GET /api/organizer/organizations/o1/past-activities';
const UNIT_ORGANIZATIONS = 'GET /api/unit/organizations';

const applicant = {
  id: 'm1',
  volunteerId: 'v2',
  volunteerNumber: 'V0000000002',
  name: '陈静',
  phone: '199****2721',
  role: 'MEMBER',
  state: 'APPLIED',
  remark: '想参加科普讲座',
  appliedAt: '2026-11-24T01:00:00.000Z',
  joinedAt: null,
};
const o1 = { organizationId: 'o1', organizationName: '望京科技志愿服务队' };

const bench = (more: Answers = {}): Answers => ({
  [ORGANIZATIONS]: page([o1]),
  [APPLICANTS]: page([applicant]),
  [ACTIVITIES]: page([]),
  [GROUPS]: page([]),
  [DECISIONS]: { items: [] },
  [DRAFTS]: page([]),
  [PAST]: page([]),
  [DEMANDS]: page([]),
  [RECAPS]: page([]),
  [RECORDS]: page([]),
  [UNIT_ORGANIZATIONS]: notAnOfficer,
  ...more,
});

const tap = async (phone: AppPhone, selector: string) => {
  await phone.tap(selector);
  for (let round = 0; round < 3; round += 1) await phone.settled();
};

/** Writes into WeChat's own dialog and confirms it. */
const answerDialog = async (phone: AppPhone, words: string) => {
  const { document } = phone.window;
  Object.assign(document.querySelector('.phone-modal textarea') ?? {}, { value: words });
  const button = [...document.querySelectorAll('.phone-modal button')].find(
    ({ textContent }) => textContent === '确定',
  );
  (button as unknown as { click(): void }).click();
  for (let round = 0; round < 4; round += 1) await phone.settled();
};

jest.setTimeout(60_000);
afterEach(closeApps);

describe('my activities', () => {
  const date = (id: string, day: string, state: string, freePlaces: number) => ({
    ...{ id, startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T03:00:00.000Z`, state },
    ...{ phase: 'recruiting', places: 30, freePlaces, remark: null },
  });
  const weekly = {
    ...activity({ id: 'a2', title: '周末观星', seriesId: 'a1' }),
    series: { dates: 3, ahead: 2, signedUp: 21, places: 60, waiting: 0 },
  };
  const answers = {
    [GROUPS]: page([weekly, { ...activity({ id: 'a9', title: '科普讲座' }), series: null }]),
    'GET /api/organizer/activities/a2/series': {
      ...{ id: 'a1', weekdays: '6' },
      dates: [
        date('a1', '2026-11-21', 'CANCELLED', 30),
        date('a2', '2026-11-28', 'PUBLISHED', 12),
        date('a3', '2026-12-05', 'PUBLISHED', 27),
      ],
    },
    'GET /api/organizer/activities/a3': managedActivity({ id: 'a3' }),
    'GET /api/organizer/activities/a3/changes': page([]),
  };

  test('a weekly series is one of them, and unfolds into its dates', async () => {
    const phone = await openApp('pages/organizer/activities/activities', answers);
    expect(phone.text()).toContain('每周服务 · 共 3 次，还有 2 次下一次 11月28日 周六');
    expect(phone.text()).toContain('报名 共 21/60 人');
    expect(phone.text()).not.toContain('报名 3/30 人');
    await tap(phone, '#a-a2');
    expect(phone.text()).toContain('12月5日 周六 09:00–11:00报名 3/30 人余 27 位');
    expect(phone.text()).toContain('已取消');
    await tap(phone, '#a-a2');
    expect(phone.text()).not.toContain('报名 3/30 人');
    await tap(phone, '#a-a2');
    await tap(phone, '#date-a3');
    expect(phone.path).toBe('pages/organizer/manage/manage');
    expect(phone.asked).toContain('GET /api/organizer/activities/a3');
  });

  test('of a state only the dates in it unfold', async () => {
    const phone = await openApp('pages/organizer/activities/activities?state=PUBLISHED', answers);
    await tap(phone, '#a-a2');
    expect(phone.text()).toContain('12月5日');
    expect(phone.text()).not.toContain('11月21日');
  });
});

describe('the workbench', () => {
  const PATH = 'pages/organizer/workbench/workbench';

  test('says what waits and how much, and asks nothing more of who is no officer', async () => {
    const phone = await openApp(PATH, bench());
    expect(phone.text()).toContain('入会申请1');
    expect(phone.text()).not.toContain('科协审核');
    expect(phone.asked.filter((each) => each.includes('/api/unit/'))).toHaveLength(1);
  });

  test('sign-ups and excuses that wait for a decision stand first, by activity', async () => {
    const items = [{ activityId: 'a1', title: '科普讲座', applied: 3, excuses: 1 }];
    const phone = await openApp(PATH, bench({ [DECISIONS]: { items } }));
    expect(phone.text()).toContain('报名审核 · 科普讲座3未到场说明 · 科普讲座1入会申请1');
  });

  test('a demand that was sent to the organization and a recap that came back are among what waits', async () => {
    const asked: string[] = [];
    const phone = await openApp(
      PATH,
      bench({
        [DEMANDS]: (query: string) => {
          asked.push(query);
          return page([demand()]);
        },
        [RECAPS]: page([{ id: 'r1', activityId: 'a7', activityTitle: '社区科普日' }]),
        'GET /api/organizer/activities/a7/recaps': page([]),
        'GET /api/organizer/activities/a7/close-out': refusal('not_organizer', '只有活动负责人可以。'),
      }),
    );
    expect(asked[0]).toContain('state=DISPATCHED');
    expect(phone.text()).toContain('退回修改的分享 · 社区科普日1派来的需求1入会申请1');
    await tap(phone, '.to-do');
    expect(phone.asked).toContain('GET /api/organizer/activities/a7/recaps?limit=1');
  });

  test('hours that another admin entered wait for me, by activity', async () => {
    const asked: string[] = [];
    const entry = (id: string, activityId: string, activityTitle: string) => ({
      id,
      activityId,
      activityTitle,
    });
    const phone = await openApp(
      PATH,
      bench({
        [RECORDS]: (query: string) => {
          asked.push(query);
          return page([
            ...[entry('s1', 'a1', '社区科普日'), entry('s2', 'a2', '天文夜')],
            entry('s3', 'a1', '社区科普日'),
          ]);
        },
        'GET /api/organizer/activities/a1/service-records': page([]),
      }),
    );
    expect(asked[0]).toContain('toDecide=true');
    expect(phone.text()).toContain('登记的时长 · 社区科普日2登记的时长 · 天文夜1入会申请1');
    await tap(phone, '.to-do');
    expect(phone.path).toBe('pages/organizer/records/records');
  });

  test('what takes place today stands first, however old its plan is, and only once', async () => {
    const today = [
      activity({ id: 'a5', title: '下午的课', startsAt: '2026-11-28T06:00:00.000Z' }),
      activity({ id: 'a4', title: '上午的课', startsAt: '2026-11-28T01:00:00.000Z' }),
    ];
    const days: string[] = [];
    const phone = await openApp(
      PATH,
      bench({
        [ACTIVITIES]: (query: string) => {
          if (!query.includes('from=')) return page([]);
          days.push(query);
          return page(today);
        },
        [GROUPS]: page([
          { ...today[0], series: null },
          { ...activity({ id: 'a9', title: '下周的课' }), series: null },
        ]),
      }),
    );
    expect(days[0]).toMatch(/state=PUBLISHED&from=(\d{4}-\d\d-\d\d)&to=\1/);
    expect(phone.text()).toMatch(/今天上午的课.*下午的课.*我管理的活动全部下周的课/);
    expect(phone.text().match(/下午的课/g)).toHaveLength(1);
  });

  test('what is over and not closed out is counted, and listed date by date', async () => {
    const answers = bench({
      [ACTIVITIES]: (query: string) =>
        page(query.includes('ended=true') ? [activity({ id: 'a3', title: '讲完的课', phase: 'ended' })] : []),
    });
    expect((await openApp(PATH, answers)).text()).toContain('结束后待结项的活动1');
    const phone = await openApp('pages/organizer/activities/activities?state=ENDED', answers);
    expect(phone.text()).toContain('讲完的课待结项');
  });

  test('a page that is not the last says that there are more', async () => {
    const phone = await openApp(PATH, bench({ [APPLICANTS]: page([applicant], 'more') }));
    expect(phone.text()).toContain('入会申请1+');
  });

  test('an officer sees the queues of the 科协', async () => {
    const phone = await openApp(PATH, {
      ...bench({ [ORGANIZATIONS]: page([]) }),
      [UNIT_ORGANIZATIONS]: page([{ id: 'o9', createdAt: applicant.appliedAt }]),
      'GET /api/unit/activities': page([]),
      'GET /api/unit/recaps': page([]),
      'GET /api/unit/past-activities': page([]),
      'GET /api/unit/service-records': page([]),
      'GET /api/unit/absence-appeals': page([{ id: 'p1', createdAt: applicant.appliedAt }]),
    });
    expect(phone.text()).toContain('科协审核 · 组织申请1');
    expect(phone.text()).toContain('科协审核 · 未到场申诉1');
    expect(phone.text()).not.toContain('活动发布');
  });

  test('an organization that is not linked yet does not hide the rest', async () => {
    const unlinked = refusal('organization_not_linked', '请先完成在线关联。');
    const phone = await openApp(PATH, bench({ [APPLICANTS]: unlinked }));
    expect(phone.text()).toContain('望京科技志愿服务队');
  });

  test('who has nothing to organize is shown the way', async () => {
    const phone = await openApp(PATH, bench({ [ORGANIZATIONS]: page([]) }));
    expect(phone.text()).toContain('申请成立组织');
  });

  test('who is not registered is told so, with the way', async () => {
    const phone = await openApp(PATH, {
      [ORGANIZATIONS]: refusal('not_registered', '请先注册成为科技志愿者。'),
    });
    expect(phone.text()).toContain('请先注册成为科技志愿者。');
    expect(phone.text()).toContain('去注册');
  });
});

describe('members', () => {
  test('the second tap of a double tap never meets the next applicant, who has moved up', async () => {
    let waiting = [applicant, { ...applicant, id: 'm2', volunteerId: 'v3', name: '李红' }];
    const letIn = (id: string) => () => {
      waiting = waiting.filter((each) => each.id !== id);
      return [204];
    };
    const phone = await openApp('pages/organizer/members/members?organizationId=o1', {
      [APPLICANTS]: () => page(waiting),
      'POST /api/organizer/organizations/o1/members/m1/review': letIn('m1'),
      'POST /api/organizer/organizations/o1/members/m2/review': letIn('m2'),
    });
    for (const _tap of ['first', 'second']) {
      phone.find('#approve-0 wx-button')?.click();
      for (let round = 0; round < 4; round += 1) await phone.settled();
    }
    expect(waiting).toMatchObject([{ name: '李红' }]);
    expect(phone.text()).toContain('李红');
    await tap(phone, '#approve-0 wx-button');
    expect(waiting).toEqual([]);
  });

  test('an applicant is let in once, however often it is tapped, and is gone from the list', async () => {
    const REVIEW = 'POST /api/organizer/organizations/o1/members/m1/review';
    let waiting = [applicant];
    const phone = await openApp('pages/organizer/members/members?organizationId=o1', {
      [APPLICANTS]: () => page(waiting),
      [REVIEW]: () => {
        waiting = [];
        return [204];
      },
    });
    expect(phone.text()).toContain('想参加科普讲座');
    phone.find('#approve-0 wx-button')?.click();
    await tap(phone, '#approve-0 wx-button');
    expect(phone.asked.filter((each) => each === REVIEW)).toHaveLength(1);
    expect(phone.text()).toContain('没有等待审核的入会申请');
    expect(phone.data.busy).toBe(false);
  });
});

describe('the check-in code', () => {
  const CODE = 'GET /api/organizer/activities/a1/check-in-code';
  const answers = (code: unknown): Answers => ({
    'GET /api/organizer/activities/a1': managedActivity(),
    'GET /api/organizer/activities/a1/changes': page([]),
    [CODE]: code,
  });
  const later = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const asked = (phone: AppPhone) => phone.asked.filter((each) => each === CODE).length;

  test('changes by itself when its time is over, and no more once the page is hidden', async () => {
    let round = 0;
    const phone = await openApp(
      'pages/organizer/code/code?id=a1',
      answers(() => {
        round += 1;
        return { code: `code-${round}`, secondsLeft: 1, validUntil: '2026-11-28T01:00:30.000Z' };
      }),
    );
    expect(phone.data.code).toBe('code-1');
    await later(1_300);
    expect(phone.data.code).toBe('code-2');
    phone.leave();
    const before = asked(phone);
    await later(1_300);
    expect(asked(phone)).toBe(before);
  });
});

describe('reviewing', () => {
  const PATH = 'pages/organizer/review-activity/review-activity?id=a1';
  const REVIEW = 'POST /api/unit/activities/a1/review';
  const answers: Answers = {
    'GET /api/unit/activities/a1': managedActivity({ state: 'PENDING' }),
    [REVIEW]: [204],
    ...bench(),
  };

  test('every point has to be confirmed before it can be approved', async () => {
    const phone = await openApp(PATH, answers);
    await tap(phone, '#approve wx-button');
    expect(phone.asked).not.toContain(REVIEW);
    for (const { code } of ACTIVITY_POINTS) await phone.tap(`#point-${code}`);
    await tap(phone, '#approve wx-button');
    expect(phone.asked).toContain(REVIEW);
    expect(phone.path).toBe('pages/organizer/workbench/workbench');
  });

  test('giving back takes a reason', async () => {
    const phone = await openApp(PATH, answers);
    await tap(phone, '#return wx-button');
    await answerDialog(phone, ' ');
    expect(phone.asked).not.toContain(REVIEW);
    await tap(phone, '#return wx-button');
    await answerDialog(phone, '请补充联系电话。');
    expect(phone.asked).toContain(REVIEW);
  });
});
