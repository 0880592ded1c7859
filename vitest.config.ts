import { defineConfig } from 'vitest/config'

/** Three projects: pure logic, built functions on a real local server, and a real Chromium. */
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
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
