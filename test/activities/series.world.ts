import { In } from 'typeorm';
import { Activity } from '../../server/activities';
import { dayText, momentText } from '../../server/platform/chinese-time';
import { DAY, HOUR } from '../../server/platform/clock';
import { newId } from '../../server/platform/ids';
import { activityForm, approval, draftActivity } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';
import { own, seriesSteps } from './series-steps';

const activityTimes = ({ startsAt, endsAt, recruitFrom, recruitUntil }: Record<string, unknown>) => ({
  ...{ startsAt, endsAt, recruitFrom, recruitUntil, laterDates: true },
});

describe('a weekly series', () => {
  let world: World;
  let admin: Person;
  let stranger: Person;
  let organization: TestOrganization;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
    stranger = await world.person('路人').register();
  });
  afterAll(() => world.stop());

  const { startsAt, dayAfter, weekday, planned, four, find, states, publish } = seriesSteps(() => ({
    world,
    admin,
    organization,
  }));

  it('is previewed day by day, bounded, and made once with all its posts', async () => {
    const id = await planned();
    const both = [weekday(0), weekday(3)].sort().join('');
    const until = dayAfter(14);
    const preview = (form: object) => admin.post(own(id, 'series-preview'), form);
    const { days } = (await preview({ weekdays: both, until })).expect(200);
    expect(days.map(({ day }: { day: string }) => day)).toEqual([0, 3, 7, 10, 14].map(dayAfter));
    const shorter = (await preview({ weekdays: both, count: 3, without: [dayAfter(3)] })).expect(200);
    expect(shorter.days.map(({ day }: { day: string }) => day)).toEqual([0, 7, 10].map(dayAfter));
    for (const [form, code] of [
      [{ weekdays: both }, 'series_end_required'],
      [{ weekdays: both, until, count: 3 }, 'series_end_required'],
      [{ weekdays: '1234567', until: dayAfter(52) }, 'series_too_long'],
      [{ weekdays: weekday(3), until: dayAfter(2) }, 'series_too_short'],
      [{ weekdays: '8', count: 3 }, 'invalid_input'],
    ] as const)
      expect((await preview(form)).refusal).toEqual([400, code]);
    expect((await stranger.post(own(id, 'series'), { weekdays: both, until })).refusal).toEqual([
      403,
      'not_organization_admin',
    ]);

    const made = await Promise.all(
      [1, 2, 3].map(() => admin.post(own(id, 'series'), { weekdays: both, until })),
    );
    for (const answer of made) expect(answer.expect(201).dates).toHaveLength(5);
    const { database } = world.app.parts;
    expect(await database.manager.countBy(Activity, { seriesId: id })).toBe(5);
    const { dates } = (await admin.get(own(id, 'series'))).expect(200);
    const last = await find(dates[4].id);
    const first = await find(id);
    expect(last).toMatchObject({ title: first.title, state: 'DRAFT', places: 5, leadId: first.leadId });
    expect(last.posts.map((post: { title: string }) => post.title)).toEqual(['讲解', '引导']);
    for (const field of ['startsAt', 'endsAt', 'recruitFrom', 'recruitUntil'])
      expect(Date.parse(last[field]) - Date.parse(first[field])).toBe(14 * DAY);
    expect((await admin.post(own(dates[1].id, 'series'), { weekdays: both, until })).refusal).toEqual([
      409,
      'series_planned',
    ]);

    (await admin.delete(own(dates[2].id, 'series'))).expect(204);
    expect(await database.manager.countBy(Activity, { seriesId: id })).toBe(0);
    expect((await admin.get(`/api/organizer/activities/${dates[4].id}`)).refusal[0]).toBe(404);
    expect((await find(id)).seriesId).toBeNull();
  });

  it('is submitted, returned, corrected and approved as a whole (R21, R23)', async () => {
    const ids = await four({ riskLevel: 'LOW' });
    expect((await admin.post(own(ids[2]!, 'submission'))).refusal).toEqual([400, 'insurance_required']);
    expect(await states(ids)).toEqual(Array(4).fill('DRAFT'));
    const form = { ...activityForm(world.clock.now(), { startsAt: startsAt() }), title: '周末实验' };
    const insured = { ...form, riskLevel: 'LOW', insurance: '人保 2026-2', laterDates: true };
    (await admin.put(`/api/organizer/activities/${ids[0]}`, insured)).expect(200);
    (await admin.post(own(ids[2]!, 'submission'))).expect(204);
    expect(await states(ids)).toEqual(Array(4).fill('PENDING'));

    const officer = await world.officer('110105');
    const waiting = (await officer.get('/api/unit/activities?state=PENDING&limit=50')).expect(200).items;
    const seen = waiting.map((item: { id: string }) => item.id);
    expect(ids.filter((id) => seen.includes(id))).toEqual([ids[0]]);
    const { waiting: count } = (await officer.get('/api/unit/queues')).body.items.find(
      ({ queue }: { queue: string }) => queue === 'activities',
    );
    expect(count).toBe(waiting.length);
    const verdict = { ...approval, decision: 'RETURN', reason: '请写清楚集合地点' };
    const review = (id: string, body: object) => officer.post(`/api/unit/activities/${id}/review`, body);
    (await review(ids[0]!, verdict)).expect(204);
    expect(await states(ids)).toEqual(Array(4).fill('RETURNED'));
    (
      await admin.put(`/api/organizer/activities/${ids[1]}`, {
        ...insured,
        ...activityTimes(await find(ids[1]!)),
        place: '社区活动室',
      })
    ).expect(200);
    expect(await Promise.all(ids.map(async (id) => (await find(id)).place === '社区活动室'))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    (await admin.post(own(ids[0]!, 'submission'))).expect(204);
    const answers = await Promise.all([review(ids[0]!, approval), review(ids[3]!, approval)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await states(ids)).toEqual(Array(4).fill('PUBLISHED'));
    await world.settle();
    const told = (await admin.get('/api/volunteer/inbox?limit=50')).expect(200).items;
    expect(told.filter(({ body }: { body: string }) => body.includes('周末实验'))).toHaveLength(2);
    const shown = (await world.anonymous.get(`/api/public/activities/${ids[2]}/series`)).expect(200);
    expect(shown.dates.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it('changes this date, or this and the later ones, and tells who signed up to each (R24)', async () => {
    // Each date recruits as long before as the first: a month.
    const recruitFrom = new Date(world.clock.now().getTime() - 30 * DAY).toISOString();
    const ids = await four({ recruitFrom });
    await publish(ids);
    const volunteer = await world.person('每周来的人').register();
    for (const id of [ids[0], ids[2]]) {
      const { posts } = await find(id!);
      const form = { riskAcknowledged: true, postId: posts[0].id };
      (await volunteer.post(`/api/volunteer/activities/${id}/signups`, form)).expect(201);
    }
    const before = await Promise.all(ids.map(find));
    const later = (at: string) => new Date(Date.parse(at) + DAY + HOUR).toISOString();
    const { startsAt, endsAt, recruitUntil, place, areaCode, latitude, longitude, radiusMetres } = before[1];
    const moved = {
      ...{ startsAt: later(startsAt), endsAt: later(endsAt), recruitUntil: later(recruitUntil) },
      ...{ place, areaCode, latitude, longitude, radiusMetres, reason: '场地改到第二天' },
    };
    (await admin.post(own(ids[1]!, 'rescheduling'), { ...moved, laterDates: true })).expect(204);
    await world.settle();
    const after = await Promise.all(ids.map(find));
    expect(
      after.map((date, index) => Date.parse(date.startsAt) - Date.parse(before[index].startsAt)),
    ).toEqual([0, DAY + HOUR, DAY + HOUR, DAY + HOUR]);
    const inbox = async () =>
      (await volunteer.get('/api/volunteer/inbox?limit=50'))
        .expect(200)
        .items.map(({ title }: { title: string }) => title);
    const moves = (await inbox()).filter((title: string) => title.includes('有变动'));
    expect(moves).toHaveLength(1);

    (await admin.post(own(ids[1]!, 'withdrawal'))).expect(204);
    expect(await find(ids[1]!)).toMatchObject({ seriesId: null, state: 'DRAFT' });
    (await admin.post(own(ids[2]!, 'cancellation'), { reason: '讲师调离', laterDates: true })).expect(204);
    await world.settle();
    expect(await states(ids)).toEqual(['PUBLISHED', 'DRAFT', 'CANCELLED', 'CANCELLED']);
    const signUps = (await volunteer.get('/api/volunteer/signups')).expect(200).items;
    expect(
      Object.fromEntries(
        signUps.map((signUp: { activityId: string; state: string }) => [signUp.activityId, signUp.state]),
      ),
    ).toMatchObject({ [ids[0]!]: 'CONFIRMED', [ids[2]!]: 'CANCELLED' });
    expect((await admin.delete(own(ids[0]!, 'series'))).refusal).toEqual([409, 'series_shown']);
  });

  /** As if so many days had passed, in which sessions would end. */
  const longWaited = async (ids: string[], days: number) => {
    const { manager } = world.app.parts.database;
    for (const date of await manager.findBy(Activity, { id: In(ids) })) {
      const earlier = (at: Date) => new Date(at.getTime() - days * DAY);
      const { startsAt, endsAt, recruitFrom, recruitUntil } = date;
      await manager.update(
        Activity,
        { id: date.id },
        {
          ...{ startsAt: earlier(startsAt), endsAt: earlier(endsAt) },
          ...{ recruitFrom: earlier(recruitFrom), recruitUntil: earlier(recruitUntil) },
        },
      );
    }
  };

  it('is one row of the organizer\u2019s list, whatever the page and the filter', async () => {
    const leader = await world.person('负责人').register();
    const club = await world.organization({ admin: leader });
    const draft = (title: string) =>
      draftActivity(world, {
        organization: club,
        admin: leader,
        startsAt: startsAt(),
        form: { title, recruitFrom: new Date(world.clock.now().getTime() - 30 * DAY).toISOString() },
      });
    const repeated = async (title: string, count: number): Promise<string[]> => {
      const form = { weekdays: weekday(0), count };
      const series = (await leader.post(own(await draft(title), 'series'), form)).expect(201);
      return series.dates.map((date: { id: string }) => date.id);
    };
    await draft('单次一');
    const weekly = await repeated('每周一', 4);
    await draft('单次二');
    const other = await repeated('每周二', 3);
    await draft('单次三');

    type Row = { id: string; title: string; series: Record<string, number> | null };
    const rows = async (query: string, who = leader): Promise<Row[]> => {
      const all: Row[] = [];
      for (let cursor = ''; ; ) {
        const url = `/api/organizer/activity-groups?${query}${cursor && `&cursor=${cursor}`}`;
        const { items, next } = (await who.get(url)).expect(200);
        all.push(...items);
        if (next === null) return all;
        cursor = next;
        expect(items).toHaveLength(2);
      }
    };
    const titles = async (query: string, who = leader) => (await rows(query, who)).map(({ title }) => title);
    expect(await titles('limit=2')).toEqual(['单次三', '每周二', '单次二', '每周一', '单次一']);
    expect(await titles(`limit=2&organizationId=${organization.id}`)).toEqual([]);
    expect(await titles(`limit=2&text=${encodeURIComponent('每周')}`)).toEqual(['每周二', '每周一']);

    (await leader.post(own(weekly[0]!, 'submission'))).expect(204);
    const officer = await world.officer('110105');
    (await officer.post(`/api/unit/activities/${weekly[0]}/review`, approval)).expect(204);
    const volunteer = await world.person('来的人').register();
    for (const id of weekly.slice(1, 3)) {
      const form = { riskAcknowledged: true };
      (await volunteer.post(`/api/volunteer/activities/${id}/signups`, form)).expect(201);
    }
    (await leader.post(own(weekly[0]!, 'cancellation'), { reason: '讲师调离' })).expect(204);
    expect(await titles('limit=2&state=DRAFT')).toEqual(['单次三', '每周二', '单次二', '单次一']);
    const row = async (query: string, who = leader) => (await rows(query, who)).find(({ series }) => series)!;
    // The cancelled one is counted among the dates, and is not the next.
    expect(await row('limit=2&state=PUBLISHED')).toMatchObject({
      id: weekly[1],
      series: { dates: 3, ahead: 3, signedUp: 2, places: 30, waiting: 0 },
    });
    const all = (await rows('limit=2')).find(({ title }) => title === '每周一');
    expect(all).toMatchObject({ id: weekly[1], series: { dates: 4, ahead: 3, signedUp: 2, places: 30 } });
    expect(await row('limit=2&state=CANCELLED')).toMatchObject({
      id: weekly[0],
      series: { dates: 1, ahead: 0, signedUp: 0, places: 10 },
    });

    // Who leads one date only sees no more of the series than that.
    const { manager } = world.app.parts.database;
    await manager.update(Activity, { id: other[1] }, { leadId: volunteer.volunteerId });
    expect(await rows('limit=2', volunteer)).toMatchObject([{ id: other[1], series: { dates: 1 } }]);
  });

  it('is not submitted with dates that are over: each is named, and what to do', async () => {
    const ids = await four({ title: '拖到现在' });
    const days = async () =>
      (await Promise.all(ids.map(find))).map(({ startsAt }) => momentText(new Date(startsAt)));
    const submit = () => admin.post(own(ids[3]!, 'submission'));
    await longWaited(ids, 10);
    const [first, second, third, fourth] = await days();
    const both = await submit();
    expect(both.refusal).toEqual([400, 'series_date_past']);
    expect(both.body.message).toContain(`${first}、${second}这几次的报名已经截止`);
    expect(both.body.message).toContain(`请打开${first}这一次，把时间改到以后`);
    expect(both.body.message).not.toContain(third);

    const form = activityForm(world.clock.now(), { startsAt: startsAt() });
    (await admin.put(`/api/organizer/activities/${ids[0]}`, form)).expect(200);
    const one = await submit();
    expect(one.body.message).toContain(`每周安排里 ${second}这一次的报名已经截止`);
    expect(one.body.message).not.toContain(fourth);
    expect(await states(ids)).toEqual(Array(4).fill('DRAFT'));
    const moved = { ...form, laterDates: true };
    (await admin.put(`/api/organizer/activities/${ids[1]}`, moved)).expect(200);
    (await submit()).expect(204);
    expect(await states(ids)).toEqual(Array(4).fill('PENDING'));
  });

  it('is approved late without the dates that are over, and the organizer hears which', async () => {
    const ids = await four({ title: '迟到的审核' });
    const { manager } = world.app.parts.database;
    const demandId = newId();
    await manager.update(Activity, { id: ids[0] }, { demandId });
    (await admin.post(own(ids[0]!, 'submission'))).expect(204);
    await longWaited(ids, 10);
    const days = (await Promise.all(ids.map(find))).map(({ startsAt }) => dayText(new Date(startsAt)));
    const officer = await world.officer('110105');
    const review = (body: object) => officer.post(`/api/unit/activities/${ids[1]}/review`, body);
    const answers = await Promise.all([review(approval), review(approval)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await states(ids)).toEqual(['REJECTED', 'REJECTED', 'PUBLISHED', 'PUBLISHED']);
    expect((await find(ids[0]!)).stateReason).toContain('没有发布');
    const demands = await Promise.all(ids.map(async (id) => (await find(id)).demandId));
    expect(demands).toEqual([null, null, demandId, null]);
    const shown = (await world.anonymous.get(`/api/public/activities/${ids[2]}/series`)).expect(200);
    expect(shown.dates.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2));
    await world.settle();
    const told = (await admin.get('/api/volunteer/inbox?limit=50')).expect(200).items;
    const [notice, ...more] = told.filter(({ body }: { body: string }) => body.includes('迟到的审核'));
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ title: '活动已通过审核', activityId: ids[2] });
    expect(notice.body).toContain('发布了 2 次');
    expect(days.filter((day) => notice.body.includes(day))).toEqual(days.slice(0, 2));
  });

  it('is not approved when all its dates are over, only returned', async () => {
    const ids = await four();
    (await admin.post(own(ids[0]!, 'submission'))).expect(204);
    await longWaited(ids, 30);
    const officer = await world.officer('110105');
    const review = (body: object) => officer.post(`/api/unit/activities/${ids[0]}/review`, body);
    expect((await review(approval)).refusal).toEqual([409, 'series_over']);
    expect(await states(ids)).toEqual(Array(4).fill('PENDING'));
    (await review({ ...approval, decision: 'RETURN', reason: '请改时间' })).expect(204);
    expect(await states(ids)).toEqual(Array(4).fill('RETURNED'));
  });

  it('is handled by the first date that stands, whatever became of the one it began with', async () => {
    const officer = await world.officer('110105');
    const waiting = async (ids: string[]) => {
      const { items } = (await officer.get('/api/unit/activities?state=PENDING&limit=50')).expect(200);
      const queue = (await officer.get('/api/unit/queues')).body.items.find(
        (item: { queue: string }) => item.queue === 'activities',
      );
      expect(queue.waiting).toBe(items.length);
      return items.map(({ id }: { id: string }) => id).filter((id: string) => ids.includes(id));
    };
    const moved = await four();
    const form = activityForm(world.clock.now(), { startsAt: new Date(startsAt().getTime() + 9 * DAY) });
    (await admin.put(`/api/organizer/activities/${moved[0]}`, form)).expect(200);
    (await admin.post(own(moved[0]!, 'submission'))).expect(204);
    expect(await waiting(moved)).toEqual([moved[1]]);

    const ids = await four({ title: '少了第一次' });
    (await admin.post(own(ids[0]!, 'submission'))).expect(204);
    const { manager } = world.app.parts.database;
    await manager.update(Activity, { id: ids[0] }, { seriesId: null, state: 'DRAFT' });
    expect(await waiting(ids)).toEqual([ids[1]]);
    (await officer.post(`/api/unit/activities/${ids[1]}/review`, approval)).expect(204);
    expect(await states(ids)).toEqual(['DRAFT', 'PUBLISHED', 'PUBLISHED', 'PUBLISHED']);
    await world.settle();
    const told = (await admin.get('/api/volunteer/inbox?limit=50')).expect(200).items;
    expect(told.filter(({ body }: { body: string }) => body.includes('少了第一次'))).toHaveLength(1);
  });
});
