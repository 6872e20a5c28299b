import fc from 'fast-check';
import { Activity, Post } from '../../server/activities';
import { PostService } from '../../server/activities/post.service';
import { Payment } from '../../server/payments';
import { SignUp, type SignUpState } from '../../server/signups';
import { HOLDING } from '../../server/signups/signup.rules';
import { SignUpWriter } from '../../server/signups/signup.writer';
import { WaitingList } from '../../server/signups/waiting-list';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const PEOPLE = 5;
const RUNS = 12;

/** What must be true of one post, kept without a database: who stands where, and who waits in which order. */
class Model {
  readonly states = new Map<number, SignUpState>();
  queue: number[] = [];
  constructor(public places: number) {}

  get taken(): number {
    return [...this.states.values()].filter((state) => HOLDING.includes(state)).length;
  }

  full = (): boolean => this.taken >= this.places || this.queue.length > 0;

  /** Free places go to those who wait longest. */
  passOn(): void {
    while (this.taken < this.places && this.queue.length > 0) this.states.set(this.queue.shift()!, 'OFFERED');
  }

  leave(person: number): void {
    this.states.delete(person);
    this.queue = this.queue.filter((each) => each !== person);
    this.passOn();
  }
}

class Real {
  readonly ids = new Map<number, string>();
  constructor(
    readonly world: World,
    readonly admin: Person,
    readonly people: Person[],
    readonly activityId: string,
    readonly postId: string,
  ) {}

  signUp = (person: number, waitlist: boolean) =>
    this.people[person]!.post(`/api/volunteer/activities/${this.activityId}/signups`, {
      riskAcknowledged: true,
      waitlist,
    });

  answer(person: number, what: 'cancellation' | 'acceptance' | 'refusal') {
    const bodies = {
      cancellation: { reason: '临时有事' },
      acceptance: { riskAcknowledged: true },
      refusal: undefined,
    };
    return this.people[person]!.post(`/api/volunteer/signups/${this.ids.get(person)}/${what}`, bodies[what]);
  }

  /** Everything stored is as the model says: states, order, and the counts of the post and of its activity. */
  async expectAs(model: Model): Promise<void> {
    const { manager } = this.world.database;
    const open = await manager.find(SignUp, {
      where: { activityId: this.activityId },
      order: { queueNumber: 'ASC' },
    });
    const number = ({ volunteerId }: SignUp) =>
      this.people.findIndex((person) => person.volunteerId === volunteerId);
    const current = open.filter(({ openKey }) => openKey !== null);
    expect(Object.fromEntries(current.map((each) => [number(each), each.state]))).toEqual(
      Object.fromEntries(model.states),
    );
    expect(current.filter(({ state }) => state === 'WAITLISTED').map(number)).toEqual(model.queue);
    const counts = { places: model.places, takenPlaces: model.taken, waiting: model.queue.length };
    expect(await manager.findOneByOrFail(Post, { id: this.postId })).toMatchObject(counts);
    expect(await manager.findOneByOrFail(Activity, { id: this.activityId })).toMatchObject(counts);
    expect(model.taken).toBeLessThanOrEqual(model.places);
  }
}

type Command = fc.AsyncCommand<Model, Real>;

/** A command that is always possible: what it does not allow has to be refused, with nothing changed. */
const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    await real.expectAs(model);
  },
  toString: () => name,
});

const signUp = (person: number, waitlist: boolean) =>
  command(`signUp(${person}, ${waitlist})`, async (model, real) => {
    const answer = await real.signUp(person, waitlist);
    const full = model.full();
    if (!model.states.has(person) && full && !waitlist)
      return expect(answer.refusal).toEqual([409, 'activity_full']);
    answer.expect(201);
    real.ids.set(person, answer.body.id);
    if (model.states.has(person)) return;
    model.states.set(person, full ? 'WAITLISTED' : 'CONFIRMED');
    if (full) model.queue.push(person);
  });

/** All at once: how many get a place is certain, who is first among them is not. */
const burst = (waitlist: boolean) =>
  command(`burst(${waitlist})`, async (model, real) => {
    const newcomers = real.people.map((_, person) => person).filter((person) => !model.states.has(person));
    const free = model.queue.length > 0 ? 0 : model.places - model.taken;
    const answers = await Promise.all(newcomers.map((person) => real.signUp(person, waitlist)));
    const of = (state: string) => newcomers.filter((_, index) => answers[index]!.body.state === state);
    expect(of('CONFIRMED')).toHaveLength(Math.min(free, newcomers.length));
    expect(of('WAITLISTED')).toHaveLength(waitlist ? Math.max(0, newcomers.length - free) : 0);
    for (const [index, person] of newcomers.entries())
      if (answers[index]!.status === 201) real.ids.set(person, answers[index]!.body.id);
    for (const person of of('CONFIRMED')) model.states.set(person, 'CONFIRMED');
    const { manager } = real.world.database;
    const numbers = new Map<number, number>();
    for (const person of of('WAITLISTED')) {
      model.states.set(person, 'WAITLISTED');
      const { queueNumber } = await manager.findOneByOrFail(SignUp, { id: real.ids.get(person)! });
      numbers.set(person, queueNumber!);
    }
    model.queue.push(...of('WAITLISTED').sort((a, b) => numbers.get(a)! - numbers.get(b)!));
  });

