import { willingHost } from '../../../desk/phone/runtime/willing-host';
import { EMPTY_ENTRY, entryProblems, type PastEntry, spanWords } from '../../../miniprogram/api/past-entry';
import { type Answers, type AppPhone, closeApps, openApp } from '../support/app';
import { page, refusal } from './samples';

const PAST = {
  id: 'p1',
  organizationId: 'o1',
  organizationName: '望京科技志愿服务队',
  title: '乡村科普大篷车',
  category: 'popularization',
  place: '黑庄户乡文化站',
  areaCode: '110105',
  areaName: '北京市朝阳区',
  position: null,
  startsAt: '2026-11-23T01:00:00.000Z',
  endsAt: '2026-11-23T04:00:00.000Z',
  intro: '到三个村讲防灾减灾。',
  reason: '临时应村里邀请，来不及发布',
  people: [
    {
      ...{ volunteerNumber: 'V0000000002', volunteerName: '陈静', minutes: 180 },
      ...{ startAt: '2026-11-23T01:00:00.000Z', endAt: '2026-11-23T04:00:00.000Z' },
    },
    {
      ...{ volunteerNumber: 'V0000000003', volunteerName: '周敏', minutes: 60 },
      ...{ startAt: '2026-11-23T02:00:00.000Z', endAt: '2026-11-23T03:00:00.000Z' },
    },
  ],
  proof: ['aaa.jpg'],
  version: 1,
  state: 'RETURNED',
  stateReason: '请补上第三个村的照片',
  enteredBy: '李红',
  activityId: null,
  createdAt: '2026-11-24T01:00:00.000Z',
};
const member = (volunteerNumber: string, name: string) => ({
  ...{ id: volunteerNumber, volunteerId: volunteerNumber, volunteerNumber, name, phone: '199****2721' },
  ...{ role: 'MEMBER', state: 'ACTIVE', remark: null, appliedAt: PAST.createdAt, joinedAt: PAST.createdAt },
});

const OF_TEAM = '/api/organizer/organizations/o1/past-activities';
const MEMBERS = 'GET /api/organizer/organizations/o1/members';
const FIND = 'GET /api/organizer/past-activities/p1';
const PUT = 'PUT /api/organizer/past-activities/p1';
const WITHDRAWAL = 'POST /api/organizer/past-activities/p1/withdrawal';

const settle = async (phone: AppPhone, rounds = 4) => {
  for (let round = 0; round < rounds; round += 1) await phone.settled();
};
const tap = async (phone: AppPhone, selector: string) => {
  await phone.tap(selector);
  await settle(phone);
};
/** Answers WeChat's own dialog. */
const answer = async (phone: AppPhone, label: string) => {
  const buttons = [...phone.window.document.querySelectorAll('.phone-modal button')];
  const button = buttons.find(({ textContent }) => textContent === label);
  (button as unknown as { click(): void }).click();
  await settle(phone);
};

jest.setTimeout(60_000);
afterEach(closeApps);

describe('the past activities of an organization', () => {
  const PATH = 'pages/organizer/past-activities/past-activities?organizationId=o1';

  test('say where each stands and what comes next', async () => {
    const items = [PAST, { ...PAST, id: 'p2', state: 'PENDING', stateReason: null }];
    const phone = await openApp(PATH, { [`GET ${OF_TEAM}`]: page(items) });
    expect(phone.text()).toContain('退回修改');
    expect(phone.text()).toContain('审核意见：请补上第三个村的照片');
    expect(phone.text()).toContain('2 人 · 4 小时');
    expect(phone.text()).toContain('等待上级科协审核');
  });

  test('none yet: what it is for, and the way', async () => {
    const phone = await openApp(PATH, { [`GET ${OF_TEAM}`]: page([]) });
    expect(phone.text()).toContain('可以在这里补录');
    expect(phone.text()).toContain('补录一次活动');
  });
});

