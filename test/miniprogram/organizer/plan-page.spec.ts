import { EMPTY_PLAN } from '../../../miniprogram/api/activity-plan';
import { contentOf, planOfContent } from '../../../miniprogram/api/plan-content';
import { type Answers, type AppPhone, closeApps, openApp } from '../support/app';
import { depositTerms } from '../support/samples';
import { managedActivity, page, refusal } from './samples';

const MEMBERS = 'GET /api/organizer/organizations/o1/members';
const TERMS = { 'GET /api/public/deposit-terms': depositTerms };
const BEGIN = 'POST /api/organizer/organizations/o1/plan-drafts';
const FIND = 'GET /api/organizer/plan-drafts/d1';
const KEEP = 'PUT /api/organizer/plan-drafts/d1';
const LIST = 'GET /api/organizer/plan-drafts';
const NEW = 'pages/organizer/plan/plan?organizationId=o1';
const OPEN = `${NEW}&draftId=d1`;
const STORED = 'organizer.plan.o1';
const ELSEWHERE = refusal('plan_changed_elsewhere', '这份草稿刚刚在别处改过。', 409);
const NOT_FOUND = refusal('plan_draft_not_found', '没有找到这份草稿。', 404);

/** A draft of the server's that is asked for, kept and asked for again. */
const draft = (version: number, title: string) => ({
  id: 'd1',
  organizationId: 'o1',
  title,
  revision: false,
  updatedAt: '2026-11-28T02:32:00.000Z',
  updatedByName: '李红',
  version,
  content: { title, category: 'popularization' },
  areaName: null,
  leadName: null,
});

const answers = (more: Answers = {}): Answers => ({
  ...TERMS,
  [MEMBERS]: page([]),
  [LIST]: page([]),
  ...more,
});
const tap = async (phone: AppPhone, selector: string) => {
  await phone.tap(selector);
  for (let round = 0; round < 3; round += 1) await phone.settled();
};
/** Away from WeChat: what is written is kept at once, not after the pause. */
const leave = async (phone: AppPhone) => {
  phone.leave();
  for (let round = 0; round < 4; round += 1) await phone.settled();
};
const times = (phone: AppPhone, what: string) => phone.asked.filter((each) => each === what).length;

jest.setTimeout(60_000);
afterEach(closeApps);

