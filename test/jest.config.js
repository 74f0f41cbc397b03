import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));

/** What all kinds of tests share. `module.type` stays unset in the swc options: jest then decides per file. */
const shared = {
  rootDir: '.',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.bicorne'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@bicorne/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
};

/** Integration and acceptance tests share one throwaway PostgreSQL; each test file gets a fresh database on it. */
const withDatabase = {
  ...shared,
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
};

export default {
  rootDir,
  testTimeout: 60_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/support/global-order.js',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.test.ts'] },
    { ...withDatabase, displayName: 'integration', testMatch: ['<rootDir>/test/{integration,tenancy}/**/*.test.ts'] },
    { ...withDatabase, displayName: 'acceptance', testMatch: ['<rootDir>/test/acceptance/**/*.test.ts'] },
  ],
};
