import { syntheticId } from '../../../desk/people/synthetic';
import { type AppPhone, closeApps, openApp } from '../support/app';

const volunteer = (more: object = {}) => ({
  id: 'v1',
  number: 'V0123456789',
  name: '王小明',
  state: 'VERIFIED',
  stateReason: null,
  documentType: '01',
  documentNumber: '110***********0011',
  phone: '199****0001',
  birthDay: '1990-03-07',
  gender: 'female',
  areaCode: '110105',
  areaName: '北京市朝阳区',
  source: 'SELF',
  serviceCategories: ['popularization'],
  profile: {
    ethnicity: '01',
    politicalStatus: null,
    education: null,
    employer: '朝阳区科技馆',
    title: null,
    email: null,
    disciplines: ['520'],
  },
  deregistersAt: null,
  ...more,
});
const ME = 'GET /api/volunteer/me';
const me = (more: object = {}) => ({
  verifiedPhone: '199****0001',
  followsOfficialAccount: false,
  volunteer: volunteer(more),
  actingForChild: false,
});
const nobody = { verifiedPhone: null, followsOfficialAccount: false, volunteer: null, actingForChild: false };
const settled = async (phone: AppPhone) => {
  for (let round = 0; round < 4; round += 1) await phone.settled();
};
const press = async (phone: AppPhone, selector = '#primary wx-button') => {
  await phone.tap(selector);
  await settled(phone);
};
const open = (page: string, answers: object) =>
  openApp(`pages/volunteer/${page}/${page.split('?')[0]}`, answers as never);
const REFUSED: [number, object] = [409, { code: 'some', message: '现在不行，请稍后再试。' }];

jest.setTimeout(60_000);
afterEach(closeApps);

describe('my profile', () => {
  const SAVE = 'PUT /api/volunteer/profile';

  test('shows what is known, saves once what was changed, and stays as typed when saving fails', async () => {
    let refuse = true;
    const phone = await open('profile', { [ME]: me(), [SAVE]: () => (refuse ? REFUSED : [204, null]) });
    expect(phone.text()).toContain('110***********0011');
    expect(phone.text()).toContain('计算机科学技术');
    await press(phone);
    expect(phone.asked).not.toContain(SAVE);
    (phone.page.edited as (event: object) => void)({ detail: { email: 'nobody' } });
    await press(phone);
    expect(phone.text()).toContain('邮箱地址不完整');
    (phone.page.edited as (event: object) => void)({ detail: { email: 'a@example.com' } });
    await press(phone);
    expect(phone.calls.find(({ name }) => name === 'showModal')).toMatchObject({
      options: { content: '现在不行，请稍后再试。' },
    });
    expect([phone.data.busy, phone.data.changed]).toEqual([false, true]);
    refuse = false;
    phone.find('#primary wx-button')?.click();
    await press(phone);
    expect(phone.asked.filter((request) => request === SAVE)).toHaveLength(2);
    expect(phone.data.changed).toBe(false);
  });

  test('leads who is nobody yet to register', async () => {
    const phone = await open('profile', {
      [ME]: nobody,
      'GET /api/public/agreement': { version: '2026-01' },
    });
    await press(phone, '#action wx-button');
    expect(phone.path).toBe('pages/volunteer/registration/registration');
  });

  test('changes the phone with WeChat’s word only', async () => {
    const CHANGE = 'PUT /api/volunteer/profile/phone';
    let number = '199****0001';
    const phone = await open('phone', {
      [ME]: () => me({ phone: number }),
      [CHANGE]: () => {
        number = '199****0002';
        return [204, null];
      },
    });
    await press(phone, '#confirm-phone wx-button');
    expect(phone.asked.filter((request) => request === CHANGE)).toHaveLength(1);
    expect(phone.text()).toContain('199****0002');
  });
});

test('a consent is taken back, and the switch shows what is so when that fails', async () => {
  const PUT = 'PUT /api/volunteer/consents/LOCATION';
  let granted = true;
  let fail = true;
  const at = new Date().toISOString();
  const row = { version: '2026-01', at };
  const phone = await open('consents', {
    'GET /api/volunteer/consents': () => ({
      consents: [
        { ...row, kind: 'IDENTITY', granted: true, withdrawable: false },
        { ...row, kind: 'LOCATION', granted, withdrawable: true },
      ],
    }),
    [PUT]: () => {
      if (fail) return REFUSED;
      granted = false;
      return [204, null];
    },
  });
  const shown = () => (phone.data.consents as { kind: string; granted: boolean }[])[1];
  expect(phone.text()).toContain('必需');
  expect(phone.text()).toContain('没有同意过');
  await press(phone, '#consent-LOCATION');
  expect(shown()).toMatchObject({ kind: 'LOCATION', granted: true });
  fail = false;
  await press(phone, '#consent-LOCATION');
  expect(shown()).toMatchObject({ granted: false });
  expect(phone.text()).toContain('撤回于');
});

