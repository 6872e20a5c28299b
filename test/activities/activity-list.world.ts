import { Activity } from '../../server/activities';
import { DAY, HOUR, shanghaiDay } from '../../server/platform/clock';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

interface Card {
  id: string;
  title: string;
  startsAt: string;
  freePlaces: number;
}

describe('the public list', () => {
  let world: World;
  let ids: Record<string, string>;
  let organizations: Record<'chaoyang' | 'shijiazhuang', { id: string; admin: Person }>;
  let begun: number;

  beforeAll(async () => {
    world = await createWorld();
    const admin = await world.person('张三').register();
    organizations = {
      chaoyang: await world.organization({ admin }),
      shijiazhuang: await world.organization({ admin, areaCode: '130102' }),
    };
    begun = world.clock.now().getTime();
    const plan = (title: string, days: number, form: object = {}) =>
      world.activity({
        organization: organizations.chaoyang,
        admin,
        startsAt: new Date(begun + days * DAY),
        form: { title, ...form },
      });
    ids = {
      third: await plan('第三个 100%', 3),
      first: await plan('第一个', 1, { category: 'emergency', scene: 'school' }),
      second: await plan('第二个', 2, { areaCode: '110108' }),
      fourth: await world.activity({
        organization: organizations.shijiazhuang,
        admin,
        areaCode: '130102',
        startsAt: new Date(begun + 4 * DAY),
        form: { title: '第四个', areaCode: '130102' },
      }),
    };
  });
  afterAll(() => world.stop());

  const list = async (query: string) =>
    (await world.anonymous.get(`/api/public/activities?${query}`)).expect(200);
  const names = (items: Card[]) =>
    items.map(({ id }) => Object.entries(ids).find(([, known]) => known === id)?.[0]);
  const day = (days: number) => shanghaiDay(new Date(begun + days * DAY));

  it.each([
    ['everything by its start', () => '', ['first', 'second', 'third', 'fourth']],
    ['a province', () => 'areaCode=110000', ['first', 'second', 'third']],
    ['a county', () => 'areaCode=110108', ['second']],
    ['a category', () => 'category=emergency', ['first']],
    ['a scene', () => 'scene=school', ['first']],
    ['an organization', () => `organizationId=${organizations.shijiazhuang.id}`, ['fourth']],
    ['part of a title', () => `text=${encodeURIComponent('第二')}`, ['second']],
    ['a percent sign as itself', () => `text=${encodeURIComponent('%')}`, ['third']],
    ['one day', () => `from=${day(2)}&to=${day(2)}`, ['second']],
    ['up to a day', () => `to=${day(2)}`, ['first', 'second']],
  ])('finds %s', async (_, query, expected) => {
    expect(names((await list(query())).items)).toEqual(expected);
  });

  it('goes on where a page ended', async () => {
    const page = await list('limit=3');
    const rest = await list(`limit=3&cursor=${page.next}`);
    expect(names([...page.items, ...rest.items])).toEqual(['first', 'second', 'third', 'fourth']);
    expect(rest.next).toBeNull();
  });

  it.each([
    ['an unknown area', 'areaCode=999999', [400, 'unknown_area']],
    ['an unknown filter', 'colour=red', [400, 'invalid_input']],
    ['a day that no calendar has', 'from=2026-02-30', [400, 'no_such_day']],
    ['another as the last', 'to=2026-04-31', [400, 'no_such_day']],
    ['a page of 51', 'limit=51', [400, 'invalid_input']],
    ['a made-up cursor', 'cursor=AAAA', [400, 'invalid_cursor']],
  ])('refuses %s', async (_, query, refusal) => {
    expect((await world.anonymous.get(`/api/public/activities?${query}`)).refusal).toEqual(refusal);
  });

  it('lets a unit search what lies below it, and an auditor look, with people masked', async () => {
    const national = await world.officer('000000');
    const beijing = await world.officer('110000');
    const find = async (who: Person, query: Record<string, string>) => {
      const page = (await who.get(`/api/unit/activities?${new URLSearchParams(query)}`)).expect(200);
      return { ...page, found: names(page.items) };
    };
    const of = async (who: Person, query: Record<string, string>) => (await find(who, query)).found;
    const { number } = (
      await world.anonymous.get(`/api/public/organizations/${organizations.shijiazhuang.id}`)
    ).expect(200);
    const { startsAt, endsAt } = await world.app.parts.database.manager.findOneByOrFail(Activity, {
      id: ids.first,
    });
    const when = { startsAt, endsAt };
    const table: [Person, Record<string, string>, string[]][] = [
      [national, {}, ['fourth', 'third', 'second', 'first']],
      [beijing, {}, ['third', 'second', 'first']],
      [national, { text: '第二' }, ['second']],
      [national, { text: '%' }, ['third']],
      [national, { organization: number }, ['fourth']],
      [beijing, { organization: number }, []],
      [national, { organization: '科普志愿服务队', areaCode: '130000' }, ['fourth']],
      [beijing, { areaCode: '110108' }, ['second']],
      [national, { from: day(2), to: day(3) }, ['third', 'second']],
      [national, { to: day(1) }, ['first']],
      [national, { from: day(3), state: 'PUBLISHED' }, ['fourth', 'third']],
      [national, { state: 'PENDING' }, []],
    ];
    for (const [who, query, expected] of table) {
      expect([query, await of(who, query)]).toEqual([query, expected]);
    }
    const ended = { id: ids.first };
    const { manager } = world.app.parts.database;
    for (const [change, stages] of [
      [{ state: 'PUBLISHED' as const }, [['fourth', 'third', 'second', 'first'], [], []]],
      [
        { startsAt: new Date(begun - 3 * DAY), endsAt: new Date(begun - 2 * DAY) },
        [['fourth', 'third', 'second'], ['first'], []],
      ],
      [{ state: 'CLOSED' as const }, [['fourth', 'third', 'second'], [], ['first']]],
    ] as const) {
      await manager.update(Activity, ended, change);
      const found = ['NOT_ENDED', 'DUE', 'CLOSED'].map((closeOut) => of(national, { closeOut }));
      expect(await Promise.all(found)).toEqual(stages);
    }
    expect(await of(beijing, { closeOut: 'CLOSED', areaCode: '110108' })).toEqual([]);
    const some = await find(national, { closeOut: 'NOT_ENDED', limit: '2' });
    expect(some.found).toEqual(['fourth', 'third']);
    expect(await of(national, { closeOut: 'NOT_ENDED', limit: '2', cursor: some.next })).toEqual(['second']);
    await manager.update(Activity, ended, { ...when, state: 'PUBLISHED' });

    const page = await find(national, { limit: '3' });
    const rest = await find(national, { limit: '3', cursor: page.next });
    expect([...page.found, ...rest.found]).toEqual(['fourth', 'third', 'second', 'first']);
    expect(rest.next).toBeNull();

    const auditor = await world.staff.auditor();
    expect(await of(auditor, { text: '第四' })).toEqual(['fourth']);
    const shownTo = async (who: Person) =>
      (await who.get(`/api/unit/activities/${ids.fourth}`)).expect(200).leadName;
    expect([await shownTo(national), await shownTo(auditor)]).toEqual(['张三', '张*']);
    const refusals: [Record<string, string>, unknown][] = [
      [{ areaCode: '999999' }, [400, 'unknown_area']],
      [{ closeOut: 'LATE' }, [400, 'invalid_input']],
      [{ from: '2026-2-3' }, [400, 'invalid_input']],
      [{ from: '2026-02-30' }, [400, 'no_such_day']],
      [{ to: '2027-02-29' }, [400, 'no_such_day']],
      [{ text: '长'.repeat(31) }, [400, 'invalid_input']],
    ];
    for (const [query, refusal] of refusals) {
      const answer = await beijing.get(`/api/unit/activities?${new URLSearchParams(query)}`);
      expect([query, answer.refusal]).toEqual([query, refusal]);
    }
  });

  it('shows free places no more than a second late, and says as of when', async () => {
    const organization = organizations.chaoyang;
    const id = await world.activity({
      organization,
      admin: organization.admin,
      places: 1,
      startsAt: new Date(begun + 5 * DAY),
    });
    const volunteer = await world.person('李四').register();
    const free = async () => {
      const { asOf, ...page } = await list(`from=${day(5)}`);
      const age = world.clock.now().getTime() - Date.parse(asOf);
      expect(age).toBeLessThan(2_000);
      return page.items.find((item: Card) => item.id === id).freePlaces;
    };
    expect(await free()).toBe(1);
    (await volunteer.post(`/api/volunteer/activities/${id}/signups`, { riskAcknowledged: true })).expect(201);
    world.advance(1_000);
    expect(await free()).toBe(0);
    expect(names((await list('free=true')).items)).not.toContain(undefined);
  });

  it('drops what has ended', async () => {
    world.advance(DAY + 3 * HOUR);
    expect(names((await list('')).items)).not.toContain('first');
    expect(names((await list(`from=${day(1)}&to=${day(1)}`)).items)).toEqual(['first']);
  });

  it('shows organizers theirs by day, and what is over', async () => {
    const { admin } = organizations.shijiazhuang;
    const own = async (query: string) =>
      names((await admin.get(`/api/organizer/activities?${query}`)).expect(200).items);
    expect(await own(`from=${day(2)}&to=${day(2)}`)).toEqual(['second']);
    expect(await own('ended=true')).toEqual(['first']);
    expect(await own('')).toContain('first');
  });

  test('what recruits nearby comes nearest first, from a position nobody can be found by', async () => {
    const admin = organizations.chaoyang.admin;
    const at = (title: string, latitude: number, form: object = {}) =>
      world.activity({
        organization: organizations.chaoyang,
        admin,
        form: { title, latitude, longitude: 116.4, ...form },
      });
    await at('五公里外', 29.95);
    await at('一公里外', 29.99);
    await at('三十公里外', 29.7);
    await at('还没有开始招募', 29.98, {
      recruitFrom: new Date(world.clock.now().getTime() + HOUR).toISOString(),
    });
    const path = '/api/public/nearby-activities?near=';
    const { items } = (await world.anonymous.get(`${path}30,116.4`)).expect(200);
    expect(items.map(({ title }: Card) => title)).toEqual(['一公里外', '五公里外']);
    expect(items[0].metres).toBeGreaterThan(1_000);
    expect(items[0].metres).toBeLessThan(1_200);
    for (const near of ['30.123,116.4', '95,116', '30', '-30,116', 'x,y'])
      expect((await world.anonymous.get(path + near)).refusal).toEqual([400, 'invalid_position']);
    expect((await world.anonymous.get('/api/public/nearby-activities')).refusal).toEqual([
      400,
      'invalid_input',
    ]);
  });
});
