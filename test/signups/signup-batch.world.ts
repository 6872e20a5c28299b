import { In } from 'typeorm';
import { Activity } from '../../server/activities';
import { PostService } from '../../server/activities/post.service';
import { Membership } from '../../server/memberships';
import { DAY, HOUR } from '../../server/platform/clock';
import { insertRows } from '../../server/platform/database';
import { Fault } from '../../server/platform/fault';
import { GroupCommit } from '../../server/platform/group-commit';
import { newId } from '../../server/platform/ids';
import { OutboxEvent } from '../../server/platform/outbox';
import { SignUp } from '../../server/signups';
import { SignUpWriter } from '../../server/signups/signup.writer';
import { type Application, signUpTogether } from '../../server/signups/signup-batch';
import { engine } from '../support/engine';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const PEOPLE = 16;
const agreed = { riskAcknowledged: true };

describe('sign-ups that are written together', () => {
  let world: World;
  let organization: TestOrganization;
  let people: Person[];
  let writer: SignUpWriter;
  const posts = new PostService();
  const policy = { maxWaiting: 200 };

  beforeAll(async () => {
    world = await createWorld();
    organization = await world.organization({ admin: await world.person('组织管理员').register() });
    people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) => world.person(`志愿者${index}`).register()),
    );
    writer = new SignUpWriter(posts, world.clock);
  }, 60_000);
  afterAll(() => world.stop());

  let days = 0;
  const publish = (places: number, startsAt?: Date) => {
    days += 1;
    const { admin } = organization;
    return world.activity({
      organization,
      admin,
      places,
      startsAt: startsAt ?? new Date(world.clock.now().getTime() + days * DAY),
    });
  };
  const application = (person: Person, activityId: string, form: object = agreed): Application => ({
    volunteerId: person.volunteerId,
    activityId,
    form: form as Application['form'],
  });
  const together = (applications: Application[]) =>
    world.database.transaction((tx) =>
      signUpTogether(tx, applications, { writer, posts, policy, clock: world.clock }),
    );
  const codes = (decisions: (SignUp | Fault)[]) =>
    decisions.map((decision) => (decision instanceof Fault ? decision.code : decision.state));

  /** What is stored of an activity: who holds a place, the count of places, whose sign-up was told. */
  async function stored(activityId: string) {
    const { manager } = world.database;
    const rows = await manager.findBy(SignUp, { activityId, state: 'CONFIRMED' });
    const { takenPlaces } = await manager.findOneByOrFail(Activity, { id: activityId });
    const events = await manager.findBy(OutboxEvent, { name: In(['signup.confirmed']) });
    const told = events
      .map(({ payload }) => payload as { activityId: string; signUpId: string })
      .filter((payload) => payload.activityId === activityId);
    expect(told.map(({ signUpId }) => signUpId).sort()).toEqual(rows.map(({ id }) => id).sort());
    return { holders: rows.map(({ volunteerId }) => volunteerId).sort(), takenPlaces };
  }

  it('gives the same person one sign-up, however often they are in the batch', async () => {
    const id = await publish(5);
    const [person, other] = people as [Person, Person];
    const decisions = await together([person, other, person, person].map((who) => application(who, id)));
    expect(codes(decisions)).toEqual(Array(4).fill('CONFIRMED'));
    expect(decisions[2]).toBe(decisions[0]);
    expect(decisions[3]).toBe(decisions[0]);
    expect(decisions[1]).not.toBe(decisions[0]);
    const holders = [person.volunteerId, other.volunteerId].sort();
    expect(await stored(id)).toEqual({ holders, takenPlaces: 2 });
  });

  it('confirms the first of two overlapping activities in one batch, and knows those confirmed before', async () => {
    const startsAt = new Date(world.clock.now().getTime() + 100 * DAY);
    const early = await publish(5, startsAt);
    const late = await publish(5, new Date(startsAt.getTime() + HOUR));
    const next = await publish(5, new Date(startsAt.getTime() + 3 * HOUR));
    const [one, two] = people as [Person, Person];
    const batch = [
      application(one, early),
      application(two, late),
      application(one, late),
      application(two, early),
      application(one, next),
    ];
    expect(codes(await together(batch))).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'time_overlap',
      'time_overlap',
      'CONFIRMED',
    ]);
    expect(codes(await together([application(one, late), application(two, next)]))).toEqual([
      'time_overlap',
      'CONFIRMED',
    ]);
    expect(await stored(early)).toEqual({ holders: [one.volunteerId], takenPlaces: 1 });
    expect(await stored(late)).toEqual({ holders: [two.volunteerId], takenPlaces: 1 });
  });

  it('gives places in the order of the batch, each activity its own', async () => {
    const small = await publish(2);
    const large = await publish(5);
    const batch = people
      .slice(0, 4)
      .flatMap((person) => [application(person, small), application(person, large)]);
    const decisions = codes(await together(batch));
    expect(decisions.filter((_, index) => index % 2 === 0)).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'activity_full',
      'activity_full',
    ]);
    expect(decisions.filter((_, index) => index % 2 === 1)).toEqual(Array(4).fill('CONFIRMED'));
    expect((await stored(small)).takenPlaces).toBe(2);
    expect((await stored(large)).takenPlaces).toBe(4);
  });

  it('decides each by its own facts', async () => {
    const id = await publish(5);
    const [person, careless] = people as [Person, Person];
    const decisions = await together([
      { ...application(person, id), volunteerId: null },
      application(careless, id, { riskAcknowledged: false }),
      application(person, '01ARZ3NDEKTSV4RRFFQ69G5FAV'),
      application(person, id, { ...agreed, remark: '我带电源线' }),
    ]);
    expect(codes(decisions)).toEqual([
      'not_registered',
      'risk_not_acknowledged',
      'activity_not_found',
      'CONFIRMED',
    ]);
    expect(decisions[3]).toMatchObject({ remark: '我带电源线', volunteerId: person.volunteerId });
    expect(await stored(id)).toEqual({ holders: [person.volunteerId], takenPlaces: 1 });
  });

  it('lets one that cannot be stored fail alone', async () => {
    const id = await publish(PEOPLE);
    const group = new GroupCommit<Application, SignUp>(together);
    // Longer than the column, which SQLite does not mind; what its driver cannot bind. Either stands for any refusal.
    const remark = engine() === 'mysql' ? '长'.repeat(300) : Symbol('no text');
    const broken = application(people[3]!, id, { ...agreed, remark });
    const batch = people.slice(0, 8).map((person, index) => (index === 3 ? broken : application(person, id)));
    const results = await Promise.allSettled(batch.map((one) => group.submit(one)));
    expect(results.map(({ status }) => status)).toEqual(
      batch.map((one) => (one === broken ? 'rejected' : 'fulfilled')),
    );
    const holders = batch.filter((one) => one !== broken).map(({ volunteerId }) => volunteerId);
    expect(await stored(id)).toEqual({ holders: holders.sort(), takenPlaces: 7 });
  });

  it('never oversells nor doubles when several processes write their batches at once', async () => {
    const [one, two] = [await publish(5), await publish(7)];
    const processes = Array.from({ length: 3 }, () => new GroupCommit<Application, SignUp>(together));
    const taps = processes.flatMap((group, turn) =>
      people.flatMap((person, index) =>
        ((index + turn) % 2 ? [one, two] : [two, one]).map((id) => group.submit(application(person, id))),
      ),
    );
    const results = await Promise.allSettled(taps);
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['activity_full']));
    for (const [id, places] of [
      [one, 5],
      [two, 7],
    ] as const) {
      const { holders, takenPlaces } = await stored(id);
      expect(takenPlaces).toBe(places);
      expect(new Set(holders).size).toBe(places);
      expect(holders).toHaveLength(places);
    }
  });

  it('confirms one of two overlapping activities when each is tapped at another process', async () => {
    const startsAt = new Date(world.clock.now().getTime() + 200 * DAY);
    const early = await publish(PEOPLE, startsAt);
    const late = await publish(PEOPLE, new Date(startsAt.getTime() + HOUR));
    const results = await Promise.allSettled(
      [early, late].flatMap((id) => {
        const group = new GroupCommit<Application, SignUp>(together);
        return people.map((person) => group.submit(application(person, id)));
      }),
    );
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refusals).toEqual(Array(PEOPLE).fill('time_overlap'));
    const holders = [...(await stored(early)).holders, ...(await stored(late)).holders];
    expect(holders.sort()).toEqual(people.map(({ volunteerId }) => volunteerId).sort());
  });

  it('lets members, not mere applicants nor members of others, into what is for members only', async () => {
    const { admin, id: organizationId } = organization;
    const [applicant, stranger] = people as [Person, Person];
    const membership = { role: 'MEMBER', origin: 'APPLY', appliedAt: world.clock.now() } as const;
    await insertRows(world.database.manager, Membership, [
      { ...membership, id: newId(), organizationId, volunteerId: applicant.volunteerId, state: 'APPLIED' },
      {
        ...membership,
        id: newId(),
        organizationId: newId(),
        volunteerId: stranger.volunteerId,
        state: 'ACTIVE',
      },
    ]);
    const startsAt = new Date(world.clock.now().getTime() + 300 * DAY);
    const id = await world.activity({ organization, admin, startsAt, form: { membersOnly: true } });
    const batch = [applicant, admin, stranger].map((person) => application(person, id));
    expect(codes(await together(batch))).toEqual(['members_only', 'CONFIRMED', 'members_only']);
  });

  it('writes nothing to refuse', async () => {
    const id = await publish(1);
    const [first, ...others] = people as [Person, ...Person[]];
    await together([application(first, id)]);
    await world.settle();
    const statements: string[] = [];
    const source = world.database.dataSource;
    const { logger } = source;
    source.logger = Object.assign(Object.create(logger), { logQuery: (sql: string) => statements.push(sql) });
    const answers = await Promise.all(
      others.map((person) => person.post(`/api/volunteer/activities/${id}/signups`, agreed)),
    );
    source.logger = logger;
    expect(answers.map(({ refusal }) => refusal)).toEqual(Array(PEOPLE - 1).fill([409, 'activity_full']));
    const locking = statements.filter((sql) => sql.includes('activities'));
    expect(locking.length).toBeGreaterThan(0);
    const written = statements.filter((sql) => /^\s*(insert|update|delete)/i.test(sql));
    expect(written.filter((sql) => /signups|activities|outbox_events|volunteers/.test(sql))).toEqual([]);
  });
});

