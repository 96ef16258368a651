import { defineConfig } from 'vitest/config';
import { findPostgres } from './src/embedded/programs.ts';

/** Two cores: a Postgres or a browser beside each worker is already more than they can do at once. */
const workers = 2;

/** One server a project, and a database a test file: starting a server takes longer than most of the tests. */
const globalSetup = findPostgres() === null ? [] : ['./test/support/postgres-setup.ts'];

const node = { environment: 'node', pool: 'forks' } as const;

/**
 * Unit tests sit beside the source. The others start real programs (scripts/test.ts sees to it that they are there), so
 * they get the time that those take on a busy machine.
 */
export default defineConfig({
  test: {
    maxWorkers: workers,
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...node,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...node,
          name: 'conversation',
          include: ['test/conversation/**/*.test.ts'],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A browser, a LiveKit server and an agent each: two at once would measure the machine, not Parley.
          fileParallelism: false,
        },
      },
    ],
  },
});
