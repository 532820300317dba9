import { defineConfig } from 'vitest/config';

/** A limit for what hangs, not a budget: speed is measured by `npm run bench`. */
const HANGS = 180_000;

const shared = {
  pool: 'forks',
  environment: 'node',
  testTimeout: HANGS,
  hookTimeout: HANGS,
  retry: 0,
  expect: { poll: { timeout: HANGS / 3 } },
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'server/**/*.test.ts',
            'scripts/**/*.test.ts',
            'test/bench/**/*.test.ts',
          ],
        },
      },
      { test: { ...shared, name: 'integration', include: ['test/integration/**/*.test.ts'] } },
    ],
  },
});
