import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { loadConfig } from '../config/config';
import { createApp } from '../server/app';
import { dataSourceOf } from '../server/entities';
import { openApiDocument } from '../server/platform/http/openapi';
import { createLogger } from '../server/platform/logger';

const FILE = join(__dirname, '../console/src/api/schema.d.ts');

/**
 * `npm run api:types`: writes the types of the console's API client from the very forms and views that serve. The file
 * is not committed: `npm run check` makes it anew before it checks the console, so the two cannot drift apart.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stvs-api-types-'));
  try {
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
    const app = await createApp(config, dataSourceOf(config), { logger: createLogger('silent') });
    const document = openApiDocument(app.parts.api.endpoints, '/');
    await app.stop();
    const { default: openapiTS, astToString } = await import('openapi-typescript');
    writeFileSync(FILE, astToString(await openapiTS(document as never)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
