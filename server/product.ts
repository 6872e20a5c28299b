import type { Config } from '../config/config';
import { type App, createApp } from './app';
import { dataSourceOf } from './entities';
import { seedOrganizations } from './organizations/seed';
import { applyMigrations } from './platform/database/apply-migrations';
import { type Listener, listen } from './platform/http';
import type { Outside } from './platform/platform';

export interface Product {
  app: App;
  url: string;
  /** Stops listening, lets accepted requests finish, then the running jobs, then closes the database. */
  stop(): Promise<void>;
}

/**
 * Starts the whole server of a configuration. The embedded database is migrated and seeded on the way, because nobody else
 * could: it belongs to this process. A database server gets both from commands before a deployment (docs/operations.md).
 */
export async function startProduct(config: Config, outside: Outside): Promise<Product> {
  const dataSource = await dataSourceOf(config).initialize();
  if (config.database.engine === 'embedded') await applyMigrations(dataSource);
  const app = await createApp(config, dataSource, outside);
  if (config.database.engine === 'embedded') await seedOrganizations(app.parts.database);
  await app.parts.policyBook.refresh(app.parts.database);
  if (config.worker === 'inline') await app.startWork();
  const listener: Listener = await listen(app.koa, config.http.host, config.http.port);
  return {
    app,
    url: listener.url,
    stop: async () => {
      await listener.stop();
      await app.stop();
    },
  };
}
