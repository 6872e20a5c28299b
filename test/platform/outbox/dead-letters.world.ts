import { AuditEntry } from '../../../server/platform/audit';
import { newId } from '../../../server/platform/ids';
import { OutboxEvent } from '../../../server/platform/outbox';
import { createWorld, type World } from '../../support/world';

describe('dead letters', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  const bury = async (): Promise<string> => {
    const id = newId();
    await world.database.manager.insert(OutboxEvent, {
      id,
      name: 'test.buried',
      payload: {},
      state: 'DEAD',
      attempts: 10,
      availableAt: world.clock.now(),
      lastError: 'handler gave up',
      createdAt: world.clock.now(),
    });
    return id;
  };
  const stateOf = async (id: string) =>
    (await world.database.manager.findOneByOrFail(OutboxEvent, { id })).state;

  it('are listed and set going again, one or all, by platform admins only', async () => {
    const admin = await world.platformAdmin();
    const officer = await world.officer('110105');
    const [first, second, third] = [await bury(), await bury(), await bury()];
    for (const refused of [
      await officer.get('/api/platform/dead-letters'),
      await officer.post('/api/platform/dead-letters/requeue'),
    ]) {
      expect(refused.refusal).toEqual([403, 'not_platform_admin']);
    }
    const listed = (await admin.get('/api/platform/dead-letters')).expect(200).items;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([first, second, third]);
    expect(listed[0]).toMatchObject({ name: 'test.buried', attempts: 10, lastError: 'handler gave up' });

    const requeue = '/api/platform/dead-letters/requeue';
    expect((await admin.post(requeue, { id: second })).expect(200)).toEqual({ requeued: 1 });
    await world.settle();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['DEAD', 'DONE']);
    expect((await admin.post(requeue, { id: second })).expect(200)).toEqual({ requeued: 0 });
    expect((await admin.post(requeue)).expect(200)).toEqual({ requeued: 2 });
    await world.settle();
    expect([await stateOf(first), await stateOf(third)]).toEqual(['DONE', 'DONE']);
    expect((await admin.get('/api/platform/dead-letters')).body.items).toEqual([]);
    expect(await world.database.manager.countBy(AuditEntry, { action: 'dead-letters.requeued' })).toBe(3);
  });
});
