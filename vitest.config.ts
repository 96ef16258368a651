import { defineConfig } from 'vitest/config';
import { findPostgres } from './src/embedded/programs.ts';

/** Two cores: a Postgres or a browser beside each worker is already more than they can do at once. */
const workers = 2;

/** One server a project, and a database a test file: starting a server takes longer than most of the tests. */
const postgres = findPostgres() === null ? [] : ['./test/support/postgres-setup.ts'];
const prepared = ['./test/support/prepared-setup.ts'];

/**
 * Of the end-to-end tests those that say within what time the agent must fall silent, answer or hang up, and those that
 * keep both cores busy: speech that is recognized on this machine, runners that are killed and replaced. Beside another
 * they would measure the machine, not Parley.
 */
const alone = [
  'barge-in',
  'chaos',
  'media-restart',
  'page-states',
  'restaurant-calls',
  'spoken-booking',
  'spoken-outreach',
  'survey-call',
  'telephone-booking',
  'telephone-calls',
].map((name) => `test/e2e/${name}.test.ts`);

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
          include: [
            'src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'web/src/**/*.test.{ts,tsx}',
            'test/understanding/*.test.ts',
          ],
          // They replace no modules, and a process for each file took twice as long as what is in them.
          isolate: false,
        },
      },
      {
        test: {
          ...node,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: [...prepared, ...postgres],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...node,
          name: 'conversation',
          include: ['test/conversation/**/*.test.ts'],
          globalSetup: postgres,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          globalSetup: prepared,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Two at once, since speech takes its time whatever the machine does, but beside nothing else.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...node,
          name: 'e2e-alone',
          include: alone,
          globalSetup: prepared,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
          fileParallelism: false,
        },
      },
    ],
  },
});