describe('the editor', () => {
  test('does not go on with an unfinished step; what is written is kept on the server, and said when', async () => {
    const phone = await openApp(NEW, answers({ [BEGIN]: [201, draft(1, '科学实验进社区')] }));
    await phone.type('wx-input', '科学实验进社区');
    await tap(phone, '#primary wx-button');
    expect(phone.data.step).toBe(0);
    expect(phone.text()).toContain('请选择服务类别');
    expect(times(phone, BEGIN)).toBe(0);
    await leave(phone);
    expect(times(phone, BEGIN)).toBe(1);
    expect(phone.text()).toContain('已保存 10:32');
    expect(phone.wx.getStorageSync?.(STORED)).toMatchObject({ seen: { id: 'd1', version: 1 }, kept: true });
  });

  test('keeps by itself after a pause', async () => {
    const phone = await openApp(OPEN, answers({ [FIND]: draft(1, '甲'), [KEEP]: draft(2, '乙') }));
    await phone.type('wx-input', '乙');
    expect(times(phone, KEEP)).toBe(0);
    await new Promise((done) => setTimeout(done, 1_400));
    expect(times(phone, KEEP)).toBe(1);
  });

  test('goes on with what was begun, and what did not reach the server is not lost', async () => {
    const phone = await openApp(OPEN, answers({ [FIND]: draft(4, '气球火箭'), [KEEP]: [503, {}] }));
    expect(phone.text()).toContain('接着上次没写完的继续');
    expect((phone.data.plan as { title: string }).title).toBe('气球火箭');
    await phone.type('wx-input', '气球火箭第二版');
    await leave(phone);
    expect(phone.text()).toContain('还没有保存，先留在这部手机上');
    const left = phone.wx.getStorageSync?.(STORED);
    expect(left).toMatchObject({ kept: false, plan: { title: '气球火箭第二版' }, seen: { version: 4 } });
  });

  test.each([
    ['theirs', '丙', []],
    ['mine', '乙', [3]],
  ])('when somebody else wrote, the writer chooses %s', async (choice, title, versions) => {
    const seen: number[] = [];
    let theirs = draft(1, '甲');
    const phone = await openApp(
      OPEN,
      answers({
        [FIND]: () => theirs,
        [KEEP]: () => {
          if (theirs.version === 1) {
            theirs = draft(3, '丙');
            return ELSEWHERE;
          }
          seen.push(theirs.version);
          return draft(4, '乙');
        },
      }),
    );
    await phone.type('wx-input', '乙');
    await leave(phone);
    expect(phone.text()).toContain('李红');
    expect(phone.text()).toContain('在别处改过这份草稿');
    expect((phone.data.plan as { title: string }).title).toBe('乙');
    await tap(phone, `#${choice} wx-button`);
    expect(seen).toEqual(versions);
    expect((phone.data.plan as { title: string }).title).toBe(title);
    expect(phone.text()).not.toContain('在别处改过');
  });

  test('asks for a deposit in whole yuan, said with its rules, where the platform takes any', async () => {
    const SAVE = 'PUT /api/organizer/activities/a1';
    const saved: { depositFen?: number }[] = [];
    const begun = (terms: object) =>
      openApp('pages/organizer/plan/plan?id=a1', {
        'GET /api/organizer/activities/a1': managedActivity({ state: 'DRAFT', publishedAt: null }),
        'GET /api/organizer/plan-drafts/a1': NOT_FOUND,
        'GET /api/public/deposit-terms': terms,
        [MEMBERS]: page([]),
        [SAVE]: (_query: string, body: string) => {
          saved.push(JSON.parse(body));
          return managedActivity({ state: 'DRAFT' });
        },
      });
    const phone = await begun(depositTerms);
    for (let step = 0; step < 2; step += 1) await tap(phone, '#primary wx-button');
    expect(phone.find('#deposit')?.textContent).toMatch(/最多 \d+ 元.*只退不扣/);
    await phone.type('#deposit', '12.5');
    await tap(phone, '#primary wx-button');
    expect([phone.data.step, phone.find('#deposit')?.textContent]).toEqual([
      2,
      expect.stringContaining('请填写整数元'),
    ]);
    await phone.type('#deposit', '20');
    for (let step = 2; step < 4; step += 1) await tap(phone, '#primary wx-button');
    expect(saved).toMatchObject([{ depositFen: 2_000 }]);

    const without = await begun({ ...depositTerms, available: false });
    for (let step = 0; step < 2; step += 1) await tap(without, '#primary wx-button');
    expect(without.data.step).toBe(2);
    expect(without.find('#deposit')).toBeNull();
  });

  test('a refusal of the server leads back to the field it names', async () => {
    const SAVE = 'PUT /api/organizer/activities/a1';
    const phone = await openApp('pages/organizer/plan/plan?id=a1', {
      'GET /api/organizer/activities/a1': managedActivity({ state: 'DRAFT', publishedAt: null }),
      'GET /api/organizer/plan-drafts/a1': NOT_FOUND,
      ...TERMS,
      [MEMBERS]: page([]),
      [SAVE]: [400, { code: 'unknown_area', message: '没有这个地区。', detail: { field: 'areaCode' } }],
    });
    for (let step = 0; step < 4; step += 1) await tap(phone, '#primary wx-button');
    expect(phone.asked).toContain(SAVE);
    expect(phone.data.step).toBe(1);
    expect(phone.text()).toContain('没有这个地区。');
    expect(phone.data.busy).toBe(false);
  });
});

describe('what is kept of a plan', () => {
  test('is the plan, as far as it is written', () => {
    const plan = {
      ...EMPTY_PLAN,
      title: '观星',
      startsAt: '2026-11-28 19:00',
      radiusMetres: '',
      places: '十人',
      posts: [
        { title: '', requirement: '', places: '', minAge: '999', maxAge: '', membersOnly: true },
        { title: '讲解员', requirement: '', places: '3', minAge: '18', maxAge: '', membersOnly: false },
      ],
    };
    const content = contentOf(plan);
    expect(content).toMatchObject({
      startsAt: '2026-11-28T19:00:00+08:00',
      places: null,
      endsAt: null,
      latitude: null,
    });
    expect(planOfContent(content, { areaName: null, leadName: null })).toEqual({
      ...plan,
      radiusMetres: '300',
      places: '',
      posts: [{ ...plan.posts[0], minAge: '' }, plan.posts[1]],
    });
  });
});

