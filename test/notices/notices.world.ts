import { MoreThan } from 'typeorm';
import { Following } from '../../server/memberships';
import { Notice, NoticeDelivery } from '../../server/notices';
import { HOUR, MINUTE } from '../../server/platform/clock';
import { insertRows } from '../../server/platform/database';
import { newId } from '../../server/platform/ids';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const SEND = '/cgi-bin/message/template/send';
const words = { title: '周六河湖水质科普', body: '请穿运动鞋，九点在东门集合。' };

describe('notices of organizations', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;

  beforeEach(async () => {
    world = await createWorld();
    admin = await world.person('赵敏').register();
    organization = await world.organization({ admin });
  });
  afterEach(() => world.stop());

  const path = () => `/api/organizer/organizations/${organization.id}/notices`;

  /** Somebody who is a member, and follows the official account when asked. */
  async function member(name: string, follows: boolean): Promise<Person> {
    const person = await world.person(name).register();
    if (follows) await person.follow();
    (await person.post(`/api/volunteer/organizations/${organization.id}/memberships`)).expect(201);
    await world.settle();
    return person;
  }

  const publish = async (more: object = {}): Promise<string> => {
    const { id } = (await admin.post(path(), { ...words, ...more })).expect(201);
    await world.settle();
    return id;
  };

  const deliveryOf = (noticeId: string, person: Person, channel: 'INBOX' | 'TEMPLATE') =>
    world.database.manager.findOneByOrFail(NoticeDelivery, {
      noticeId,
      volunteerId: person.volunteerId,
      channel,
    });

  const templatesOf = (person: Person) => person.chat().filter(({ channel }) => channel === 'template');

  it('reach every member in the inbox, followers of the account also in WeChat, and tell what became of it', async () => {
    const follower = await member('钱一', true);
    const reader = await member('孙一', false);
    const stranger = await world.person('李一').register();
    const audience = `/api/organizer/organizations/${organization.id}/notice-audience`;
    expect((await admin.get(audience)).expect(200)).toEqual({ people: 3, inWechat: 1 });
    expect((await reader.get(audience)).refusal).toEqual([403, 'not_organization_admin']);
    const id = await publish();

    const [item] = (await reader.get('/api/volunteer/inbox')).expect(200).items;
    expect(item).toMatchObject({ ...words, organizationName: organization.name, read: false });
    expect((await stranger.get('/api/volunteer/inbox')).expect(200).items).toEqual([]);
    expect(templatesOf(follower)).toHaveLength(1);
    expect(templatesOf(follower)[0]!.fields!.map(({ value }) => value)).toEqual(
      expect.arrayContaining([words.title]),
    );
    expect(templatesOf(reader)).toEqual([]);

    const report = (await admin.get(`/api/organizer/notices/${id}`)).expect(200);
    expect(report).toMatchObject({ audienceCount: 3, addressing: false });
    expect(report.deliveries).toEqual([
      { channel: 'INBOX', state: 'DELIVERED', reason: null, count: 3 },
      { channel: 'TEMPLATE', state: 'DELIVERED', reason: null, count: 1 },
      { channel: 'TEMPLATE', state: 'SUPPRESSED', reason: 'not_following', count: 2 },
    ]);

    expect((await reader.get('/api/volunteer/inbox/unread')).body.unread).toBe(1);
    (await reader.post(`/api/volunteer/inbox/${item.id}/reading`)).expect(204);
    (await reader.post(`/api/volunteer/inbox/${item.id}/reading`)).expect(204);
    expect((await reader.get('/api/volunteer/inbox/unread')).body.unread).toBe(0);
    expect((await follower.post(`/api/volunteer/inbox/${item.id}/reading`)).refusal).toEqual([
      404,
      'notice_not_found',
    ]);
    await publish({ title: '集合时间提醒' });
    expect((await reader.get('/api/volunteer/inbox/unread')).body.unread).toBe(1);
    (await reader.post('/api/volunteer/inbox/reading')).expect(204);
    expect((await reader.get('/api/volunteer/inbox/unread')).body.unread).toBe(0);
  });

  it('are refused of others, of foreign activities, of bad words and of the same words again', async () => {
    const stranger = await world.person('李一').register();
    const other = await world.organization({ admin: stranger });
    const foreign = await world.activity({ organization: other, admin: stranger });
    world.desk.control.setWords({ risky: ['违禁词'], review: ['可疑词'] });
    const refusals: [Person, object, [number, string]][] = [
      [stranger, {}, [403, 'not_organization_admin']],
      [admin, { activityId: foreign }, [400, 'foreign_activity']],
      [admin, { title: '违禁词' }, [400, 'content_risky']],
      [admin, { body: '可疑词' }, [400, 'content_doubtful']],
      [admin, { title: '字'.repeat(41) }, [400, 'invalid_input']],
      [admin, { title: '' }, [400, 'invalid_input']],
    ];
    for (const [person, more, refusal] of refusals) {
      expect((await person.post(path(), { ...words, ...more })).refusal).toEqual(refusal);
    }
    world.desk.control.addFault({ api: '/wxa/msg_sec_check', kind: 'errcode', errcode: 61010 });
    expect((await admin.post(path(), words)).refusal).toEqual([409, 'content_unchecked']);
    world.desk.control.clearFaults();
    const taps = await Promise.all([1, 2, 3].map(() => admin.post(path(), words)));
    expect(taps.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    await world.settle();
    const listed = (await admin.get(path())).expect(200).items;
    expect(listed.map(({ title }: { title: string }) => title)).toEqual([words.title]);
    expect((await stranger.get(path())).refusal).toEqual([403, 'not_organization_admin']);
    expect((await stranger.get(`/api/organizer/notices/${listed[0].id}`)).refusal).toEqual([
      403,
      'not_organization_admin',
    ]);
  });

  it('reach who takes part in an activity, from its organizers only, so many times a day', async () => {
    const lead = await member('活动负责人', false);
    const coming = await member('钱一', true);
    const bystander = await member('孙一', true);
    const startsAt = new Date(world.clock.now().getTime() + 48 * HOUR);
    const activity = await world.activity({
      organization,
      admin,
      startsAt,
      form: { leadId: lead.volunteerId },
    });
    const to = `/api/organizer/activities/${activity}`;
    expect((await lead.post(`${to}/notices`, words)).refusal).toEqual([409, 'no_participants']);
    const signUp = (person: Person) =>
      person.post(`/api/volunteer/activities/${activity}/signups`, { riskAcknowledged: true });
    (await signUp(coming)).expect(201);
    const { id: left } = (await signUp(bystander)).expect(201);
    (await bystander.post(`/api/volunteer/signups/${left}/cancellation`, { reason: '临时有事' })).expect(200);
    await world.settle();
    const before = templatesOf(coming).length;

    expect((await lead.get(`${to}/notice-audience`)).expect(200)).toEqual({ people: 1, inWechat: 1 });
    const { id } = (await lead.post(`${to}/notices`, words)).expect(201);
    await world.settle();
    expect((await coming.get('/api/volunteer/inbox')).expect(200).items[0]).toMatchObject({
      ...words,
      activityId: activity,
    });
    expect(templatesOf(coming)).toHaveLength(before + 1);
    const inbox = (await bystander.get('/api/volunteer/inbox')).expect(200).items;
    expect(inbox.map(({ title }: { title: string }) => title)).not.toContain(words.title);
    expect((await lead.get(`/api/organizer/notices/${id}`)).expect(200)).toMatchObject({
      audience: 'PARTICIPANTS',
      audienceCount: 1,
    });
    expect((await admin.get(path())).expect(200).items).toMatchObject([{ id, audience: 'PARTICIPANTS' }]);

    expect((await lead.post(`${to}/notices`, words)).refusal).toEqual([409, 'notice_repeated']);
    for (const refused of [
      await bystander.post(`${to}/notices`, words),
      await bystander.get(`${to}/notice-audience`),
    ])
      expect(refused.refusal).toEqual([403, 'not_organizer']);
    expect((await bystander.get(`/api/organizer/notices/${id}`)).refusal).toEqual([403, 'not_organizer']);
    const many = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => admin.post(`${to}/notices`, { ...words, title: `提醒 ${n}` })),
    );
    expect(many.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 429, 429]);
    expect(many.find(({ status }) => status === 429)!.refusal).toEqual([429, 'too_many_notices']);
    world.advance(25 * HOUR);
    await admin.logIn();
    (await admin.post(`${to}/notices`, { ...words, title: '明天见' })).expect(201);
  });

  it('keep WeChat’s code when it refuses for good', async () => {
    const follower = await member('钱一', true);
    world.desk.control.addFault({ api: SEND, kind: 'errcode', errcode: 43004 });
    const id = await publish();
    expect(await deliveryOf(id, follower, 'TEMPLATE')).toMatchObject({ state: 'FAILED', reason: '43004' });
    world.desk.control.clearFaults();
    world.advance(24 * HOUR);
    await world.runSchedules();
    expect(templatesOf(follower)).toEqual([]);
  });

  it('keep that the person blocks messages', async () => {
    const follower = await member('钱一', true);
    world.desk.control.putPerson({ id: follower.id, blocksTemplates: true });
    const id = await publish();
    expect(await deliveryOf(id, follower, 'TEMPLATE')).toMatchObject({
      state: 'FAILED',
      reason: 'user_blocked',
    });
  });

  it.each([
    ['a spent quota', { kind: 'errcode', errcode: 45009 }, HOUR],
    ['a busy WeChat', { kind: 'errcode', errcode: -1 }, MINUTE],
    ['an answer that got lost', { kind: 'lost-answer' }, MINUTE],
    ['a connection that broke', { kind: 'drop' }, MINUTE],
  ] as const)('arrive once after %s', async (_, fault, pause) => {
    const follower = await member('钱一', true);
    world.desk.control.addFault({ api: SEND, times: 1, ...fault });
    const id = await publish();
    expect((await deliveryOf(id, follower, 'TEMPLATE')).state).toBe('QUEUED');
    world.advance(pause);
    await world.runSchedules();
    expect((await deliveryOf(id, follower, 'TEMPLATE')).state).toBe('DELIVERED');
    expect(templatesOf(follower)).toHaveLength(1);
  });

  it('reach thousands in chunks, each once, also when the expansion broke off in between', async () => {
    const volunteerIds = Array.from({ length: 1_200 }, () => newId());
    const since = world.clock.now();
    await insertRows(
      world.database.manager,
      Following,
      volunteerIds.map((volunteerId) => ({
        id: newId(),
        organizationId: organization.id,
        volunteerId,
        since,
      })),
    );
    const { id } = (await admin.post(path(), words)).expect(201);
    const { jobs } = world.app.parts;
    await Promise.all([1, 2, 3].map(() => jobs.enqueue('notices.address', id)));
    await world.settle();
    expect((await admin.get(`/api/organizer/notices/${id}`)).expect(200)).toMatchObject({
      audienceCount: 1_201,
      addressing: false,
      deliveries: [
        { channel: 'INBOX', state: 'DELIVERED', count: 1_201 },
        { channel: 'TEMPLATE', reason: 'no_account', count: 1_200 },
        { channel: 'TEMPLATE', reason: 'not_following', count: 1 },
      ],
    });

    // A process died after its first chunk: the sweeper goes on behind the cursor.
    const cursor = volunteerIds[499]!;
    await world.database.manager.update(Notice, { id }, { expandedAt: null, expandedUpTo: cursor });
    await world.database.manager.delete(NoticeDelivery, { noticeId: id, volunteerId: MoreThan(cursor) });
    world.advance(2 * MINUTE);
    await world.runSchedules();
    const inboxes = { noticeId: id, channel: 'INBOX' as const };
    expect(await world.database.manager.countBy(NoticeDelivery, inboxes)).toBe(1_201);
  });

  it('reach nobody twice, though every job runs several times and a sender dies', async () => {
    const followers = [];
    for (const name of ['钱一', '钱二', '钱三']) followers.push(await member(name, true));
    const id = await publish();
    const { jobs, relay } = world.app.parts;
    await world.database.manager.update(
      NoticeDelivery,
      { noticeId: id, channel: 'TEMPLATE' },
      { state: 'SENDING', dueAt: new Date(world.clock.now().getTime() - 1) },
    );
    await Promise.all([
      jobs.enqueue('notices.address', id),
      jobs.enqueue('notices.send', 'due'),
      jobs.runSchedules(),
      jobs.runSchedules(),
      relay.drain(),
    ]);
    await world.settle();
    for (const follower of followers) {
      expect(templatesOf(follower)).toHaveLength(1);
      const items = (await follower.get('/api/volunteer/inbox')).expect(200).items;
      expect(items.filter(({ title }: { title: string }) => title === words.title)).toHaveLength(1);
    }
  });
});
