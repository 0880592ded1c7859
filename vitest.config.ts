import { defineConfig } from 'vitest/config'

/** Pure logic; simulated worlds; built functions on a real local server; a whole Appwrite, ours or a real one; and a real Chromium. */
export default defineConfig({
  test: {
    globalSetup: 'tests/support/build-once.ts',
    // Much of the time goes by waiting for processes, so that two at once keep two cores busy; by itself it is one.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'appwrite',
          include: ['tests/appwrite/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
