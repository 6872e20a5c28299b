import { willingHost } from '../../../desk/phone/runtime/willing-host';
import { type AppPhone, closeApps, openApp } from '../support/app';
import { activityDetail } from '../support/samples';

afterEach(closeApps);

const settled = async (phone: AppPhone) => {
  for (let round = 0; round < 4; round += 1) await phone.settled();
};

describe('why it has not arrived', () => {
  const PAGE = 'pages/volunteer/arrival/arrival?id=a1';
  const PATH = '/api/volunteer/activities/a1/arrival';
  const item = (more: object = {}) => ({
    recordId: 'r1',
    checkInId: 'c1',
    minutes: 90,
    hours: '1.50',
    startAt: '2026-11-23T01:00:00.000Z',
    endAt: '2026-11-23T02:30:00.000Z',
    stage: 'REVIEW',
    waitsFor: 'ORGANIZATION',
    who: '望京科技志愿服务队的活动负责人和管理员',
    since: '2026-11-23T03:00:00.000Z',
    sentence: '11月23日起等待组织的另一位管理员或上级科协审核。',
    steps: [
      { name: '登记', progress: 'done' },
      { name: '审核', progress: 'now' },
      { name: '公示', progress: 'later' },
      { name: '到账', progress: 'later' },
    ],
    appealable: null,
    ...more,
  });
  const answer = (items: object[], mayRemind: boolean) => ({
    activityId: 'a1',
    activityTitle: '科学实验进社区',
    items,
    mayRemind,
    remindText: mayRemind ? '提醒对方处理' : '今天已提醒',
  });

  test('names the stage, who must act and since when, and reminds them', async () => {
    let reminded = false;
    const phone = await openApp(PAGE, {
      [`GET ${PATH}`]: () => answer([item()], !reminded),
      'POST /api/volunteer/activities/a1/reminders': () => {
        reminded = true;
        return [204];
      },
    });
    const text = phone.text();
    for (const part of [
      '1.50 小时',
      '等待审核',
      '审核',
      '望京科技志愿服务队的活动负责人',
      '11月23日 周一 11:00',
    ])
      expect(text).toContain(part);
    await phone.tap('#primary wx-button');
    await settled(phone);
    expect(phone.text()).toContain('今天已提醒');
    await phone.tap('#primary wx-button');
    expect(phone.asked.filter((each) => each.startsWith('POST /api/volunteer/activities'))).toHaveLength(1);
  });

  test('takes an appeal with its reason', async () => {
    const voided = item({ stage: 'VOIDED', waitsFor: 'YOU', who: '您自己', steps: [], appealable: 'RECORD' });
    const phone = await openApp(PAGE, {
      [`GET ${PATH}`]: answer([voided], false),
      'POST /api/volunteer/service-records/r1/appeals': [204],
    });
    phone.mock('showModal', { confirm: true, content: '我一直在现场' });
    expect(phone.text()).toContain('已作废');
    await phone.tap('#appeal-r1');
    await settled(phone);
    expect(phone.asked).toContain('POST /api/volunteer/service-records/r1/appeals');
  });

  test('says what it is when there is no sign-up', async () => {
    const phone = await openApp(PAGE, {
      [`GET ${PATH}`]: [404, { code: 'signup_not_found', message: '您没有报名这个活动。' }],
    });
    expect(phone.text()).toContain('您没有报名这个活动。');
  });
});

describe('a scan that the network swallows', () => {
  const PAGE = 'pages/volunteer/check-in/check-in?id=a1';
  const CHECK_IN = 'POST /api/volunteer/activities/a1/check-in';

  test('waits on the phone and is sent again', async () => {
    let online = false;
    let checkIn: object | null = null;
    const phone = await openApp(
      PAGE,
      {
        'GET /api/public/activities/a1': activityDetail({ phase: 'in_progress' }),
        'GET /api/volunteer/activities/a1/check-in': () => ({ checkIn }),
        [CHECK_IN]: () => {
          if (!online) throw new Error('no network');
          checkIn = { id: 'c1', state: 'OPEN', sentence: '09:00 已签到，离开时请签退。' };
          return checkIn;
        },
      },
      { host: willingHost({ scan: async () => 'code-1' }) },
    );
    await phone.tap('#primary wx-button');
    await settled(phone);
    expect(phone.text()).toContain('有一次扫码还没有提交');
    online = true;
    await phone.tap('#again');
    await settled(phone);
    expect(phone.text()).toContain('已签到，离开时请签退。');
    expect(phone.text()).not.toContain('有一次扫码还没有提交');
    expect(phone.asked.filter((each) => each === CHECK_IN)).toHaveLength(2);
  });
});