const cancel = (person: number) =>
  command(`cancel(${person})`, async (model, real) => {
    if (!real.ids.has(person)) return;
    const state = model.states.get(person);
    const { status } = await real.answer(person, 'cancellation');
    if (state === 'ATTENDED') return expect(status).toBe(409);
    if (state !== undefined) {
      expect(status).toBe(200);
      model.leave(person);
    }
  });

const accept = (person: number) =>
  command(`accept(${person})`, async (model, real) => {
    if (!real.ids.has(person)) return;
    const state = model.states.get(person);
    const { status } = await real.answer(person, 'acceptance');
    expect(status).toBe(state === 'OFFERED' || state === 'CONFIRMED' ? 200 : 409);
    if (state === 'OFFERED') model.states.set(person, 'CONFIRMED');
  });

const decline = (person: number) =>
  command(`decline(${person})`, async (model, real) => {
    if (model.states.get(person) !== 'OFFERED') return;
    (await real.answer(person, 'refusal')).expect(200);
    model.leave(person);
  });

const resize = (places: number) =>
  command(`resize(${places})`, async (model, real) => {
    const answer = await real.admin.put(`/api/organizer/posts/${real.postId}/places`, { places });
    if (places < model.taken) return expect(answer.refusal).toEqual([409, 'places_taken']);
    answer.expect(200);
    await real.world.settle();
    model.places = places;
    model.passOn();
  });

const tools = ({ world }: Real) => {
  const writer = new SignUpWriter(new PostService(), world.clock);
  return { writer, waitingList: new WaitingList(writer, { offerMinutes: 120 }, world.clock) };
};

const expire = () =>
  command('expire', async (model, real) => {
    const { database, clock } = real.world;
    const past = new Date(clock.now().getTime() - 1_000);
    const offered = { activityId: real.activityId, state: 'OFFERED' as const };
    await database.manager.update(SignUp, offered, { offerExpiresAt: past });
    const { waitingList } = tools(real);
    await database.transaction((tx) => waitingList.expireDue(tx, real.activityId));
    const ended = [...model.states].flatMap(([person, state]) => (state === 'OFFERED' ? [person] : []));
    for (const person of ended) model.states.delete(person);
    model.passOn();
  });

/** The time to pay the deposit is over, and nobody paid: the place passes on, unless its owner came or went already. */
const lapse = (person: number) =>
  command(`lapse(${person})`, async (model, real) => {
    const { world } = real;
    await world.settle();
    const signUpId = real.ids.get(person);
    const payment = signUpId && (await world.database.manager.findOneBy(Payment, { signUpId }));
    if (!payment) return expect(model.states.get(person)).not.toBe('CONFIRMED');
    const payBy = new Date(world.clock.now().getTime() - 1_000);
    await world.database.manager.update(Payment, { id: payment.id }, { payBy, wakeAt: payBy });
    await world.app.parts.jobs.enqueue('payments.settle', payment.id);
    await world.settle();
    const { state } = await world.database.manager.findOneByOrFail(Payment, { id: payment.id });
    expect(state).toBe('CLOSED');
    if (model.states.get(person) === 'CONFIRMED') model.leave(person);
  });

const attend = (person: number) =>
  command(`attend(${person})`, async (model, real) => {
    if (model.states.get(person) !== 'CONFIRMED') return;
    const { database } = real.world;
    const signUp = await database.manager.findOneByOrFail(SignUp, { id: real.ids.get(person)! });
    await database.transaction((tx) => tools(real).writer.step(tx, signUp, 'ATTENDED'));
    model.states.set(person, 'ATTENDED');
  });

describe('sign-ups against a simple model', () => {
  let world: World;
  let organization: TestOrganization;
  let people: Person[];
  beforeAll(async () => {
    world = await createWorld();
    organization = await world.organization({ admin: await world.person('组织管理员').register() });
    people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) => world.person(`志愿者${index}`).register()),
    );
  }, 60_000);
  afterAll(() => world.stop());

  let days = 0;
  const fresh = async (places: number): Promise<Real> => {
    days += 1;
    const { admin } = organization;
    const startsAt = new Date(world.clock.now().getTime() + days * 24 * 3_600_000);
    const id = await world.activity({ organization, admin, places, startsAt, form: { depositFen: 2_000 } });
    const { id: postId } = await world.database.manager.findOneByOrFail(Post, { activityId: id });
    return new Real(world, admin, people, id, postId);
  };

  it('are never too many, never twice, and wait in order, whatever happens in whatever order (R31)', async () => {
    const person = fc.nat({ max: PEOPLE - 1 });
    const commands = fc.commands(
      [
        fc.tuple(person, fc.boolean()).map(([who, waitlist]) => signUp(who, waitlist)),
        fc.boolean().map(burst),
        person.map(cancel),
        person.map(accept),
        person.map(decline),
        fc.integer({ min: 1, max: 4 }).map(resize),
        fc.constant(expire()),
        person.map(attend),
        person.map(lapse),
      ],
      { size: '+1', maxCommands: 30 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), commands, async (places, sequence) => {
        const real = await fresh(places);
        await fc.asyncModelRun(() => ({ model: new Model(places), real }), sequence);
      }),
      { numRuns: RUNS, endOnFailure: true, interruptAfterTimeLimit: 10_000 },
    );
  }, 60_000);
});
