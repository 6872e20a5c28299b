import { syntheticId, syntheticPhone, wrongId } from '../../../desk/people/synthetic';
import {
  EMPTY_DRAFT,
  keepDraft,
  keptDraft,
  problemsOf,
  type RegistrationDraft,
  register,
  STEP,
} from '../../../miniprogram/api/registration';
import { configureHttp } from '../../../miniprogram/core/http';
import { fakeWx } from '../support/fake-wx';

const adult = syntheticId({ birthDay: '1990-03-07' });
const dayYearsAgo = (years: number) => `${new Date().getUTCFullYear() - years}-01-01`;
const minor = syntheticId({ birthDay: dayYearsAgo(16) });

const draft = (step: number, changes: Partial<RegistrationDraft> = {}): RegistrationDraft => ({
  ...EMPTY_DRAFT,
  step,
  name: '王小明',
  documentNumber: adult,
  ...changes,
});

describe('what keeps a step from going on', () => {
  test('nothing is agreed to beforehand, and only what registering needs is required', () => {
    expect(Object.values(EMPTY_DRAFT.consents)).toEqual([false, false, false, false]);
    expect(Object.keys(problemsOf(draft(STEP.agreement)))).toEqual(['agreed', 'consents']);
    const consents = { ...EMPTY_DRAFT.consents, identity: true };
    expect(problemsOf(draft(STEP.agreement, { agreed: true, consents }))).toEqual({});
  });

  test.each<[string, Partial<RegistrationDraft>, string[]]>([
    ['an adult with a resident ID', {}, []],
    ['no name', { name: ' ' }, ['name']],
    ['a wrong check digit', { documentNumber: wrongId(adult) }, ['documentNumber']],
    ['half a number', { documentNumber: adult.slice(0, 9) }, ['documentNumber']],
    ['a passport alone', { documentType: '05', documentNumber: 'E12345678' }, ['birthDay', 'gender']],
    [
      'a passport with birth day and gender',
      { documentType: '05', documentNumber: 'E12345678', birthDay: '1990-03-07', gender: 'male' },
      [],
    ],
    ['a minor without a guardian', { documentNumber: minor }, ['guardianName', 'guardianPhone']],
    [
      'a minor with a guardian',
      { documentNumber: minor, guardianName: '王建国', guardianPhone: syntheticPhone() },
      [],
    ],
    ['a child', { documentNumber: syntheticId({ birthDay: dayYearsAgo(10) }) }, ['documentNumber']],
  ])('identity: %s', (_, changes, fields) => {
    expect(Object.keys(problemsOf(draft(STEP.identity, changes)))).toEqual(fields);
  });
});

describe('a draft on the phone', () => {
  test('survives leaving, without personal numbers, and goes on where a number is needed again', () => {
    const wx = fakeWx();
    const guardianPhone = syntheticPhone();
    keepDraft(draft(STEP.profile, { areaCode: '110105', guardianPhone }));
    const stored = JSON.stringify(wx.setStorageSync!.mock.calls);
    expect(stored).toContain('王小明');
    expect(stored).not.toContain(adult);
    expect(stored).not.toContain(guardianPhone);
    expect(keptDraft()).toMatchObject({ step: STEP.identity, name: '王小明', areaCode: '110105' });
  });

  test('is sent in the form of the server, then forgotten', async () => {
    const request = jest.fn(({ success }) => success({ statusCode: 201, data: {} }));
    fakeWx({ request });
    configureHttp({ baseUrl: '', session: { token: () => 'token', renew: async () => {} } });
    const sent = draft(STEP.profile, {
      name: ' 王小雨 ',
      documentNumber: ` ${minor.toLowerCase()} `,
      guardianName: '王建国',
      guardianPhone: '19900000001',
      areaCode: '110105',
      areaName: '北京市朝阳区',
      serviceCategories: ['popularization'],
      employer: '望京中学',
    });
    keepDraft(sent);
    await register(sent, '2026-01');
    expect(request.mock.calls[0]![0].data).toEqual({
      name: '王小雨',
      documentType: '01',
      documentNumber: minor,
      areaCode: '110105',
      serviceCategories: ['popularization'],
      profile: { employer: '望京中学' },
      agreementVersion: '2026-01',
      consents: EMPTY_DRAFT.consents,
      guardian: { name: '王建国', phone: '19900000001' },
    });
    expect(keptDraft()).toEqual(EMPTY_DRAFT);
  });
});