describe('stopping while a batch is being written', () => {
  it('answers everybody whose request was accepted', async () => {
    const world = await createWorld();
    let stopped = false;
    try {
      const admin = await world.person('组织管理员').register();
      const organization = await world.organization({ admin });
      const people = await Promise.all(
        Array.from({ length: 8 }, (_, index) => world.person(`志愿者${index}`).register()),
      );
      const id = await world.activity({ organization, admin, places: 8 });
      await world.settle();
      const { database, limits } = world.app.parts;

      let release = () => {};
      const held = new Promise<void>((done) => {
        release = done;
      });
      const accepted = jest.spyOn(limits, 'bySession');
      const transaction = database.transaction.bind(database);
      const commit = jest.spyOn(database, 'transaction').mockImplementation(async (work) => {
        await held;
        return transaction(work);
      });
      const path = `/api/volunteer/activities/${id}/signups`;
      const taps = people.map((person) => person.post(path, agreed));
      const until = async (holds: () => boolean) => {
        while (!holds()) await new Promise((done) => setTimeout(done, 5));
      };
      await until(() => accepted.mock.calls.length === 8 && commit.mock.calls.length > 0);
      const stop = world.stop();
      await new Promise((done) => setTimeout(done, 50));
      release();
      expect((await Promise.all(taps)).map(({ status }) => status)).toEqual(Array(8).fill(201));
      await stop;
      stopped = true;
    } finally {
      if (!stopped) await world.stop();
    }
  }, 60_000);
});
