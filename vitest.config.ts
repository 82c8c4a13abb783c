import { defineConfig } from 'vitest/config';

/** Our packages are tested from their sources, as the `source` condition of their package.json names them. */
const conditions = ['source', 'module', 'node', 'development|production'];

const shared = { setupFiles: ['./scripts/test-setup.ts'], environment: 'node' as const };

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source', 'node'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: [
            '{core,host}/src/**/*.test.ts',
            'host/console/src/**/*.test.{ts,tsx}',
            'plugins/*/src/**/*.test.ts',
            'test/{org,architecture,conformance,evaluate}/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          // On a busy machine the properties, which try hundreds of inputs, take their time.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'integration',
          include: [
            '{core,host}/src/**/*.itest.ts',
            'plugins/*/src/**/*.itest.ts',
            'test/**/*.itest.ts',
          ],
          exclude: ['**/node_modules/**', 'test/scenarios/**'],
          // Each starts a PostgreSQL and processes of its own.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
