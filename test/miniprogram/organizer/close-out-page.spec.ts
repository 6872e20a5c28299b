import { willingHost } from '../../../desk/phone/runtime/willing-host';
import { type AppPhone, closeApps, openApp } from '../support/app';

const CLOSE_OUT = 'GET /api/organizer/activities/a1/close-out';
const CORRECTION = 'PUT /api/organizer/activities/a1/close-out';
const RECAPS = 'GET /api/organizer/activities/a1/recaps';

const closeOut = (more: object = {}) => ({
  activityId: 'a1',
  organizationId: 'o1',
  title: '社区科普日',
  startsAt: '2026-11-23T01:00:00.000Z',
  endsAt: '2026-11-23T03:30:00.000Z',
  state: 'CLOSED',
  ended: true,
  figures: {
    ...{ signedUp: 24, attended: 23, noShow: 1, excused: 0, undecided: 0 },
    ...{ minutesPending: 0, minutesInPublicity: 3_450, minutesEffective: 0 },
  },
  blockers: [],
  closable: false,
  peopleServed: 60,
  recapState: 'NONE',
  closedAt: '2026-11-24T02:00:00.000Z',
  note: '多来了一个班',
  correctedAt: null,
  correctionReason: null,
  proposal: '本次活动有 23 名科技志愿者参加，服务 60 人，服务时长共 57.5 小时。',
  ...more,
});

const recap = (more: object = {}) => ({
  ...{ id: 'r1', activityId: 'a1', activityTitle: '社区科普日', organizationName: '望京科技志愿服务队' },
  ...{ text: '雨天里的火箭。', photos: [], photoConsent: false, peopleServed: 60, stateReason: null },
  ...more,
});

const written = (phone: AppPhone, field: string): string =>
  (phone.find(field) as HTMLInputElement | null)?.value ?? 'no such field';

jest.setTimeout(60_000);

describe('a closed activity', () => {
  afterEach(closeApps);

  test('is corrected with a reason, and says so', async () => {
    let known = closeOut();
    const sent: unknown[] = [];
    const phone = await openApp('pages/organizer/close-out/close-out?id=a1', {
      [CLOSE_OUT]: () => known,
      [CORRECTION]: (_query: string, body: string) => {
        sent.push(JSON.parse(body));
        known = closeOut({
          ...{ peopleServed: 55, correctedAt: '2026-11-24T03:00:00.000Z', correctionReason: '算多了' },
        });
        return [204, null];
      },
    });
    expect(phone.text()).toContain('多来了一个班');
    await phone.tap('#correct');
    await phone.settled();
    expect(phone.text()).toContain('更正的原因');
    await phone.type('#people', '55');
    await phone.tap('#primary wx-button');
    await phone.settled();
    // Without a reason nothing is sent.
    expect(phone.asked).not.toContain(CORRECTION);
    expect(phone.text()).toContain('请写明更正的原因');
    await phone.type('#reason', '算多了');
    await phone.tap('#primary wx-button');
    for (let round = 0; round < 4; round += 1) await phone.settled();
    expect(sent).toEqual([{ peopleServed: 55, note: '多来了一个班', reason: '算多了' }]);
    expect(phone.text()).toContain('55 人');
    expect(phone.text()).toContain('更正，原因：算多了');
    expect(phone.errors).toEqual([]);
  });

  test.each([
    ['NONE', '写分享'],
    ['PUBLISHED', '查看活动分享'],
  ])('leads to its recap as it stands: %s', async (recapState, label) => {
    const phone = await openApp('pages/organizer/close-out/close-out?id=a1', {
      [CLOSE_OUT]: closeOut({ recapState }),
    });
    expect(phone.find('#primary')?.textContent).toBe(label);
  });

  test('offers its numbers to the recap; the writer takes them or leaves them', async () => {
    const phone = await openApp('pages/organizer/recap/recap?id=a1', {
      [CLOSE_OUT]: closeOut(),
      [RECAPS]: { items: [], next: null },
    });
    await phone.settled();
    expect(written(phone, '#people input')).toBe('60');
    expect(phone.text()).toContain('57.5 小时');
    await phone.type('#story', '雨天里的火箭。');
    await phone.tap('#take-proposal wx-button');
    await phone.settled();
    expect(written(phone, '#story textarea')).toBe(
      '雨天里的火箭。\n本次活动有 23 名科技志愿者参加，服务 60 人，服务时长共 57.5 小时。',
    );
    expect(phone.errors).toEqual([]);
  });

  test('offers nothing to the recap before it is closed, which can be written all the same', async () => {
    const phone = await openApp('pages/organizer/recap/recap?id=a1', {
      [CLOSE_OUT]: [403, { code: 'not_organizer', message: '只有活动负责人可以。' }],
      [RECAPS]: { items: [], next: null },
    });
    await phone.settled();
    expect(written(phone, '#people input')).toBe('');
    expect(phone.text()).not.toContain('结项的数字');
    expect(phone.text()).toContain('故事');
  });

  test.each(['DRAFT', 'RETURNED'])('a recap that another admin began (%s) is gone on with', async (state) => {
    const begun = recap({ state });
    const phone = await openApp('pages/organizer/recap/recap?id=a1', {
      [CLOSE_OUT]: closeOut(),
      [RECAPS]: { items: [begun], next: null },
      'PUT /api/organizer/recaps/r1': begun,
    });
    await phone.settled();
    expect(written(phone, '#story textarea')).toBe('雨天里的火箭。');
    await phone.tap('#save wx-button');
    await phone.settled();
    expect(phone.asked).toContain('PUT /api/organizer/recaps/r1');
    expect(phone.errors).toEqual([]);
  });

  test('what was not saved is there again on this phone, unless somebody else wrote meanwhile', async () => {
    const host = willingHost();
    const at = async (text: string) => {
      const answers = {
        [CLOSE_OUT]: closeOut(),
        [RECAPS]: { items: [recap({ state: 'DRAFT', text })], next: null },
        'PUT /api/organizer/recaps/r1': recap({ state: 'DRAFT', text: '雨天里的火箭，飞过了操场。' }),
      };
      const phone = await openApp('pages/organizer/recap/recap?id=a1', answers, { host });
      await phone.settled();
      return phone;
    };
    const first = await at('雨天里的火箭。');
    await first.type('#story', '雨天里的火箭，飞过了操场。');
    expect(written(await at('另一位管理员写的。'), '#story textarea')).toBe('另一位管理员写的。');
    const again = await at('雨天里的火箭。');
    expect(written(again, '#story textarea')).toBe('雨天里的火箭，飞过了操场。');
    await again.tap('#save wx-button');
    await again.settled();
    expect(host.storage.getItem('organizer.recap.unsaved.a1')).toBeNull();
  });

  test('after the recap was taken down another one can be written', async () => {
    const phone = await openApp('pages/organizer/recap/recap?id=a1', {
      [CLOSE_OUT]: closeOut(),
      [RECAPS]: { items: [recap({ state: 'TAKEN_DOWN' })], next: null },
    });
    await phone.settled();
    expect(written(phone, '#story textarea')).toBe('');
  });
});
