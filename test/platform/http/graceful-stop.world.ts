import { createWorld } from '../../support/world';

describe('a graceful stop', () => {
  it('takes no new request and answers the accepted one', async () => {
    const world = await createWorld();
    const person = await world.person('慢一').logIn();
    // WeChat takes its time, so the request is under way when the stop begins.
    world.desk.control.addFault({ api: '*', kind: 'latency', ms: 400, times: 1 });
    const request = person.confirmPhone();
    await new Promise((done) => setTimeout(done, 100));

    const stopped = world.stop();
    await new Promise((done) => setTimeout(done, 50));
    const refused = await world.anonymous.get('/healthz').catch(() => 'refused');
    expect(refused).toBe('refused');
    expect((await request).status).toBe(200);
    await stopped;
  });
});
