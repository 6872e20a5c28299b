import { Activity, Post } from '../../server/activities';
import { PostService } from '../../server/activities/post.service';
import { insertRows } from '../../server/platform/database';
import { newId } from '../../server/platform/ids';
import { OutboxEvent } from '../../server/platform/outbox';
import { SignUp } from '../../server/signups';
import { eventually } from '../platform/eventually';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const PEOPLE = 60;
const PLACES = 10;

describe('sixty people want ten places', () => {
  let world: World;
  let organization: TestOrganization;
  let people: Person[];

  beforeAll(async () => {
    world = await createWorld();
    const admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
    people = Array.from({ length: PEOPLE }, (_, index) => world.person(`志愿者${index}`));
    for (let start = 0; start < PEOPLE; start += 10)
      await Promise.all(people.slice(start, start + 10).map((person) => person.register()));
  }, 120_000);
  afterAll(() => world.stop());

  const publish = () => world.activity({ organization, admin: organization.admin, places: PLACES });
  const signUp = (person: Person, id: string) =>
    person.post(`/api/volunteer/activities/${id}/signups`, { riskAcknowledged: true });
  const counts = async (id: string) => {
    const { takenPlaces } = (await organization.admin.get(`/api/organizer/activities/${id}`)).expect(200);
    const { manager } = world.database;
    const holding = await manager.countBy(SignUp, { activityId: id, state: 'CONFIRMED' });
    return { takenPlaces, holding };
  };
  const callOff = async (id: string) => {
    const path = `/api/organizer/activities/${id}/cancellation`;
    (await organization.admin.post(path, { reason: '场地临时关闭' })).expect(204);
    await world.settle();
  };

  it('in the same second: exactly ten get one, fifty are told that it is full', async () => {
    const id = await publish();
    const answers = await Promise.all(people.map((person) => signUp(person, id)));
    const accepted = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(accepted).toHaveLength(PLACES);
    expect(new Set(accepted.map(({ body }) => body.id)).size).toBe(PLACES);
    expect(refused.map(({ refusal }) => refusal)).toEqual(
      Array(PEOPLE - PLACES).fill([409, 'activity_full']),
    );
    expect(refused[0]!.body.message).toContain('名额刚刚满了');
    expect(await counts(id)).toEqual({ takenPlaces: PLACES, holding: PLACES });
    await callOff(id);
    expect(await counts(id)).toEqual({ takenPlaces: 0, holding: 0 });
  }, 60_000);

  it('keeps places and sign-ups equal while people sign up, cancel and sign up again', async () => {
    const id = await publish();
    const restless = async (person: Person, index: number) => {
      for (let turn = 0; turn < 3; turn++) {
        const answer = await signUp(person, id);
        expect([201, 409]).toContain(answer.status);
        if (answer.status !== 201 || (index + turn) % 3 === 0) continue;
        const path = `/api/volunteer/signups/${answer.body.id}/cancellation`;
        const cancel = () => person.post(path, { reason: '再想想' });
        // Cancelling twice and tapping sign-up in between: whatever the order, the place goes back once.
        const [first] = await Promise.all([cancel(), cancel(), signUp(person, id)]);
        expect(first.status).toBe(200);
      }
    };
    await Promise.all(people.slice(0, 30).map(restless));
    const { takenPlaces, holding } = await counts(id);
    expect(takenPlaces).toBe(holding);
    expect(takenPlaces).toBeLessThanOrEqual(PLACES);
    expect(takenPlaces).toBeGreaterThan(0);
  }, 60_000);

  it('leaves nobody confirmed when it is called off while people sign up', async () => {
    const id = await publish();
    const path = `/api/organizer/activities/${id}/cancellation`;
    const [called] = await Promise.all([
      organization.admin.post(path, { reason: '场地临时关闭' }),
      ...people.slice(0, 20).map((person) => signUp(person, id)),
    ]);
    called.expect(204);
    await world.settle();
    expect(await counts(id)).toEqual({ takenPlaces: 0, holding: 0 });
  }, 60_000);

  it('takes a place only while it is published, whatever was read before', async () => {
    const id = await publish();
    const post = await world.database.manager.findOneByOrFail(Post, { activityId: id });
    const take = () =>
      world.database.transaction((tx) => new PostService().count(tx, post, { taken: 1, waiting: 0 }));
    expect(await take()).toBe(true);
    await world.database.manager.update(Activity, { id }, { state: 'CANCELLED' });
    expect(await take()).toBe(false);
    await world.database.manager.update(Activity, { id }, { state: 'PUBLISHED', takenPlaces: PLACES });
    expect(await take()).toBe(false);
    await world.database.manager.update(Activity, { id }, { takenPlaces: 1 });
    await world.database.manager.update(Post, { id: post.id }, { takenPlaces: PLACES });
    expect(await take()).toBe(false);
  });

  it('calls off an activity of hundreds in chunks, each person told once', async () => {
    const id = await publish();
    const { manager } = world.database;
    const hundreds = 230;
    const now = world.clock.now();
    const post = await manager.findOneByOrFail(Post, { activityId: id });
    const rows = Array.from({ length: hundreds }, () => ({
      id: newId(),
      activityId: id,
      postId: post.id,
      volunteerId: people[0]!.volunteerId,
      state: 'CONFIRMED' as const,
      openKey: null,
      riskAcknowledgedAt: now,
      remark: null,
      stateReason: null,
      createdAt: now,
      endedAt: null,
    }));
    await insertRows(manager, SignUp, rows);
    await manager.update(Activity, { id }, { takenPlaces: hundreds, places: hundreds, signedUp: true });
    await manager.update(Post, { id: post.id }, { takenPlaces: hundreds, places: hundreds });
    const path = `/api/organizer/activities/${id}/cancellation`;
    (await organization.admin.post(path, { reason: '场地临时关闭' })).expect(204);
    await eventually(async () => (await counts(id)).holding === 0, 50_000);
    expect(await counts(id)).toEqual({ takenPlaces: 0, holding: 0 });
    const cancelled = await manager.findBy(OutboxEvent, { name: 'signup.cancelled' });
    const told = cancelled.map(({ payload }) => payload as { activityId: string; signUpId: string });
    const ours = told.filter(({ activityId }) => activityId === id).map(({ signUpId }) => signUpId);
    expect(ours.sort()).toEqual(rows.map((row) => row.id).sort());
  }, 60_000);
});
