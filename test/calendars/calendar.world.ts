import { HOUR } from '../../server/platform/clock';
import { activityForm } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('calendar feeds', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
  });
  afterAll(() => world.stop());

  it('shows the places of one volunteer by a secret address: moved, cancelled, taken again', async () => {
    const person = await world.person('褚日历').register();
    const startsAt = new Date(Date.UTC(world.clock.now().getUTCFullYear() + 1, 2, 3, 6, 30));
    const id = await world.activity({ organization, admin, startsAt });
    const open = await world.activity({ organization, admin });
    const signUp = () => person.post(`/api/volunteer/activities/${id}/signups`, { riskAcknowledged: true });
    const signedUp = (await signUp()).expect(201);
    const feed = async (url: string) => {
      const response = await fetch(url.replace(/^https?:\/\/[^/]+/, world.url));
      const text = (await response.text()).replace(/\r\n[ \t]/g, '');
      return { status: response.status, type: response.headers.get('content-type'), text };
    };
    const lines = (text: string, field: string) =>
      text
        .split('\r\n')
        .filter((line) => line.startsWith(field))
        .map((line) => line.split(':').slice(1).join(':'));
    const ADDRESS = '/api/volunteer/calendar-address';
    expect((await person.get(ADDRESS)).expect(200)).toEqual({ url: null, createdAt: null });
    const { url } = (await person.post(ADDRESS)).expect(200);
    const first = await feed(url);
    expect([first.status, first.type]).toEqual([200, 'text/calendar; charset=utf-8']);
    // 14:30 in Shanghai, written in UTC.
    expect(lines(first.text, 'DTSTART')).toEqual([`${startsAt.getUTCFullYear()}0303T063000Z`]);
    expect(lines(first.text, 'STATUS')).toEqual(['CONFIRMED']);
    expect(first.text).not.toContain(open);
    const [uid] = lines(first.text, 'UID');
    const sequences = [Number(lines(first.text, 'SEQUENCE')[0])];

    const { recruitUntil, place, areaCode, latitude, longitude, radiusMetres, endsAt } = activityForm(
      world.clock.now(),
      { startsAt: new Date(startsAt.getTime() + HOUR) },
    );
    const moved = { startsAt: new Date(startsAt.getTime() + HOUR), endsAt, recruitUntil, reason: '场地有变' };
    const where = { place, areaCode, latitude, longitude, radiusMetres };
    (await admin.post(`/api/organizer/activities/${id}/rescheduling`, { ...moved, ...where })).expect(204);
    const second = await feed(url);
    expect(lines(second.text, 'DTSTART')).toEqual([`${startsAt.getUTCFullYear()}0303T073000Z`]);
    sequences.push(Number(lines(second.text, 'SEQUENCE')[0]));

    (await person.post(`/api/volunteer/signups/${signedUp.id}/cancellation`, { reason: '临时有事' })).expect(
      200,
    );
    const third = await feed(url);
    expect(lines(third.text, 'STATUS')).toEqual(['CANCELLED']);
    sequences.push(Number(lines(third.text, 'SEQUENCE')[0]));
    (await signUp()).expect(201);
    const fourth = await feed(url);
    expect([lines(fourth.text, 'STATUS'), lines(fourth.text, 'UID')]).toEqual([['CONFIRMED'], [uid]]);
    sequences.push(Number(lines(fourth.text, 'SEQUENCE')[0]));
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));

    const renewed = (await person.post(ADDRESS)).expect(200);
    expect((await feed(url)).status).toBe(404);
    expect((await feed(renewed.url.replace('.ics', 'x.ics'))).status).toBe(404);
    expect((await feed(renewed.url)).status).toBe(200);
    (await person.delete(ADDRESS)).expect(204);
    expect((await feed(renewed.url)).status).toBe(404);

    const ofAll = await feed(`${world.url}/calendars/organizations/${organization.id}.ics`);
    expect(lines(ofAll.text, 'UID')).toEqual(expect.arrayContaining([uid]));
    expect(ofAll.text).toContain(open);
    expect((await feed(`${world.url}/calendars/organizations/nobody.ics`)).status).toBe(404);
  });
});