describe('a weekly series', () => {
  const PREVIEW = 'POST /api/organizer/activities/a1/series-preview';
  const SERIES = 'GET /api/organizer/activities/a1/series';
  const days = ['2026-11-28', '2026-12-05', '2026-12-12'].map((day, index) => ({
    ...{ day, startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T03:00:00.000Z` },
    remark: index === 1 ? '国庆节假期' : null,
  }));

  test('is seen day by day before it is made, and days can be left out', async () => {
    const PLAN = 'POST /api/organizer/activities/a1/series';
    const phone = await openApp('pages/organizer/series/series?id=a1', {
      'GET /api/organizer/activities/a1': managedActivity({ state: 'DRAFT', publishedAt: null }),
      [PREVIEW]: { days },
      [PLAN]: [201, { id: 'a1', weekdays: '6', dates: [] }],
      [SERIES]: { id: 'a1', weekdays: '6', dates: [] },
    });
    expect(phone.data.weekdays).toEqual(['6']);
    expect(phone.text()).toContain('12月5日 周六 09:00–11:00国庆节假期');
    expect(phone.text()).toContain('共 3 次');
    await tap(phone, '#day-0');
    await tap(phone, '#day-1');
    expect(phone.text()).toContain('安排 2 次活动');
    await tap(phone, '#primary wx-button');
    expect(times(phone, PLAN)).toBe(1);
    expect(phone.path).toBe('pages/organizer/manage/manage');
  });

  test('shows its dates, and asks which of them are called off', async () => {
    const CANCEL = 'POST /api/organizer/activities/a1/cancellation';
    const dates = days.map((day, index) => ({
      ...day,
      ...{ id: `a${index + 1}`, state: 'PUBLISHED', phase: 'recruiting', places: 3, freePlaces: index },
    }));
    const phone = await openApp('pages/organizer/manage/manage?id=a1', {
      'GET /api/organizer/activities/a1': managedActivity({ seriesId: 'a1' }),
      'GET /api/organizer/activities/a1/changes': page([]),
      [SERIES]: { id: 'a1', weekdays: '36', dates },
      [CANCEL]: [204],
    });
    expect(phone.text()).toContain('每周三、六 · 共 3 次');
    expect(phone.text()).toContain('余 2 位');
    await tap(phone, '#act-cancel');
    const sheet = phone.window.document.body.textContent ?? '';
    expect(sheet).toContain('只取消这一次');
    expect(sheet).toContain('取消这一次和以后各次');
    expect(times(phone, CANCEL)).toBe(0);
  });
});

describe('what can be begun from', () => {
  test('a copy and a template lead to a draft; a draft is deleted once that is confirmed', async () => {
    const COPY = 'POST /api/organizer/activities/a1/copies';
    const manage = await openApp('pages/organizer/manage/manage?id=a1', {
      'GET /api/organizer/activities/a1': managedActivity(),
      'GET /api/organizer/activities/a1/changes': page([]),
      [COPY]: [201, { id: 'd1' }],
      [FIND]: draft(1, '气球火箭'),
      ...TERMS,
      [MEMBERS]: page([]),
    });
    await tap(manage, '#copy');
    expect(times(manage, COPY)).toBe(1);
    expect(manage.path).toBe('pages/organizer/plan/plan');
    expect((manage.data.plan as { title: string }).title).toBe('气球火箭');

    const USE = 'POST /api/organizer/activity-templates/t1/plan-drafts';
    const templates = await openApp('pages/organizer/templates/templates?organizationId=o1', {
      'GET /api/organizer/organizations/o1/activity-templates': page([
        { id: 't1', name: '周末实验', title: '气球火箭', createdAt: '2026-11-20T01:00:00.000Z' },
      ]),
      [USE]: [201, { id: 'd1' }],
      [FIND]: draft(1, '气球火箭'),
      ...TERMS,
      [MEMBERS]: page([]),
    });
    expect(templates.text()).toContain('来自“气球火箭”');
    await tap(templates, '#use-0 wx-button');
    expect(templates.path).toBe('pages/organizer/plan/plan');

    const DELETE = 'DELETE /api/organizer/plan-drafts/d1';
    let left = [draft(1, '气球火箭')];
    const drafts = await openApp('pages/organizer/drafts/drafts', {
      [LIST]: () => page(left),
      [DELETE]: () => {
        left = [];
        return [204];
      },
    });
    expect(drafts.text()).toContain('气球火箭');
    expect(drafts.text()).toContain('李红');
    drafts.find('#discard')?.click();
    await drafts.settled();
    const button = [...drafts.window.document.querySelectorAll('.phone-modal button')].find(
      ({ textContent }) => textContent === '删除',
    );
    (button as unknown as { click(): void }).click();
    for (let round = 0; round < 4; round += 1) await drafts.settled();
    expect(times(drafts, DELETE)).toBe(1);
    expect(drafts.text()).toContain('没有写到一半的活动');
  });
});
