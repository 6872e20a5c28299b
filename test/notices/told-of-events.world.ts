import { NoticeDelivery, SubscriptionCredit } from '../../server/notices';
import { activityForm } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const SIGN_UP_TEMPLATE = 'simulated-template-signup-result';

describe('what people are told of events', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('赵敏').register();
    organization = await world.organization({ admin });
  });
  afterAll(() => world.stop());

  const titles = async (person: Person): Promise<string[]> =>
    (await person.get('/api/volunteer/inbox')).expect(200).items.map(({ title }: { title: string }) => title);

  const signUp = async (person: Person, activityId: string): Promise<void> => {
    const answer = await person.post(`/api/volunteer/activities/${activityId}/signups`, {
      riskAcknowledged: true,
    });
    expect(answer.status).toBeLessThan(300);
    await world.settle();
  };

  const cards = (person: Person) => world.desk.control.person(person.id).serviceNotices;

  it('tells the founder of the approval', async () => {
    expect(await titles(admin)).toEqual(['组织已通过审核']);
  });

  it('confirms a sign-up in the inbox, and by one subscribe message for each consent', async () => {
    const person = await world.person('钱一').register();
    await world.desk.control.answerPrompt(person.id, [SIGN_UP_TEMPLATE], 'accept');
    const activityId = await world.activity({ organization, admin });
    await signUp(person, activityId);
    expect((await titles(person))[0]).toBe('报名成功');
    expect(cards(person)).toHaveLength(1);
    expect(cards(person)[0]!.fields.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['科学实验进社区', '报名成功']),
    );

    const later = new Date(world.clock.now().getTime() + 72 * 3_600_000);
    await signUp(person, await world.activity({ organization, admin, startsAt: later }));
    expect((await titles(person)).filter((title) => title === '报名成功')).toHaveLength(2);
    expect(cards(person)).toHaveLength(1);
    const suppressed = await world.database.manager.findBy(NoticeDelivery, {
      volunteerId: person.volunteerId,
      channel: 'SUBSCRIBE',
      state: 'SUPPRESSED',
    });
    expect(suppressed.map(({ reason }) => reason)).toEqual(['not_subscribed']);
  });

  it('counts consents exactly: one for each prompt, none of a refusal, none left after it', async () => {
    const person = await world.person('钱二').register();
    const { control } = world.desk;
    for (const decision of ['accept', 'accept', 'reject', 'accept'] as const) {
      await control.answerPrompt(person.id, [SIGN_UP_TEMPLATE], decision);
      // WeChat tells of two prompts in one second as if they were one.
      world.advance(1_000);
    }
    await world.settle();
    const credits = () =>
      world.database.manager
        .createQueryBuilder(SubscriptionCredit, 'credit')
        .innerJoin('accounts', 'account', 'account.id = credit.accountId')
        .where('account.volunteer_id = :id', { id: person.volunteerId })
        .getOneOrFail();
    expect((await credits()).credits).toBe(3);
    await control.refuseTemplate(person.id, SIGN_UP_TEMPLATE);
    await world.settle();
    expect((await credits()).credits).toBe(0);
  });

  it('tells everybody who signed up of a change and of the end, also in WeChat (R24)', async () => {
    const follower = await world.person('孙一').register();
    await follower.follow();
    const other = await world.person('孙二').register();
    const activityId = await world.activity({ organization, admin });
    for (const person of [follower, other]) await signUp(person, activityId);
    const stranger = await world.person('孙三').register();

    const { startsAt, endsAt, recruitUntil, areaCode, latitude, longitude, radiusMetres } = activityForm(
      world.clock.now(),
    );
    const moved = { startsAt, endsAt, recruitUntil, areaCode, latitude, longitude, radiusMetres };
    const place = '朝阳区麦子店街道文化中心';
    const path = `/api/organizer/activities/${activityId}`;
    (await admin.post(`${path}/rescheduling`, { ...moved, place, reason: '原场地临时维修' })).expect(204);
    await world.settle();
    const [change] = (await other.get('/api/volunteer/inbox')).expect(200).items;
    expect(change.title).toBe('您报名的活动有变动');
    expect(change.body).toContain(`地点：朝阳区望京街道社区服务中心一层 → ${place}`);
    expect(change.body).toContain(place);
    expect(change.body).toContain('原场地临时维修');

    (await admin.post(`${path}/cancellation`, { reason: '遇暴雨红色预警' })).expect(204);
    await world.settle();
    for (const person of [follower, other]) {
      const [end] = (await person.get('/api/volunteer/inbox')).expect(200).items;
      expect(end.title).toBe('您报名的活动已取消');
      expect(end.body).toContain('遇暴雨红色预警');
    }
    const templates = follower.chat().filter(({ channel }) => channel === 'template');
    expect(templates).toHaveLength(2);
    expect(await titles(stranger)).toEqual([]);
  });

  it('does not tell people what they did themselves', async () => {
    const person = await world.person('周一').register();
    const activityId = await world.activity({ organization, admin });
    await signUp(person, activityId);
    const mine = (await person.get('/api/volunteer/signups')).expect(200).items;
    (await person.post(`/api/volunteer/signups/${mine[0].id}/cancellation`, { reason: '临时有事' })).expect(
      200,
    );
    await world.settle();
    expect(await titles(person)).toEqual(['报名成功']);
  });

  it('has an inbox only for those who registered', async () => {
    const visitor = await world.person('吴一').logIn();
    for (const path of ['/api/volunteer/inbox', '/api/volunteer/inbox/unread']) {
      expect((await visitor.get(path)).refusal).toEqual([403, 'not_registered']);
    }
    expect((await world.anonymous.get('/api/volunteer/inbox')).refusal).toEqual([401, 'session_missing']);
  });
});
