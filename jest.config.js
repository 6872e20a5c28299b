// Projects over one suite: `test/run.ts` names which of them this machine can run.
// Files named *.spec.ts need no database; *.world.ts run once on each engine, *.redis.ts where there is Redis;
// *.e2e.ts drive Chromium.
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j)sx?$': ['@swc/jest'] },
  // p-queue and its relatives ship ESM only.
  transformIgnorePatterns: ['/node_modules/(?!(p-queue|p-timeout|eventemitter3)/)'],
  setupFiles: ['<rootDir>/test/support/setup.ts'],
};

module.exports = {
  coverageProvider: 'v8',
  collectCoverageFrom: ['config/**/*.ts', 'server/**/*.ts', 'desk/wire/**/*.ts'],
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
  // Generous: a busy machine is slow, and what hangs is found all the same.
  testTimeout: 120_000,
  // Most tests wait for a database; one worker a core would leave the cores idle.
  maxWorkers: 3,
  projects: [
    { ...base, displayName: 'pure', testMatch: ['<rootDir>/test/**/*.spec.ts'] },
    {
      ...base,
      displayName: 'embedded',
      testMatch: ['<rootDir>/test/**/*.world.ts'],
      globals: { STVS_ENGINE: 'embedded' },
    },
    {
      ...base,
      displayName: 'mariadb+redis',
      testMatch: ['<rootDir>/test/**/*.{world,redis}.ts'],
      globals: { STVS_ENGINE: 'mysql' },
    },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/test/**/*.e2e.ts'] },
  ],
};
