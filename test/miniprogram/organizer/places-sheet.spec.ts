import { type AppPhone, closeApps, openApp } from '../support/app';
import { aPost } from '../support/samples';
import { managedActivity, refusal } from './samples';

const PAGE = 'pages/organizer/manage/manage?id=a1';
const ACTIVITY = 'GET /api/organizer/activities/a1';
const PLACES = 'PUT /api/organizer/posts/p2/places';
const TAKEN = '已有 19 人占用名额，人数不能再少。可以先和他们沟通。';

const settled = async (phone: AppPhone) => {
  for (let round = 0; round < 4; round += 1) await phone.settled();
};
const posts = (places: number) => [
  aPost(),
  aPost({ id: 'p2', title: '讲解员', places, freePlaces: places - 18, waiting: 2 }),
];

jest.setTimeout(60_000);
afterEach(closeApps);

describe('places after publication', () => {
  test('only the post that was changed is written, once, and the page shows the new count', async () => {
    let places = 30;
    const phone = await openApp(PAGE, {
      [`${ACTIVITY}/changes`]: { items: [], next: null },
      [ACTIVITY]: () => managedActivity({ places: places + 30, posts: posts(places) }),
      [PLACES]: () => {
        places = 40;
        return posts(places)[1];
      },
    });
    expect(phone.text()).toContain('共 60 人');
    await phone.tap('#places');
    await settled(phone);
    const sheet = () => phone.window.document.body.textContent;
    expect(sheet()).toContain('已占用 18 位，候补 2 人');
    await phone.tap('#save-places wx-button');
    expect(phone.asked).not.toContain(PLACES);
    await phone.type('#places-p2', '17');
    await phone.tap('#save-places wx-button');
    expect(sheet()).toContain('已有 18 人占用名额');
    await phone.type('#places-p2', '1.5');
    expect(sheet()).toContain('请填写 1 到 100000 的整数');
    expect(phone.asked).not.toContain(PLACES);
    await phone.type('#places-p2', '40');
    phone.find('#save-places wx-button')?.click();
    await phone.tap('#save-places wx-button');
    await settled(phone);
    expect(phone.asked.filter((request) => request.startsWith('PUT'))).toEqual([PLACES]);
    expect(phone.text()).toContain('共 70 人');
    expect(phone.data).toMatchObject({ askingPlaces: false, busy: false });
  });

  test('a refusal keeps what was typed and says it in the server’s words', async () => {
    const phone = await openApp(PAGE, {
      [`${ACTIVITY}/changes`]: { items: [], next: null },
      [ACTIVITY]: managedActivity({ posts: posts(30) }),
      [PLACES]: refusal('places_taken', TAKEN, 409),
    });
    await phone.tap('#places');
    await settled(phone);
    await phone.type('#places-p2', '18');
    await phone.tap('#save-places wx-button');
    await settled(phone);
    expect(phone.window.document.body.textContent).toContain(TAKEN);
    expect(phone.data).toMatchObject({ askingPlaces: true, busy: false });
  });

  test('what has begun keeps its places', async () => {
    const phone = await openApp(PAGE, {
      [`${ACTIVITY}/changes`]: { items: [], next: null },
      [ACTIVITY]: managedActivity({ phase: 'in_progress' }),
    });
    expect(phone.text()).toContain('报名名单');
    expect(phone.find('#places')).toBeNull();
  });
});