test('another device is logged out after asking once; this one cannot be', async () => {
  const at = new Date().toISOString();
  const device = (id: string, current: boolean, channel: string) => ({
    id,
    current,
    channel,
    device: null,
    loggedInAt: at,
    expiresAt: at,
  });
  let others = [device('d2', false, 'WEB')];
  const phone = await open('devices', {
    'GET /api/volunteer/sessions': () => ({ devices: [device('d1', true, 'MINI_PROGRAM'), ...others] }),
    'DELETE /api/volunteer/sessions/d2': () => {
      others = [];
      return [204, null];
    },
  });
  expect(phone.text()).toContain('电脑浏览器');
  expect(phone.find('#log-out-d1')).toBeNull();
  phone.mock('showModal', { confirm: false });
  await press(phone, '#log-out-d2');
  expect(phone.asked).not.toContain('DELETE /api/volunteer/sessions/d2');
  phone.mock('showModal', { confirm: true });
  await press(phone, '#log-out-d2');
  expect(phone.text()).not.toContain('电脑浏览器');
});

test('a copy of my data is asked for by a tap, can be read and taken along', async () => {
  const COPY = 'POST /api/volunteer/data-copies';
  const phone = await open('my-data', {
    [COPY]: [
      201,
      {
        asOf: new Date().toISOString(),
        tables: [
          { title: '身份与资料', columns: ['项目', '内容'], rows: [{ cells: ['姓名', '王小明'] }] },
          { title: '服务记录', columns: ['日期'], rows: [] },
        ],
      },
    ],
  });
  expect(phone.asked).not.toContain(COPY);
  await press(phone);
  expect(phone.text()).toContain('身份与资料');
  await press(phone, '#table-0');
  expect(phone.text()).toContain('王小明');
  await press(phone, '#table-1');
  expect(phone.text()).toContain('没有记录。');
  await press(phone);
  expect(phone.calls.find(({ name }) => name === 'setClipboardData')).toMatchObject({
    options: { data: expect.stringContaining('【身份与资料】\n项目\t内容\n姓名\t王小明') },
  });
});

test('deregistering tells the consequences, asks once, and can be taken back', async () => {
  const LEAVE = 'POST /api/volunteer/deregistration';
  let leaving = false;
  const phone = await open('leaving', {
    [ME]: () =>
      me(leaving ? { state: 'DEREGISTERING', deregistersAt: new Date(Date.now() + 7e8).toISOString() } : {}),
    [LEAVE]: () => {
      leaving = true;
      return [204, null];
    },
    'DELETE /api/volunteer/deregistration': () => {
      leaving = false;
      return [204, null];
    },
  });
  phone.mock('showModal', { confirm: true });
  await press(phone);
  expect(phone.asked).not.toContain(LEAVE);
  await phone.tap('#understood');
  await press(phone);
  expect(phone.text()).toContain('撤回注销');
  await press(phone);
  expect(phone.text()).toContain('申请注销');
  expect(phone.data.understood).toBe(false);
});

test('my number is a code that holds nothing else', async () => {
  const phone = await open('qr-code', { [ME]: me() });
  expect(phone.text()).toContain('V0123456789');
  expect(phone.find('[aria-label="志愿者编号的二维码"]')).not.toBeNull();
  expect(phone.text()).not.toContain('199****');
});

describe('a refused verification', () => {
  const RESUBMIT = 'PUT /api/volunteer/registration';
  const rejected = { state: 'REJECTED', stateReason: '姓名与证件不一致' };

  test('says why and is tried again', async () => {
    const phone = await open('resubmit', { [ME]: me(rejected), [RESUBMIT]: [204, null] });
    expect(phone.text()).toContain('姓名与证件不一致');
    await press(phone);
    expect(phone.asked).not.toContain(RESUBMIT);
    await phone.type('#document-number', syntheticId());
    await press(phone);
    expect(phone.asked.filter((request) => request === RESUBMIT)).toHaveLength(1);
    expect(phone.path).toBe('pages/tabs/me/me');
  });

  test('has nothing to try again otherwise', async () => {
    const phone = await open('resubmit', { [ME]: me() });
    expect(phone.text()).toContain('不需要重新提交');
  });
});

