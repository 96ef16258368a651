import { defineConfig } from 'vitest/config';

/** One call after the other: they share the ports of one livekit-sip. */
export default defineConfig({
  test: {
    name: 'sip',
    environment: 'node',
    pool: 'forks',
    include: ['test/sip/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
