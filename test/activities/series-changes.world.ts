import { In } from 'typeorm';
import { NoticeDelivery } from '../../server/notices';
import { dayText, momentText } from '../../server/platform/chinese-time';
import { DAY } from '../../server/platform/clock';
import { insertRows } from '../../server/platform/database';
import { newId } from '../../server/platform/ids';
import { OutboxEvent } from '../../server/platform/outbox';
import { SignUp } from '../../server/signups';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';
import { own, seriesSteps } from './series-steps';

describe('a weekly series that is changed in several dates at once', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
  });
  afterAll(() => world.stop());

  const { four, find, states, publish } = seriesSteps(() => ({ world, admin, organization }));
  let ids: string[];

  beforeEach(async () => {
    ids = await four({ recruitFrom: new Date(world.clock.now().getTime() - 30 * DAY).toISOString() });
    await publish(ids);
  });

  const signUp = async (volunteer: Person, dates: readonly number[]) => {
    for (const date of dates) {
      const { posts } = await find(ids[date]!);
      const form = { riskAcknowledged: true, postId: posts[0].id };
      (await volunteer.post(`/api/volunteer/activities/${ids[date]}/signups`, form)).expect(201);
    }
  };
  const told = async (volunteer: Person, title: string): Promise<{ body: string; activityId: string }[]> =>
    (await volunteer.get('/api/volunteer/inbox?limit=50'))
      .expect(200)
      .items.filter((item: { title: string }) => item.title.includes(title));
  const move = async (from: number, days: number, more: object = {}) => {
    const { startsAt, endsAt, recruitUntil, ...rest } = await find(ids[from]!);
    const later = (at: string) => new Date(Date.parse(at) + days * DAY).toISOString();
    const { areaCode, latitude, longitude, radiusMetres } = rest;
    return admin.post(own(ids[from]!, 'rescheduling'), {
      ...{ startsAt: later(startsAt), endsAt: later(endsAt), recruitUntil: later(recruitUntil) },
      ...{ areaCode, latitude, longitude, radiusMetres, place: '科技馆', reason: '场地检修' },
      ...more,
      laterDates: true,
    });
  };
  const cancel = (from: number) =>
    admin.post(own(ids[from]!, 'cancellation'), { reason: '讲师调离', laterDates: true });
  const days = async (dates: readonly number[]) =>
    Promise.all(dates.map(async (date) => dayText(new Date((await find(ids[date]!)).startsAt))));
  /** As if the relay had died after its work: everything that happened comes once more. */
  const replay = async () => {
    const { manager } = world.app.parts.database;
    await manager.update(OutboxEvent, { state: 'DONE' }, { state: 'PENDING', availableAt: new Date(0) });
    await world.settle();
  };

  it('tells each person once, of their own dates, that they were moved (R24)', async () => {
    const [several, one, first] = [
      await world.person('多次').register(),
      await world.person('一次').register(),
      await world.person('首次').register(),
    ];
    await signUp(several!, [0, 1, 3]);
    await signUp(one!, [2]);
    await signUp(first!, [0]);
    const before = await days([1, 3]);
    (await move(1, 1)).expect(204);
    await world.settle();
    await replay();
    const after = await days([1, 3]);
    const [notice, ...more] = await told(several!, '有变动');
    expect(more).toEqual([]);
    expect(notice!.body).toContain('「科学实验进社区」有 2 次的时间或地点有变动');
    for (const day of [...before, ...after]) expect(notice!.body).toContain(day);
    expect(notice!.body).not.toContain((await days([0]))[0]);
    expect(notice!.body).toContain('地点：科技馆（原来是 朝阳区望京街道社区服务中心一层）');
    expect(notice!.body).toContain('原因：场地检修');
    expect(notice!.activityId).toBe(ids[1]);
    const alone = await told(one!, '有变动');
    expect(alone).toHaveLength(1);
    expect(alone[0]!.body).toContain('「科学实验进社区」的时间或地点有变动');
    expect(await told(first!, '有变动')).toEqual([]);
  });

  it('tells of a change of the area alone, and of the deadline where nothing else changed', async () => {
    const volunteer = await world.person('两次').register();
    await signUp(volunteer, [1, 2]);
    const before = await find(ids[1]!);
    (await move(1, 0, { place: before.place, areaCode: '110108', recruitUntil: before.recruitUntil })).expect(
      204,
    );
    await world.settle();
    const [area] = await told(volunteer, '有变动');
    expect(area!.body).toContain('所在地区改为 北京市海淀区（原来是 北京市朝阳区）');
    expect(area!.body).not.toContain('报名截止');
    const { startsAt, endsAt, place, recruitUntil, ...rest } = await find(ids[1]!);
    const earlier = new Date(Date.parse(recruitUntil) - 3_600_000);
    const same = { startsAt, endsAt, place, areaCode: rest.areaCode };
    (await move(1, 0, { ...same, recruitUntil: earlier.toISOString() })).expect(204);
    await world.settle();
    const notices = await told(volunteer, '有变动');
    expect(notices).toHaveLength(2);
    const [deadline] = notices.filter(({ body }) => body !== area!.body);
    expect(deadline!.body).toContain(`报名截止改为 ${momentText(earlier)}`);
    expect(deadline!.body).not.toContain('所在地区改为');
  });

  it('tells each person once that they were cancelled, whoever cancels at the same moment', async () => {
    const [several, one] = [await world.person('多次').register(), await world.person('一次').register()];
    await signUp(several!, [0, 1, 2]);
    await signUp(one!, [2]);
    const [stands, ...gone] = await days([0, 1, 2]);
    const answers = await Promise.all([1, 1, 1].map(cancel));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    await world.settle();
    await replay();
    expect(await states(ids)).toEqual(['PUBLISHED', 'CANCELLED', 'CANCELLED', 'CANCELLED']);
    const notices = await told(several!, '已取消');
    const whole = notices.map(({ body }) => body).join('\n');
    expect(notices).toHaveLength(1);
    for (const day of gone) expect(whole.split(day!)).toHaveLength(2);
    expect(whole).not.toContain(stands);
    expect(await told(one!, '已取消')).toHaveLength(1);
    const signUps = (await several!.get('/api/volunteer/signups')).expect(200).items;
    expect(signUps.filter(({ state }: { state: string }) => state === 'CANCELLED')).toHaveLength(2);
  });

  it('tells everybody once where there are more than one transaction takes', async () => {
    const { manager } = world.app.parts.database;
    const people = Array.from({ length: 70 }, () => newId());
    const rows = people.flatMap((volunteerId) =>
      [1, 2, 3].map((date) => ({
        ...{ id: newId(), activityId: ids[date]!, postId: newId(), volunteerId, origin: 'SELF' as const },
        ...{ state: 'APPLIED' as const, openKey: `${ids[date]}:${volunteerId}` },
        createdAt: world.clock.now(),
      })),
    );
    await insertRows(manager, SignUp, rows);
    const inboxes = async () =>
      (await manager.findBy(NoticeDelivery, { volunteerId: In(people), channel: 'INBOX' }))
        .map(({ volunteerId }) => volunteerId)
        .sort();
    (await move(1, 1)).expect(204);
    await world.settle();
    expect(await inboxes()).toEqual([...people].sort());
    (await cancel(1)).expect(204);
    await world.settle();
    await replay();
    expect(await inboxes()).toEqual([...people, ...people].sort());
    expect(await manager.countBy(SignUp, { volunteerId: In(people), state: 'CANCELLED' })).toBe(210);
  });

  it('tells once what ends with its organization', async () => {
    const volunteer = await world.person('多次').register();
    await signUp(volunteer, [0, 1, 2]);
    const { database } = world.app.parts;
    await database.transaction(async (tx) =>
      tx.emit('organization.dissolved', { organizationId: organization.id }),
    );
    await world.settle();
    expect(await states(ids)).toEqual(Array(4).fill('CANCELLED'));
    const notices = await told(volunteer, '活动已取消');
    expect(notices).toHaveLength(1);
    expect(notices[0]!.body).toContain('「科学实验进社区」有 3 次已取消');
  });
});