describe('certificates', () => {
  const row = (more: object = {}) => ({
    id: 'z1',
    number: 'KJZM-2026-00000012',
    holderName: '欧阳明月',
    issuerName: '望京科技志愿服务队',
    fromDay: '2026-01-01',
    toDay: '2026-11-25',
    minutes: 1716,
    hours: '28.60',
    services: 13,
    issuedAt: '2026-11-25T02:00:00.000Z',
    state: 'ISSUED',
    valid: true,
    sentence: '这份证明真实有效。',
    organizationId: 'o1',
    volunteerId: 'v1',
    holderNumber: 'V3K7M2P9QXA',
    stateReason: null,
    endedAt: null,
    verifyUrl: 'https://stvs.test/verify/token',
    ...more,
  });
  const detail = {
    ...row(),
    holderDocument: '110***********0011',
    items: [{ title: '天文夜', day: '2026-11-23', minutes: 90, hours: '1.50' }],
  };

  test('are applied for with the whole time as the first choice, and opened', async () => {
    const phone = await openApp('pages/certificate/apply/apply', {
      'GET /api/volunteer/certificate-issuers': {
        items: [
          {
            organizationId: 'o1',
            name: '望京科技志愿服务队',
            minutes: 1716,
            hours: '28.60',
            firstDay: '2026-01-01',
            lastDay: '2026-11-23',
          },
        ],
      },
      'POST /api/volunteer/certificates': [201, row()],
      'GET /api/volunteer/certificates/z1': detail,
    });
    expect(phone.text()).toContain('28.60 小时');
    expect(phone.data.fromDay).toBe('2026-01-01');
    await phone.tap('#primary wx-button');
    await settled(phone);
    for (const part of ['志愿服务记录证明', 'KJZM-2026-00000012', '欧阳明月', '天文夜', '下载证明'])
      expect(phone.text()).toContain(part);
  });

  test('of nobody without hours: says how to get there', async () => {
    const phone = await openApp('pages/certificate/apply/apply', {
      'GET /api/volunteer/certificate-issuers': { items: [] },
    });
    expect(phone.text()).toContain('还没有已计入的服务时长');
  });

  test('that are revoked cannot be downloaded', async () => {
    const phone = await openApp('pages/certificate/detail/detail?id=z1', {
      'GET /api/volunteer/certificates/z1': {
        ...detail,
        state: 'REVOKED',
        valid: false,
        sentence: '这份证明已经撤销，不再有效。',
      },
    });
    expect(phone.text()).toContain('已撤销');
    expect(phone.text()).not.toContain('下载证明');
  });

  test('are listed, and verified by anybody by number', async () => {
    const phone = await openApp('pages/certificate/list/list', {
      'GET /api/volunteer/certificates': { items: [row()], next: null },
    });
    expect(phone.text()).toContain('28.60小时 · 13 次服务');
    const other = await openApp('pages/certificate/verify/verify', {
      'GET /api/public/certificates/verification': row({ holderName: '欧***' }),
    });
    await other.tap('#primary wx-button');
    expect(other.text()).toContain('请输入证明上的编号');
    await other.type('.input', 'KJZM-2026-00000012');
    await other.tap('#primary wx-button');
    await settled(other);
    expect(other.text()).toContain('这份证明真实有效。');
    expect(other.asked).toContain('GET /api/public/certificates/verification?code=KJZM-2026-00000012');
    expect(other.asked.some((each) => each.includes('sessions'))).toBe(false);
  });
});