describe('children under 14', () => {
  test('are switched to and back', async () => {
    const phone = await open('children', {
      [ME]: me(),
      'GET /api/volunteer/children': { children: [volunteer({ id: 'c1', name: '王小小' })] },
      'GET /api/volunteer/wards': { wards: [] },
      'PUT /api/volunteer/acting': [204, null],
    });
    expect(phone.text()).toContain('王小小');
    await press(phone, '#act-c1');
    expect(phone.asked).toContain('PUT /api/volunteer/acting');
    expect(phone.path).toBe('pages/tabs/me/me');
  });

  test('and those of 14 to 17, for whom a consent is taken back after one question', async () => {
    const WITHDRAW = 'POST /api/volunteer/wards/w1/withdrawal';
    const phone = await open('children', {
      [ME]: me(),
      'GET /api/volunteer/children': { children: [] },
      'GET /api/volunteer/wards': { wards: [{ id: 'w1', number: 'V0123456789', name: '郑小' }] },
      [WITHDRAW]: [204, null],
    });
    expect(phone.text()).toContain('14 至 17 周岁');
    phone.mock('showModal', { confirm: false });
    await press(phone, '#withdraw-w1');
    expect(phone.asked).not.toContain(WITHDRAW);
    phone.mock('showModal', { confirm: true });
    await press(phone, '#withdraw-w1');
    expect(phone.asked.filter((request) => request === WITHDRAW)).toHaveLength(1);
  });

  test('are registered by their guardian, who is asked for no other guardian', async () => {
    const REGISTER = 'POST /api/volunteer/children';
    const phone = await open('child', { [REGISTER]: [201, volunteer()] });
    await press(phone);
    expect(phone.text()).toContain('请选择孩子常住的地区。');
    await phone.type('#name', '王小小');
    await phone.type('#document-number', syntheticId({ birthDay: '2018-05-06' }));
    (phone.page.areaChosen as (event: object) => void)({ detail: { code: '110105', name: '朝阳区' } });
    await phone.tap('#agree');
    await phone.tap('#consent-identity');
    expect(phone.text()).not.toContain('监护人手机号');
    await press(phone);
    expect(phone.asked.filter((request) => request === REGISTER)).toHaveLength(1);
  });
});

describe('claiming', () => {
  const CLAIM = 'POST /api/volunteer/claim';
  const REQUEST = 'POST /api/volunteer/claim-request';
  const answers = {
    [ME]: { ...nobody, verifiedPhone: '199****0001' },
    'GET /api/volunteer/claim-request': { request: null },
  };
  const agree = async (phone: AppPhone) => {
    await phone.tap('#agree');
    await phone.tap('#consent-identity');
  };

  test('takes name, last six and the agreement, and welcomes', async () => {
    const phone = await open('claim', { ...answers, [CLAIM]: [201, volunteer()] });
    await press(phone);
    expect(phone.text()).toContain('请填写证件号码的最后六位。');
    expect(phone.text()).toContain('请阅读并同意注册协议。');
    await phone.type('#name', '王小明');
    await phone.type('#last-six', '00011x');
    await agree(phone);
    await phone.tap('#minor');
    await press(phone);
    expect(phone.text()).toContain('请填写监护人的姓名。');
    expect(phone.asked).not.toContain(CLAIM);
    await phone.tap('#minor');
    phone.find('#primary wx-button')?.click();
    await press(phone);
    expect(phone.asked.filter((request) => request === CLAIM)).toHaveLength(1);
    expect(phone.text()).toContain('王小明，这是您的账号');
  });

  test('asks when they were born whoever the list did not tell it of', async () => {
    const refused = [400, { code: 'birth_day_required', message: '请填写出生日期和性别。' }];
    const phone = await open('claim', { ...answers, [CLAIM]: refused });
    await phone.type('#name', '王小明');
    await phone.type('#last-six', '234567');
    await agree(phone);
    expect(phone.text()).not.toContain('出生日期');
    await press(phone);
    expect(phone.text()).toContain('出生日期');
    await phone.tap('#gender-female');
    await press(phone);
    expect(phone.data.draft).toMatchObject({ gender: 'female' });
    expect(phone.text()).toContain('请选择出生日期。');
    expect(phone.asked.filter((request) => request === CLAIM)).toHaveLength(1);
  });

  test('a refusal keeps what was typed and offers a person, whose answer is shown', async () => {
    let request: object | null = null;
    const phone = await open('claim', {
      ...answers,
      'GET /api/volunteer/claim-request': () => ({ request }),
      [CLAIM]: [404, { code: 'claim_not_found', message: '没有核对上。' }],
      [REQUEST]: () => {
        request = {
          id: 'q1',
          state: 'PENDING',
          reason: null,
          createdAt: new Date().toISOString(),
          decidedAt: null,
        };
        return [201, request];
      },
    });
    await phone.type('#name', '王小明');
    await phone.type('#last-six', '000112');
    await agree(phone);
    await press(phone);
    expect(phone.calls.find(({ name }) => name === 'showModal')).toMatchObject({
      options: { content: '没有核对上。' },
    });
    await press(phone, '#switch-way');
    expect(phone.data.draft).toMatchObject({ name: '王小明', agreed: true });
    await phone.type('#document-number', syntheticId());
    await press(phone);
    expect(phone.asked.filter((asked) => asked === REQUEST)).toHaveLength(1);
    expect(phone.text()).toContain('正在人工核对');
    expect(phone.find('#primary')).toBeNull();
  });

  test('is where a registration with a known document leads', async () => {
    const phone = await openApp('pages/volunteer/registration/registration', {
      ...answers,
      'GET /api/public/agreement': { version: '2026-01' },
    } as never);
    await press(phone, '#claim');
    expect(phone.path).toBe('pages/volunteer/claim/claim');
  });
});
