import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasChromium } from '../desk/chromium';
import { findServices } from './support/services';

/**
 * `npm test`: everything on the embedded database, and the database-bound part again on MariaDB/MySQL + Redis wherever
 * they can be had; the phones and the console in Chromium where there is one. Where they must be had (CI=true or
 * STVS_REQUIRE_SERVICES=1), their absence is a failure.
 * Arguments are handed to jest, e.g. `npm test -- --testPathPatterns signups`; `npm test -- --coverage` counts what was reached.
 */
async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'stvs-test-run-'));
  const services = await findServices(folder);
  try {
    const required = process.env.CI === 'true' || process.env.STVS_REQUIRE_SERVICES === '1';
    if (services.missing.length > 0) {
      const line = `not exercised: the tests on ${services.missing.join(' and ')} (not configured, not answering on the usual port, not installed)`;
      console.log(line);
      if (required) return 1;
    }
    if (!hasChromium) {
      console.log(
        'not exercised: the tests in a browser (no Chromium at /usr/bin/chromium; CHROMIUM names another)',
      );
      if (required) return 1;
    }
    const projects = [
      'pure',
      'embedded',
      ...(services.missing.length === 0 ? ['mariadb+redis'] : []),
      ...(hasChromium ? ['browser'] : []),
    ];
    return await runJest(projects, services.environment, join(folder, 'result.json'));
  } finally {
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runJest(
  projects: string[],
  environment: Record<string, string>,
  resultFile: string,
): Promise<number> {
  const given = process.argv.slice(2);
  const args = ['--json', `--outputFile=${resultFile}`, ...given, '--selectProjects', ...projects];
  const jest = spawn(process.execPath, [require.resolve('jest/bin/jest'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const code = await new Promise<number>((done) => jest.on('exit', (status) => done(status ?? 1)));
  const result = JSON.parse(readFileSync(resultFile, 'utf8'));
  console.log(
    `${result.numPassedTests} passed, ${result.numFailedTests} failed, ${result.numPendingTests} skipped`,
  );
  return code === 0 && result.numPassedTests > 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
