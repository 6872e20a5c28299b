import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions, DefaultNamingStrategy, type EntitySchema } from 'typeorm';
import type { DatabaseConfig } from '../../../config/config';
import { serialise } from './serial-query-runner';

type EntityClass = new () => object;
type MigrationClass = NonNullable<DataSourceOptions['migrations']>;

export interface DataSourceParts {
  entities: (EntityClass | EntitySchema)[];
  migrations: MigrationClass;
}

/** Properties are camelCase, columns snake_case: `availableAt` is stored in `available_at`. */
class SnakeCaseColumns extends DefaultNamingStrategy {
  override columnName(property: string, given: string): string {
    return given || property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** @returns an uninitialised data source for MySQL/MariaDB or the embedded database. Schema comes only from migrations. */
export function createDataSource(config: DatabaseConfig, parts: DataSourceParts): DataSource {
  const shared = {
    entities: parts.entities,
    migrations: parts.migrations,
    namingStrategy: new SnakeCaseColumns(),
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    logging: false as const,
  };
  if (config.engine === 'mysql') {
    return new DataSource({
      ...shared,
      type: 'mysql',
      url: config.url,
      timezone: 'Z',
      charset: 'utf8mb4',
      poolSize: config.poolSize,
      connectTimeout: 10_000,
      supportBigNumbers: true,
      bigNumberStrings: false,
    });
  }
  mkdirSync(dirname(config.path), { recursive: true });
  return serialise(
    new DataSource({
      ...shared,
      type: 'better-sqlite3',
      driver: require('libsql'),
      database: config.path,
      enableWAL: true,
      prepareDatabase: (connection: { pragma(source: string): unknown }) => {
        // An acknowledged write survives a power cut, not only a crash of the process.
        connection.pragma('synchronous = FULL');
      },
    }),
  );
}