describe('one of them', () => {
  const PATH = 'pages/organizer/past-activity/past-activity?id=p1';

  test('is withdrawn after one question, and then says so', async () => {
    let state = 'PENDING';
    const phone = await openApp(PATH, {
      [FIND]: () => ({ ...PAST, state, stateReason: null }),
      [WITHDRAWAL]: () => {
        state = 'WITHDRAWN';
        return [204];
      },
    });
    await tap(phone, '#primary wx-button');
    expect(phone.asked).not.toContain(WITHDRAWAL);
    await answer(phone, '撤回');
    expect(phone.asked.filter((each) => each === WITHDRAWAL)).toHaveLength(1);
    expect(phone.text()).toContain('已撤回');
    expect(phone.text()).toContain('修改后重新提交');
  });

  test('a withdrawal whose answer was lost is sent again as the same; of what was handed in again as another', async () => {
    const keys: string[] = [];
    let version = 1;
    const phone = await openApp(PATH, {
      [FIND]: () => ({ ...PAST, state: 'PENDING', stateReason: null, version }),
      [WITHDRAWAL]: (_: string, body: string) => {
        keys.push(JSON.parse(body).key);
        throw new TypeError('Failed to fetch');
      },
    });
    for (const handedIn of [1, 1, 2]) {
      version = handedIn;
      if (handedIn === 2) phone.pullDown();
      await settle(phone);
      await tap(phone, '#primary wx-button');
      await answer(phone, '撤回');
      await answer(phone, '知道了');
    }
    expect(keys[0]).toMatch(/^[a-z0-9]{16,32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(2);
  });

  test('that was decided meanwhile shows the decision instead', async () => {
    let state = 'PENDING';
    const phone = await openApp(PATH, {
      [FIND]: () => ({ ...PAST, state, activityId: state === 'APPROVED' ? 'a1' : null }),
      [WITHDRAWAL]: () => {
        state = 'APPROVED';
        return refusal('past_activity_decided', '这次补录已经处理过了，请刷新后再看。', 409);
      },
    });
    await tap(phone, '#primary wx-button');
    await answer(phone, '撤回');
    expect(phone.window.document.body.textContent).toContain('已经处理过了');
    expect(phone.text()).toContain('看这次活动');
  });
});

describe('correcting one', () => {
  const PATH = 'pages/organizer/past-entry/past-entry?id=p1';
  /** The answers, and what was sent last. */
  const corrected = (more: Answers = {}) => {
    const answers: Answers = {
      [FIND]: PAST,
      [MEMBERS]: (query: string) =>
        page(
          [member('V0000000002', '陈静'), member('V0000000009', '秦岭')].filter(
            ({ name }) => !query.includes('text=') || query.includes(encodeURIComponent(name[0] ?? '')),
          ),
        ),
      [`GET ${OF_TEAM}`]: page([]),
      [PUT]: { ...PAST, state: 'PENDING', version: 2 },
      ...more,
    };
    return answers;
  };
  const next = (phone: AppPhone) => tap(phone, '#primary wx-button');

  test('keeps people, times and proof; a member found by name is added; it is handed in once', async () => {
    const phone = await openApp(PATH, corrected());
    expect(phone.text()).toContain('审核意见：请补上第三个村的照片');
    await next(phone);
    await next(phone);
    expect(phone.text()).toContain('全程 · 11月23日 周一 09:00–12:00');
    expect(phone.text()).toContain('11月23日 周一 10:00–11:00');
    await tap(phone, '#add-members wx-button');
    await phone.type('input[placeholder^="姓名"]', '秦');
    await new Promise((done) => setTimeout(done, 400));
    await settle(phone);
    expect(phone.asked).toContain(`${MEMBERS}?state=ACTIVE&limit=20&text=${encodeURIComponent('秦')}`);
    await tap(phone, '[aria-label="秦岭"]');
    await tap(phone, '#choose-members wx-button');
    expect(phone.text()).toContain('秦岭');
    await next(phone);
    expect(phone.text()).toContain('第 1 份 · 照片');
    phone.find('#primary wx-button')?.click();
    await next(phone);
    expect(phone.asked.filter((each) => each === PUT)).toHaveLength(1);
    expect(phone.path).toBe('pages/organizer/past-activities/past-activities');
  });

  test('what the server refuses leads to the step where it is mended', async () => {
    const message = '周敏这段时间已经有服务记录，同一时间不能重复计算。请核对时间。';
    const refused = [409, { code: 'record_overlaps', message, detail: { field: 'startAt' } }];
    const phone = await openApp(PATH, corrected({ [PUT]: refused }));
    for (let step = 0; step < 4; step += 1) await next(phone);
    await answer(phone, '知道了');
    expect(phone.text()).toContain('3/4 志愿者');
    expect(phone.text()).toContain(message);
    expect(phone.data.busy).toBe(false);
  });

  test('without proof, or with somebody outside of the times, it does not go on', async () => {
    const outside = { ...PAST, people: [{ ...PAST.people[1], startAt: '2026-11-23T00:30:00.000Z' }] };
    const phone = await openApp(PATH, corrected({ [FIND]: outside }));
    await next(phone);
    await next(phone);
    await next(phone);
    expect(phone.text()).toContain('周敏的服务时间要在活动时间之内');
    await tap(phone, '[aria-label="移除周敏"]');
    await next(phone);
    expect(phone.text()).toContain('请至少添加一位志愿者');

    const other = await openApp(PATH, corrected());
    for (let step = 0; step < 3; step += 1) await next(other);
    await tap(other, '[aria-label="删除证明第 1 份 · 照片"]');
    await next(other);
    expect(other.text()).toContain('没有证明不能补录');
    expect(other.asked).not.toContain(PUT);
  });

  test('a point chosen on the map is kept or taken away; the address follows it', async () => {
    const phone = await openApp(PATH, corrected());
    await next(phone);
    await tap(phone, '#choose-place');
    expect(phone.data.entry).toMatchObject({
      latitude: 40.0045,
      place: '北京市朝阳区北辰东路5号 中国科技馆',
    });
    await tap(phone, '[aria-label="不标在地图上"]');
    expect(phone.data.entry).toMatchObject({ latitude: 0, longitude: 0 });
  });

  test('what was written and not handed in is there again, unless it was handed in meanwhile', async () => {
    const host = willingHost();
    const first = await openApp(PATH, corrected(), { host });
    await first.type('[aria-label="活动名称"]', '乡村科普大篷车第二站');
    await settle(first);
    const again = await openApp(PATH, corrected(), { host });
    expect(again.text()).toContain('接着上次没提交的继续');
    expect(again.data.entry).toMatchObject({ title: '乡村科普大篷车第二站' });
    const newer = { ...PAST, version: 2 };
    const third = await openApp(PATH, corrected({ [FIND]: newer }), { host });
    expect(third.data.entry).toMatchObject({ title: PAST.title });
  });
});

describe('handing in where answers are lost', () => {
  const entry: PastEntry = {
    ...EMPTY_ENTRY,
    ...{ title: PAST.title, category: PAST.category, intro: PAST.intro, reason: PAST.reason },
    ...{ startsAt: '2026-11-23 09:00', endsAt: '2026-11-23 12:00', areaCode: '110105', place: PAST.place },
    people: [{ volunteerNumber: 'V0000000002', name: '陈静', startAt: '', endAt: '' }],
    proof: PAST.proof,
  };
  const PATH = 'pages/organizer/past-entry/past-entry';

  test.each([
    ['a new entry', `${PATH}?organizationId=o1`, `POST ${OF_TEAM}`, 'o1', 0],
    ['a correction', `${PATH}?id=p1`, PUT, 'p1', 1],
  ])(
    '%s is sent again as the same, even by a phone started anew; what was changed, and the next, as another',
    async (_, path, request, stored, version) => {
      const keys: string[] = [];
      let reachable = false;
      const answers: Answers = {
        [FIND]: PAST,
        [`GET ${OF_TEAM}`]: page([]),
        [request]: (__: string, body: string) => {
          keys.push(JSON.parse(body).key);
          if (!reachable) throw new TypeError('Failed to fetch');
          return [201, { ...PAST, state: 'PENDING' }];
        },
      };
      const host = willingHost();
      const begun = async () => {
        // Written up to the last step but one on this phone.
        const left = { data: { entry, step: 2, version } };
        host.storage.setItem(`organizer.past.${stored}`, JSON.stringify(left));
        const phone = await openApp(path, answers, { host });
        await tap(phone, '#primary wx-button');
        return phone;
      };
      const send = async (phone: AppPhone) => {
        await tap(phone, '#primary wx-button');
        if (!reachable) await answer(phone, '知道了');
      };
      const phone = await begun();
      await send(phone);
      await send(phone);
      await send(await openApp(path, answers, { host }));
      for (const __ of [1, 2, 3]) await tap(phone, '.companion wx-button');
      await phone.type('[aria-label="活动名称"]', '乡村科普大篷车第二站');
      for (const __ of [1, 2, 3]) await tap(phone, '#primary wx-button');
      await send(phone);
      reachable = true;
      await send(phone);
      expect(phone.path).toBe('pages/organizer/past-activities/past-activities');
      await send(await begun());

      const [first, changed, next] = [keys[0], keys[3], keys[5]];
      expect(first).toMatch(/^[a-z0-9]{16,32}$/);
      expect(keys).toEqual([first, first, first, changed, changed, next]);
      expect(new Set(keys).size).toBe(3);
    },
  );
});

describe('reviewing one', () => {
  const REVIEW = 'POST /api/unit/past-activities/p1/review';
  const PATH = 'pages/organizer/review-past/review-past?id=p1';
  const waiting = { ...PAST, state: 'PENDING', stateReason: null };

  test('what was changed meanwhile is read anew before it can be decided', async () => {
    let version = 1;
    const phone = await openApp(PATH, {
      'GET /api/unit/past-activities/p1': () => ({ ...waiting, version, title: `第 ${version} 稿` }),
      [REVIEW]: () => {
        version = 2;
        return refusal('past_activity_changed', '这次补录在您打开之后修改过。', 409);
      },
    });
    expect(phone.text()).toContain('第 1 稿');
    await tap(phone, '#approve wx-button');
    expect(phone.window.document.body.textContent).toContain('修改过');
    expect(phone.text()).toContain('第 2 稿');
  });
});

describe('the rules of an entry', () => {
  const entry: PastEntry = {
    ...EMPTY_ENTRY,
    startsAt: '2026-11-23 09:00',
    endsAt: '2026-11-24 12:00',
    people: [{ volunteerNumber: 'V0000000002', name: '陈静', startAt: '', endAt: '' }],
  };
  const problem = (startAt: string, endAt: string) =>
    entryProblems({ ...entry, people: [{ ...entry.people[0]!, startAt, endAt }] }, 2).people;

  test.each([
    ['', '', '陈静的服务时间要在同一天之内，跨天的请按天各加一段'],
    ['2026-11-23 09:00', '2026-11-24 00:00', undefined],
    ['2026-11-24 09:00', '', undefined],
    ['2026-11-24 09:00', '2026-11-24 12:01', '陈静的服务时间要在活动时间之内'],
    ['2026-11-24 09:00', '2026-11-24 09:00', '陈静的服务时间结束时间要晚于开始时间'],
  ])('one serves within a day and the activity: %s – %s', (from, to, expected) => {
    expect(problem(from, to)).toBe(expected);
  });

  test('only what is over can be entered', () => {
    const now = Date.parse('2026-11-24T03:59:00Z');
    const where = { areaCode: '110105', place: '文化站' };
    expect(entryProblems({ ...entry, ...where }, 1, now)).toEqual({ endsAt: '只能补录已经结束的活动' });
    expect(entryProblems({ ...entry, ...where }, 1, now + 60_000)).toEqual({});
  });

  test('times of one’s own are told as they are', () => {
    const [person] = entry.people;
    const times = { startsAt: '2026-11-23 09:00', endsAt: '2026-11-23 12:00' };
    expect(spanWords(person!, times)).toContain('全程 · ');
    expect(spanWords({ ...person!, startAt: '2026-11-23 10:00' }, times)).not.toContain('全程');
  });
});
