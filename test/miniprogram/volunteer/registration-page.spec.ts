import { syntheticId, wrongId } from '../../../desk/people/synthetic';
import { willingHost } from '../../../desk/phone/runtime/willing-host';
import { type AppPhone, closeApps, openApp } from '../support/app';
import { activityDetail, eligible, pageOf } from '../support/samples';

const PAGE = 'pages/volunteer/registration/registration';
const REGISTRATION = 'POST /api/volunteer/registration';
const adult = syntheticId({ birthDay: '1990-03-07', gender: 'female' });

const volunteer = (more: object = {}) => ({
  id: 'v1',
  number: 'V0123456789',
  name: '王小明',
  state: 'VERIFIED',
  stateReason: null,
  documentNumber: '110***********0011',
  phone: '199****0001',
  birthDay: '1990-03-07',
  gender: 'female',
  areaCode: '110105',
  areaName: '北京市朝阳区',
  source: 'SELF',
  ...more,
});

const answers = {
  'GET /api/volunteer/me': { verifiedPhone: null, followsOfficialAccount: false, volunteer: null },
  'GET /api/public/agreement': { version: '2026-01' },
  'PUT /api/volunteer/phone': { phone: '199****0001' },
  'GET /api/public/areas': {
    items: [{ code: '110105', name: '朝阳区', level: 'county', parentCode: '110000' }],
  },
  'GET /api/public/organizations': pageOf([]),
  'GET /api/volunteer/memberships': pageOf([]),
  [REGISTRATION]: [201, volunteer()],
};

const settled = async (phone: AppPhone) => {
  for (let round = 0; round < 4; round += 1) await phone.settled();
};
const next = async (phone: AppPhone) => {
  await phone.tap('#primary wx-button');
  await settled(phone);
};

async function toIdentity(phone: AppPhone): Promise<void> {
  await phone.tap('#agree');
  await phone.tap('#consent-identity');
  await next(phone);
  await phone.tap('#confirm-phone wx-button');
  await settled(phone);
}

async function toProfile(phone: AppPhone): Promise<void> {
  await phone.type('#name', '王小明');
  await phone.type('#document-number', adult);
  await next(phone);
}

jest.setTimeout(60_000);

describe('registering', () => {
  afterEach(closeApps);

  test('goes on only with what is required, and sends once however often it is tapped', async () => {
    const phone = await openApp(PAGE, answers);
    await next(phone);
    expect(phone.text()).toContain('请阅读并同意注册协议。');
    await toIdentity(phone);
    await phone.type('#document-number', wrongId(adult));
    expect(phone.text()).toContain('校验位不对');
    await next(phone);
    expect(phone.text()).toContain('请填写证件上的姓名。');
    await phone.type('#document-number', adult);
    expect(phone.text()).toContain('女 · 1990年3月7日出生');
    await toProfile(phone);
    await next(phone);
    expect(phone.text()).toContain('请选择您常住的地区');
    expect(phone.asked).not.toContain(REGISTRATION);
    await phone.tap('#area');
    await settled(phone);
    (phone.page.changed as (event: object) => void)({ detail: { areaCode: '110105', areaName: '朝阳区' } });
    // The answer may be there before the second tap of a double tap, and the button says 完成 by then.
    for (const _tap of ['first', 'second']) {
      phone.find('#primary wx-button')?.click();
      await settled(phone);
    }
    expect(phone.asked.filter((request) => request === REGISTRATION)).toHaveLength(1);
    expect(phone.text()).toContain('王小明，欢迎成为科技志愿者');
    expect(phone.calls.filter(({ name }) => name === 'switchTab')).toEqual([]);
    await next(phone);
    expect(phone.calls.filter(({ name }) => name === 'switchTab')).toHaveLength(1);
    expect(phone.errors).toEqual([]);
  });

  test('survives leaving the app: everything but personal numbers is there again', async () => {
    const host = willingHost();
    const first = await openApp(PAGE, answers, { host });
    await toIdentity(first);
    await toProfile(first);
    expect(first.text()).toContain('常住地区');
    first.stop();
    const confirmed = {
      'GET /api/volunteer/me': { ...answers['GET /api/volunteer/me'], verifiedPhone: '199****0001' },
    };
    const again = await openApp(PAGE, { ...answers, ...confirmed }, { host });
    expect(again.text()).toContain('已回到上次的进度');
    expect(again.data.draft).toMatchObject({ step: 2, name: '王小明', documentNumber: '', agreed: true });
  });

  test('who says no to the phone may try again', async () => {
    const host = willingHost({ phoneCode: () => Promise.reject(new Error('fail user deny')) });
    const phone = await openApp(PAGE, answers, { host });
    await toIdentity(phone);
    expect(phone.data.draft).toMatchObject({ step: 1 });
    expect(phone.calls.filter(({ name }) => name === 'showModal')).toHaveLength(1);
    expect(phone.data.busy).toBe(false);
  });

  test('a refusal is told in the server’s words and nothing entered is lost', async () => {
    const phone = await openApp(PAGE, {
      ...answers,
      [REGISTRATION]: [409, { code: 'document_taken', message: '这个证件已经注册过。' }],
    });
    phone.mock('showModal', { confirm: false });
    await toIdentity(phone);
    await toProfile(phone);
    (phone.page.changed as (event: object) => void)({ detail: { areaCode: '110105', areaName: '朝阳区' } });
    await next(phone);
    expect(phone.calls.find(({ name }) => name === 'showModal')).toMatchObject({
      options: { content: '这个证件已经注册过。' },
    });
    expect(phone.data.draft).toMatchObject({ step: 3, name: '王小明', documentNumber: adult });
    expect(phone.data.busy).toBe(false);
  });

  test('an agreement that this mini-program does not know is not accepted blindly', async () => {
    const phone = await openApp(PAGE, { ...answers, 'GET /api/public/agreement': { version: '2027-01' } });
    expect(phone.text()).toContain('注册协议有了新版本');
  });

  test('a minor is told what is left before any organization', async () => {
    const minor = volunteer({ state: 'GUARDIAN_PENDING' });
    const me = { ...answers['GET /api/volunteer/me'], volunteer: minor };
    const phone = await openApp(PAGE, { ...answers, 'GET /api/volunteer/me': me });
    expect(phone.text()).toContain('请把链接发给监护人');
    expect(phone.asked.some((request) => request.includes('/organizations'))).toBe(false);
  });

  test('leads back to the activity that asked for it', async () => {
    const activity = 'GET /api/public/activities/a1';
    const reasons = [{ code: 'not_registered', message: '请先注册。' }];
    const phone = await openApp('pages/activity/detail/detail?id=a1', {
      ...answers,
      'GET /api/volunteer/me': { ...answers['GET /api/volunteer/me'], volunteer: volunteer() },
      [activity]: activityDetail(),
      'GET /api/volunteer/activities/a1/eligibility': { ...eligible, eligible: false, reasons, posts: [] },
    });
    await next(phone);
    expect(phone.path).toBe(PAGE);
    const seen = phone.asked.filter((request) => request === activity).length;
    await next(phone);
    expect([phone.path, phone.query.id]).toEqual(['pages/activity/detail/detail', 'a1']);
    expect(phone.asked.filter((request) => request === activity)).toHaveLength(seen + 1);
  });
});
