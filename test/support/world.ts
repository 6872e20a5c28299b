import 'reflect-metadata';
import { loadConfig } from '../../config/config';
import type { Environment } from '../../config/env';
import { type Desk, startDesk } from '../../desk/wire';
import { type App, createApp } from '../../server/app';
import { dataSourceOf } from '../../server/entities';
import { seedOrganizations } from '../../server/organizations/seed';
import { MovableClock } from '../../server/platform/clock';
import { applyMigrations } from '../../server/platform/database/apply-migrations';
import { type Listener, listen } from '../../server/platform/http';
import { openApiDocument } from '../../server/platform/http/openapi';
import { createLogger } from '../../server/platform/logger';
import { type ActivityChoices, publishActivity } from './activity';
import { Client } from './client';
import { Conformity } from './conformity';
import { createStore, type TestStore } from './engine';
import { freePort } from './free-port';
import { Person } from './person';
import { type OrganizationChoices, Staff, type TestOrganization } from './staff';

/** 北京市 and 河北省: municipalities and ordinary provinces are built differently. */
const SEEDED_AREAS = ['11', '13'];
const SETTLE_LIMIT_MS = 15_000;

/** The product composed as in production on a real database; only the outside is replaced: the clock, and WeChat by the desk. */
export class World {
  readonly anonymous: Client;
  private readonly conformity: Conformity;
  readonly staff = new Staff(this);
  private people = 0;

  constructor(
    private readonly store: TestStore,
    readonly desk: Desk,
    readonly app: App,
    readonly clock: MovableClock,
    private readonly listener: Listener,
    /** every log line of the product, for assertions on what must not be in them */
    readonly logLines: string[],
  ) {
    this.conformity = new Conformity(openApiDocument(app.parts.api.endpoints, listener.url));
    this.anonymous = new Client(listener.url, this.conformity);
  }

  get url(): string {
    return this.listener.url;
  }

  get database() {
    return this.app.parts.database;
  }

  person(name: string): Person {
    this.people += 1;
    return new Person(this.url, this.desk, this.conformity, `person-${this.people}`, name);
  }

  /** The officer of the 科协 of an area, the same one at every call. */
  officer(areaCode: string): Promise<Person> {
    return this.staff.officer(areaCode);
  }

  platformAdmin(): Promise<Person> {
    return this.staff.platformAdmin();
  }

  /** An active organization with its admin. */
  organization(choices: OrganizationChoices): Promise<TestOrganization> {
    return this.staff.organization(choices);
  }

  /** An activity that is published. @returns its id */
  activity(choices: ActivityChoices): Promise<string> {
    return publishActivity(this, choices);
  }

  /** Moves the product's clock; WeChat goes by the same one. */
  advance(ms: number): void {
    this.clock.advance(ms);
  }

  /** Relays events and waits for queued jobs and WeChat's pushes until nothing is left to do. */
  async settle(): Promise<void> {
    const { relay, jobs } = this.app.parts;
    const deadline = Date.now() + SETTLE_LIMIT_MS;
    for (let quiet = 0; quiet < 2; ) {
      if (Date.now() > deadline) throw new Error(`not settled: ${JSON.stringify(await jobs.counts())}`);
      const relayed = await relay.drain();
      await this.desk.control.settle();
      const counts = Object.values(await jobs.counts());
      const busy = relayed > 0 || counts.some(({ waiting, running }) => waiting + running > 0);
      quiet = busy ? 0 : quiet + 1;
      await new Promise((done) => setTimeout(done, busy ? 10 : 15));
    }
  }

  async runSchedules(): Promise<void> {
    await this.app.parts.jobs.runSchedules();
    await this.settle();
  }

  async stop(): Promise<void> {
    await this.listener.stop();
    await this.app.stop();
    await this.desk.stop();
    await this.store.remove();
  }
}

export interface WorldOptions {
  /** The product is found at its public address, so that a browser can follow the links and redirects it makes. */
  browsable?: boolean;
  /** Variables besides those of the store. */
  environment?: Environment;
}

/** What was started so far is stopped again when the rest cannot start: nothing may keep the test process alive. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    return await startWorld(stops, options);
  } catch (error) {
    for (const stop of stops.reverse()) await stop().catch(() => {});
    throw error;
  }
}

async function startWorld(
  stops: (() => Promise<unknown>)[],
  { browsable = false, environment = {} }: WorldOptions,
): Promise<World> {
  const store = await createStore();
  stops.push(() => store.remove());
  const clock = new MovableClock();
  const desk = await startDesk({ now: () => clock.now().getTime() });
  stops.push(() => desk.stop());
  const port = browsable ? await freePort() : 0;
  const config = loadConfig({
    ...store.environment,
    ...environment,
    ...(browsable ? { PUBLIC_URL: `http://127.0.0.1:${port}` } : {}),
    WECHAT_HOST: desk.url,
    WECHAT_TIMEOUT_MS: '8000',
    ...environment,
  });
  const dataSource = await dataSourceOf(config).initialize();
  stops.push(() => (dataSource.isInitialized ? dataSource.destroy() : Promise.resolve()));
  await applyMigrations(dataSource);
  const logLines: string[] = [];
  const logger = createLogger(process.env.STVS_TEST_LOG ?? 'info', (line) => logLines.push(line));
  const app = await createApp(config, dataSource, { logger, clock });
  stops.push(() => app.stop());
  await seedOrganizations(app.parts.database, { areas: SEEDED_AREAS, clock });
  await app.startWork();
  const listener = await listen(app.koa, config.http.host, port);
  desk.setPushTargets({
    officialAccount: `${listener.url}/wechat/callback`,
    miniProgram: `${listener.url}/wechat/mini-program/push`,
    pay: `${listener.url}/wechat/pay/notifications`,
  });
  return new World(store, desk, app, clock, listener, logLines);
}
