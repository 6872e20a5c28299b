import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { type Config, loadConfig } from '../config/config';
import { dataSourceOf } from '../server/entities';
import { Fault } from '../server/platform/fault';

/** Runs an operator's command on the configured database; what goes wrong is told in one line and ends with 1. */
export function withDatabase(command: (dataSource: DataSource, config: Config) => Promise<void>): void {
  run(command).catch((error: Error) => {
    const expected = error instanceof Fault || error instanceof UsageError || error.name === 'ConfigError';
    console.error(expected ? error.message : error);
    process.exitCode = 1;
  });
}

async function run(command: (dataSource: DataSource, config: Config) => Promise<void>): Promise<void> {
  const config = loadConfig();
  const dataSource = await dataSourceOf(config).initialize();
  try {
    await command(dataSource, config);
  } finally {
    await dataSource.destroy();
  }
}

/** The command line was not understood; the message says how to write it. */
export class UsageError extends Error {}
