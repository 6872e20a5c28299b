import { syntheticId } from '../../desk/people/synthetic';
import { startServer } from '../../desk/server-process';
import { type Desk, startDesk } from '../../desk/wire';
import { createStore, type TestStore } from '../support/engine';
import { Person } from '../support/person';
import { prepare } from './prepare';

const PEOPLE = 40;

/** What was answered is kept, whatever happens to the process the moment after. */
describe('a server that is killed in the middle of its work', () => {
  let store: TestStore;
  let desk: Desk;
  beforeAll(async () => {
    store = await createStore();
    desk = await startDesk();
    prepare({ ...process.env, ...store.environment, WECHAT_HOST: desk.url });
  }, 120_000);
  afterAll(async () => {
    await desk?.stop();
    await store?.remove();
  }, 60_000);

  it('has lost no registration that it acknowledged, made none twice, and goes on with the rest', async () => {
    const environment = { ...store.environment, PORT: undefined, WECHAT_HOST: desk.url };
    const first = await startServer(environment);
    const people = Array.from(
      { length: PEOPLE },
      (_, index) => new Person(first.url, desk, undefined, `p${index}`, '周全'),
    );
    const documents = people.map(() => syntheticId());
    const acknowledged: number[] = [];
    await Promise.all(people.map((person) => person.logIn()));
    await Promise.all(people.map((person) => person.confirmPhone()));
    const registering = people.map(async (person, index) => {
      const form = person.registrationForm({ documentNumber: documents[index] });
      const answer = await person.post('/api/volunteer/registration', form).catch(() => undefined);
      if (answer?.status === 201) acknowledged.push(index);
      // In the middle: some are answered, some are under way.
      if (acknowledged.length === PEOPLE / 4) await first.kill();
    });
    await Promise.all(registering);
    await first.kill();
    expect(acknowledged.length).toBeGreaterThanOrEqual(PEOPLE / 4);

    const second = await startServer(environment);
    try {
      for (const [index, before] of people.entries()) {
        const person = new Person(second.url, desk, undefined, `p${index}`, '周全');
        await person.logIn();
        const { volunteer, verifiedPhone } = (await person.get('/api/volunteer/me')).expect(200);
        if (acknowledged.includes(index)) expect(volunteer?.state).toBe('VERIFIED');
        if (volunteer) continue;
        expect(verifiedPhone).not.toBeNull();
        const form = before.registrationForm({ documentNumber: documents[index] });
        (await person.post('/api/volunteer/registration', form)).expect(201);
      }
    } finally {
      await second.stop();
    }
  }, 120_000);
});
