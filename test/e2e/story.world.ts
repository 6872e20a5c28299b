import { type StartedServer, startServer } from '../../desk/server-process';
import { tellStory } from '../../desk/story/tell-story';
import { type Desk, startDesk } from '../../desk/wire';
import { createStore, type TestStore } from '../support/engine';
import { prepare } from './prepare';

/** The server as a process of its own, prepared by the very commands that an operator uses. */
describe('the story of the main job', () => {
  let store: TestStore;
  let desk: Desk;
  let server: StartedServer;

  beforeAll(async () => {
    store = await createStore();
    desk = await startDesk();
    const environment = { ...process.env, ...store.environment, WECHAT_HOST: desk.url };
    prepare(environment);
    server = await startServer({ ...store.environment, PORT: undefined, WECHAT_HOST: desk.url });
    desk.setPushTargets(server.pushTargets);
  }, 150_000);

  afterAll(async () => {
    await server?.stop();
    await desk?.stop();
    await store?.remove();
  }, 60_000);

  it('is told twice to one running product without a surprise', async () => {
    const told: string[] = [];
    for (const run of ['first', 'second']) {
      await tellStory({ productUrl: server.url, wechatUrl: desk.url, run, tell: (line) => told.push(line) });
    }
    expect(told.join('\n')).toContain('activity_full');
  }, 120_000);

  it('ends with an error when something surprises', async () => {
    const options = { productUrl: server.url, wechatUrl: desk.url, run: 'surprise', tell: () => {} };
    desk.control.addFault({ api: '/sns/jscode2session', kind: 'errcode', errcode: 40029 });
    await expect(tellStory(options)).rejects.toThrow(/surprise/);
    desk.control.clearFaults();
  });
});
