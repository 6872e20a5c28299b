import { closeApps, openApp } from '../support/app';
import { page } from './samples';

const PAGE = 'pages/organizer/signups/signups?id=a1';
const LIST = 'GET /api/organizer/activities/a1/signups';
const DECISIONS = 'POST /api/organizer/activities/a1/signup-decisions';

const signUp = (more: object = {}) => ({
  id: 's1',
  postId: 'p1',
  state: 'APPLIED',
  origin: 'SELF',
  queueNumber: null,
  remark: '我带电源线',
  stateReason: null,
  createdAt: '2026-11-24T01:00:00.000Z',
  volunteerId: 'v1',
  volunteerNumber: 'V0123456789',
  name: '王小明',
  phone: '139****0001',
  ...more,
});

jest.setTimeout(60_000);

describe('the sign-ups of an activity', () => {
  afterEach(closeApps);

  test('say who applied and who waits in which order, and are decided on the spot', async () => {
    let state = 'APPLIED';
    const phone = await openApp(PAGE, {
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

  test('a decision that the places do not allow is told in the server’s words', async () => {
    const phone = await openApp(PAGE, {
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
